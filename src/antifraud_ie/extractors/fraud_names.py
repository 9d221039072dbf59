"""Names of fraud schemes: how a lexicon term grows to the whole name, and names that no lexicon lists."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeVar

import regex

from ..lexicon import Hit


class Mention(NamedTuple):
    """A candidate in the clean text, with what stands attached to it."""

    start: int
    end: int
    code: str
    scheme: str
    sense: str  # named, contextual, weak, or role (a role with a tail but no verb)
    rule: str
    prefix: str = ""
    tail: str = ""


# Attached to a name, these belong to it; after a generic word (网络诈骗, 犯罪, 案件) they stay outside.
_TAIL = regex.compile(
    r"(?:[类型式性]?(?:诈骗(?:案(?![件例发值情子]))?|诈欺(?:案(?![件例]))?|骗局|骗案|欺诈|警情)"
    r"|类?案(?![件例发值情子板头由底者]))"
)
# 寒假, 打假 and the like end in 假 without saying that something is fake.
_PREFIX = regex.compile(
    r"(?:虚假|(?<![寒暑放请休真度节病事作掺打造])假|网络|网路|网上|网际|线上|互联网|在线|电信网络){1,3}+$"
)
_PREFIX_LENGTH = 8

_VERB = regex.compile(
    r"(?P<plain>冒充|假冒|假扮|冒认|伪冒)成?|(?:伪装成?|假装|佯装|乔装成?|扮演|自称是?|谎称是?|声称是?)"
)
_POSER = r"[\p{Han}A-Za-z0-9“‘”’·×*某]--[的了着过对向以给让要叫说骗诈后再把被将从拨加找是为并又就等]"
_MODIFIER = regex.compile(rf"[“‘\"]?[{_POSER}]{{0,10}}+[“‘\"]?", regex.V1)
_JOINT = regex.compile(
    rf"[”’\"]?(?:的?|(?P<connector>[、/]|[”’\"](?=[“‘\"])|以及|及其?|和|与|或者?)(?!冒充|假冒|假扮)[“‘\"]?[{_POSER}]{{0,4}}+)",
    regex.V1,
)
_STAFF = regex.compile(r"[”’\"]?(?:工作人员|人员|职员|员工|身份(?=类?诈骗))")
_OPEN_POSER = regex.compile(
    rf"[“‘\"]?(?P<who>[{_POSER}]{{1,8}}?)(?:工作人员|人员|员工|职员|专家|(?=类?(?:诈骗|骗局|骗案)))", regex.V1
)

_CLASS_TAIL = regex.compile(r"类(?P<tail>(?:电信|网络|网路|新型){0,3}(?:诈骗|诈欺))")
_CLASS_NAME = regex.compile(r"[\p{Han}A-Za-z0-9--[的是有在等了及和与或之把被向从用到个起占以]]{2,10}+$", regex.V1)
_QUOTED = regex.compile(
    r"[“‘\"](?P<name>[^“”‘’\"\n，。！？、诈骗]{2,12})[”’\"](?:[类式型]|兑奖)?(?:电信|网络)?(?:诈骗|骗局|骗术|骗案|陷阱|圈套)"
)
_HEADING = regex.compile(
    r"(?:^|\n)(?:[①-⑳◆■●▪▲★·•※—-]{1,2}|[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）:：]|第[一二三四五六七八九十\d]{1,2}[题条招类种式课关讲])"
    r"[“\"]?(?P<name>[\p{Han}A-Za-z0-9]{2,12}?(?:诈骗|骗局))(?=[”\"]?(?:[:：。，(（]|\n|$))"
)
_LISTED = regex.compile(
    r"(?<=、)(?P<name>[\p{Han}A-Za-z0-9--[等的是都为]]{2,8}?(?:诈骗|骗局))(?=[、，。；]|等|和|及)", regex.V1
)
_LEAD_IN = regex.compile(
    r"警惕|防范|谨防|严防|慎防|提防|小心|当心|针对|打击|讲解|遭遇|识破|揭秘|实施|进行|涉嫌|拒绝|关于|近期|近年|高发|常见|多发|提醒|发生|破获"
)
_REFUSED = ("不", "勿")  # 不轻信、不刷单 is advice
_COUNTED = regex.compile(r"[一二两三四五六七八九十几多各\d][种类个大项]")
_GENERIC = regex.compile(
    r"(?:反|防|电信|网络|网路|电话|短信|通讯|通信|信息|新型|各|种|其他|其它|另|此|这|那|该|本|同|多|两|几|一|二|三|四|五|六|七|八|九|十"
    r"|\d|大|涉|起|常见|高发|主要|典型|互联网|线上|线下|传统|跨境|境外|预防|什么|何谓|认识|了解|校园|犯罪|类|型|诈骗|骗局)+"
)


def grow(text: str, gaps: Collection[int], start: int, end: int) -> tuple[int, int, str, str]:
    """Extend a term over its attached prefix and tail; return start, end, prefix and tail.

    >>> grow("谨防虚假贷款类诈骗。", frozenset(), 4, 6)
    (2, 9, '虚假', '类诈骗')
    """
    low = max(0, start - _PREFIX_LENGTH)
    # A space in the raw text is a clause boundary: no prefix is taken from beyond it.
    low = max((gap for gap in range(low, start + 1) if gap in gaps), default=low)
    prefix = _PREFIX.search(text, low, start)
    tail = _TAIL.match(text, end)
    new_start = prefix.start() if prefix else start
    new_end = tail.end() if tail else end
    return new_start, new_end, text[new_start:start], text[end:new_end]


def term_mentions(text: str, gaps: Collection[int], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield a mention for every lexicon term that may name a scheme."""
    for hit in hits:
        sense = hit.term.extra.get("sense", "named")
        if sense == "decoy" or text.startswith(_REFUSED, max(0, hit.start - 1)):
            continue
        start, end, prefix, tail = grow(text, gaps, hit.start, hit.end)
        code, scheme = hit.term.code, hit.term.id
        if sense not in ("role", "organization"):
            yield Mention(start, end, code, scheme, sense, sense, prefix, tail)
        elif sense == "role" and prefix == "假":
            yield Mention(start, end, code, scheme, "contextual", "fake_role", prefix, tail)
        elif sense == "role" and tail and tail != "案" and not text.startswith("涉", max(0, hit.start - 1)):
            yield Mention(hit.start, end, code, scheme, "role", "role", "", tail)


