"""Impersonations: 冒充 / 假冒 / 谎称是 and a role; the role decides what scheme it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

import regex

from ...lexicon import Hit
from .names import Mention, kind_of, overlapping, sense_of, tail_end

# A plain list of words, which `re` looks for by their first characters.
_VERB = re.compile("冒充成?|假冒成?|假扮成?|冒认成?|伪冒成?|伪装成?|假装|佯装|乔装成?|扮演|自称是?|谎称是?|声称是?")
_PLAIN = frozenset({"冒充", "假冒", "假扮", "冒认", "伪冒"})
_ROLES = frozenset({"role", "organization"})
_POSER = r"[\p{Han}A-Za-z0-9“‘”’·×*某]--[的了着过对向以给让要叫说骗诈后再把被将从拨加找是为并又就等]"
_MODIFIER = regex.compile(rf"[“‘\"]?[{_POSER}]{{0,10}}+[”’\"]?(?:的[“‘\"]?)?|[“‘\"]?[{_POSER}]{{0,10}}+", regex.V1)
# A role may begin the name of a body: 警察局, 消防支队.
_BODY = r"(?:局|署|厅|部门|[支大总中]队|机关|机构|公司|平台|集团|热线|专线)"
_JOINT = regex.compile(
    rf"{_BODY}?[”’\"]?(?:的?|(?P<connector>[、/]|[”’\"](?=[“‘\"])|以及|及其?|和|与|或者?)(?![“‘\"]?(?:冒充|假冒|假扮))[“‘\"]?[{_POSER}]{{0,4}}+)",
    regex.V1,
)
_PEOPLE = r"[”’\"]?(?:工作人员|人员|职员|员工|行员|专员|身份(?=类?诈骗))"
_STAFF = re.compile(rf"{_BODY}(?:{_PEOPLE})?|{_PEOPLE}")
# A role that no lexicon knows: said to be staff or a name of fraud, quoted, or what somebody does something as.
_OPEN_POSER = regex.compile(
    rf"[“‘\"]?(?P<who>[{_POSER}]{{1,8}}?)(?:工作人员|人员|员工|职员|专家|(?=类?(?:诈骗|骗局|骗案)))", regex.V1
)
_BARE_POSER = regex.compile(
    r"[“‘](?P<quoted>\p{Han}{2,8})(?=[”’])"
    rf"|(?!他人|别人|自己|其|该|本|她|他|类)(?P<who>[{_POSER}--[“‘”’]]{{2,6}}?)(?=[，,。；;”’]|(?<![费款钱账品卡])、|实施|进行|骗[取钱财]|行骗|诱[骗导]|打电话|来电|致电|联系|的?名义|的?身份"
    r"|借[钱款]|视[频讯]|上门|推销|索要|募[捐款]|套取|敲门|混[进入]|发[来信消送短]|私信|招[收募揽])",
    regex.V1,
)
_GOODS = re.compile(
    r"正品|名牌|真品|进口|新车|原装|品牌|产品|商品|优质|野生|[酒烟肉米油茶药鱼货]$|[美欧日英港澳台外]元|外币|英镑|人民币|现金"
)
_UNTRUE = re.compile(r"(?:工作|相关|其他|有关|多种|各种|各类|不同|他|她|受害|当事)?(?:人员?|他人|别人|身份|人|者)")
# After the last role of another kind: the verb governs it too, and does not begin another clause.
_GOVERNED_TO = re.compile(
    r"[”’\"]?(?:等|[、，,。；;：:）)！!\n]|类|的?(?:诈骗|骗局|骗案|手法|方式|身份)|实施|进行|行骗|来电|致电|打电话|$)"
)
# What somebody poses for belongs to a name that goes on to its tail: 冒充亲友借钱诈骗.
_ACT = regex.compile(
    r"(?:紧急|急需|要求|索要|骗取)?(?:借钱|用钱|要钱|要账|转账|汇款|打款|付款|收款|收费|缴费|催费|催缴|采购|订餐|订货|订购|退票|追款"
    r"|(?:收取|骗取|索要|代收)\p{Han}{0,4}费|骗财务|骗会计|办案|查案|推销|敲诈|勒索|募捐|化缘|求助|索贿|送礼|慰问|催债|讨债|救急|应急)(?=[类型式]?(?:诈骗|诈欺|骗局|骗案))"
)
_OPENED = re.compile(r"[“‘\"][^”’\"]*$")
_CLOSING_MARKS = frozenset('”’"')


def impersonations(text: str, gaps: Collection[int], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield 冒充 + role names; the role decides the code, and roles of one code stay together.

    >>> from ...lexicon import Lexicon, Term
    >>> terms = [Term("a", "impersonating_acquaintance", ("老师", "辅导员"), extra={"sense": "role"})]
    >>> text = "①冒充老师、辅导员"
    >>> [text[m.start:m.end] for m in impersonations(text, (), list(Lexicon(terms).find(text)))]
    ['冒充老师、辅导员']
    """
    if not _has_pose(text):
        return
    verbs = list(_VERB.finditer(text))
    roles = [hit for hit in hits if sense_of(hit) in _ROLES or hit.term.extra.get("poses")] if verbs else []
    starts = [role.start for role in roles]
    done = 0
    for number, verb in enumerate(verbs):
        if verb.start() < done or overlapping(hits, verb.start(), verb.end()):
            continue  # inside the last chain, or inside a name that the lexicon knows (冒充查案)
        index = bisect_left(starts, verb.end())
        limit = verbs[number + 1].start() if number + 1 < len(verbs) else len(text)
        if (
            index < len(roles)
            and roles[index].start < limit
            and _joins(_MODIFIER, text, verb.end(), roles[index].start)
        ):
            for mention in _known_roles(text, gaps, roles, index, verb):
                done = mention.end
                yield mention
        elif _is_plain(verb):
            yield from _unknown_role(text, hits, verb)


def _known_roles(
    text: str, gaps: Collection[int], roles: Sequence[Hit], index: int, verb: re.Match[str]
) -> Iterator[Mention]:
    """Yield the pose as the roles that a verb governs; a role of another kind is a mention of its own."""
    begin, sense = verb.start(), "contextual" if _is_plain(verb) else "pose"
    onward: int | None = index
    while onward is not None:
        role, end, onward = _role_chain(text, gaps, roles, onward)
        yield _posing(text, (begin, end), kind_of(role), sense)
        if onward is not None:
            begin, sense = roles[onward].start, "pose"


def _has_pose(text: str) -> bool:
    """Whether any verb of posing can stand in a text: two cheap looks save most texts the search."""
    return any(char in text for char in "冒扮") or any(word in text for word in ("装", "称是", "自称"))


def _is_plain(verb: re.Match[str]) -> bool:
    return verb.group()[:2] in _PLAIN


def _unknown_role(text: str, hits: Sequence[Hit], verb: re.Match[str]) -> Iterator[Mention]:
    """Yield a pose as somebody whom no lexicon knows (冒充考古队员诈骗, 冒充“富二代”)."""
    match = _OPEN_POSER.match(text, verb.end())
    if match is None and verb.group() != "假冒":
        match = _BARE_POSER.match(text, verb.end())
    if match is None:
        return
    end = match.end("quoted") if match.groupdict().get("quoted") else match.end()
    who = match.groupdict().get("quoted") or match["who"]
    if _UNTRUE.fullmatch(who) or _GOODS.search(who):
        return
    inside = [hit for hit in overlapping(hits, match.start(), end) if hit.start >= match.start()]
    kind = kind_of(inside[-1]) if inside else ("other_fraud", "other_fraud.open")
    yield _posing(text, (verb.start(), end), kind, "contextual")


def _posing(text: str, span: tuple[int, int], kind: tuple[str, str], sense: str) -> Mention:
    act = _ACT.match(text, span[1])
    name_end = act.end() if act else _quote_end(text, span)
    end = tail_end(text, name_end)
    tail = text[name_end:end]
    if not tail:
        end = act.end() if act else span[1]
    return Mention(span[0], end, *kind, sense, "impersonation", "冒充", tail)


def _quote_end(text: str, span: tuple[int, int]) -> int:
    """The end of a pose with the quotation mark that closes what it quotes, as a tail may stand behind that."""
    opened = _OPENED.search(text, *span)
    return span[1] + 1 if opened and text[span[1] : span[1] + 1] in _CLOSING_MARKS else span[1]


def _is_body(role: Hit) -> bool:
    return sense_of(role) == "organization"


def _joins(pattern: regex.Pattern[str], text: str, start: int, end: int) -> regex.Match[str] | None:
    return pattern.fullmatch(text, start, end) if end - start <= 12 else None


def _role_chain(text: str, gaps: Collection[int], roles: Sequence[Hit], index: int) -> tuple[Hit, int, int | None]:
    """Follow roles of one code: the telling one, the end, and a role of another code that 、 or 和 adds."""
    head = telling = roles[index]
    onward = None
    while index + 1 < len(roles):
        following = roles[index + 1]
        joint = _joins(_JOINT, text, head.end, following.start)
        if not joint or following.start in gaps:
            break
        connector = joint["connector"]
        if connector and following.term.code != head.term.code:
            governed = connector == "、" or _GOVERNED_TO.match(text, following.end)
            onward = index + 1 if governed else None
            break
        if not connector or (_is_body(telling) and not _is_body(following)):
            telling = following  # 公安局民警 is a 民警, 电商、物流客服 are 客服
        head, index = following, index + 1
    staff = _STAFF.match(text, head.end)
    return telling, staff.end() if staff else head.end, onward