def impersonations(text: str, gaps: Collection[int], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield 冒充 + role names; the role decides the code, and roles of one code stay together.

    >>> from ..lexicon import Lexicon, Term
    >>> terms = [Term("a", "impersonating_acquaintance", ("老师", "辅导员"), extra={"sense": "role"})]
    >>> text = "①冒充老师、辅导员"
    >>> [text[m.start:m.end] for m in impersonations(text, (), list(Lexicon(terms).find(text)))]
    ['冒充老师、辅导员']
    """
    roles = [hit for hit in hits if hit.term.extra.get("sense") in ("role", "organization")]
    starts = [role.start for role in roles]
    done = 0
    for verb in _VERB.finditer(text):
        if verb.start() < done or _overlapping(hits, verb.start(), verb.end()):
            continue  # inside the last chain, or inside a name that the lexicon knows (冒充查案)
        plain = verb["plain"] is not None
        sense, begin = ("contextual" if plain else "pose"), verb.start()
        index: int | None = bisect_left(starts, verb.end())
        if index == len(roles) or not _joins(_MODIFIER, text, verb.end(), roles[index].start):
            index = None
            if plain and (match := _OPEN_POSER.match(text, verb.end())) and not _GENERIC.fullmatch(match["who"]):
                kind = _kind((), [hit for hit in _overlapping(hits, *match.span()) if hit.start >= match.start()])
                yield _posing(text, gaps, (begin, match.end()), kind, sense)
        while index is not None:
            role, end, index = _role_chain(text, gaps, roles, index)
            done = end
            yield _posing(text, gaps, (begin, end), (role.term.code, role.term.id), sense)
            if index is not None:  # the verb goes on to a role of another kind: a mention of its own
                begin, sense = roles[index].start, "pose"


def _posing(text: str, gaps: Collection[int], span: tuple[int, int], kind: tuple[str, str], sense: str) -> Mention:
    _, end, _, tail = grow(text, gaps, span[1], span[1])
    return Mention(span[0], end, *kind, sense, "impersonation", "冒充", tail)


def _is_body(role: Hit) -> bool:
    return role.term.extra.get("sense") == "organization"


def _joins(pattern: regex.Pattern[str], text: str, start: int, end: int) -> regex.Match[str] | None:
    return pattern.fullmatch(text, start, end) if end - start <= 12 else None


def _role_chain(text: str, gaps: Collection[int], roles: Sequence[Hit], index: int) -> tuple[Hit, int, int | None]:
    """Follow roles of one code: the telling one, the end, and a role of another code that 、 adds."""
    head = telling = roles[index]
    onward = None
    while index + 1 < len(roles):
        following = roles[index + 1]
        joint = _joins(_JOINT, text, head.end, following.start)
        if not joint or following.start in gaps:
            break
        if joint["connector"] and following.term.code != head.term.code:
            onward = index + 1 if joint["connector"] == "、" else None
            break
        if not joint["connector"] or (_is_body(telling) and not _is_body(following)):
            telling = following  # 公安局民警 is a 民警, 电商、物流客服 are 客服
        head, index = following, index + 1
    staff = _STAFF.match(text, head.end)
    return telling, staff.end() if staff else head.end, onward


def open_names(text: str, known: Sequence[Mention], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield names that no lexicon lists: X类诈骗, “X”骗局, a numbered heading or list member X诈骗.

    >>> [(m.start, m.end, m.rule) for m in open_names("民警拆解“蟹卡”骗局", (), ())]
    [(5, 7, 'quoted_name')]
    """
    for rule, first, name_end, end in _open_spans(text):
        start = max((lead_in.end() for lead_in in _LEAD_IN.finditer(text, first, name_end)), default=first)
        if name_end - start < 2 or _GENERIC.fullmatch(text, start, name_end) or _COUNTED.search(text, start, name_end):
            continue
        inside = _overlapping(known, start, end)
        if any(m.start < start or m.end >= end or m.sense not in ("weak", "role") for m in inside):
            continue
        code, scheme = _kind(inside, [hit for hit in _overlapping(hits, start, end) if hit.start >= start])
        sense = "weak" if rule == "listed_name" else "contextual"
        yield Mention(start, end, code, scheme, sense, rule, "", text[name_end:end])


def _open_spans(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield rule, start, end of the name, end of the mention."""
    for match in _CLASS_TAIL.finditer(text):
        name = _CLASS_NAME.search(text, max(0, match.start() - 10), match.start())
        if name:
            end = match.end() if len(match["tail"]) == 2 else match.start()
            yield "class_name", name.start(), match.start(), end
    for rule, pattern in (("quoted_name", _QUOTED), ("heading_name", _HEADING), ("listed_name", _LISTED)):
        for match in pattern.finditer(text):
            yield rule, *match.span("name"), match.end("name")


def _kind(inside: Sequence[Mention], hits: Sequence[Hit]) -> tuple[str, str]:
    if inside:
        return inside[-1].code, inside[-1].scheme
    if hits:
        return hits[-1].term.code, hits[-1].term.id
    return "other_fraud", "other_fraud.open"


_Span = TypeVar("_Span", Mention, Hit)


def _overlapping(spans: Sequence[_Span], start: int, end: int) -> list[_Span]:
    """Return those of the spans, sorted and apart, that share characters with start:end."""
    index = max(0, bisect_left(spans, (start,)) - 1)
    found = []
    while index < len(spans) and spans[index].start < end:
        if spans[index].end > start:
            found.append(spans[index])
        index += 1
    return found
