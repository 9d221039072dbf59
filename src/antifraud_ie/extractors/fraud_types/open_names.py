"""Names that no lexicon lists: X类诈骗, “X”骗局, a numbered heading or a member of a list that ends in 诈骗."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import regex

from ...lexicon import Hit
from .evidence import REACH
from .names import Mention, kind_of, overlapping, sense_of
from .quoted_names import quoted_names, quoted_tricks, quoted_whole
from .words import can_be_member, is_generic, is_prop

# Every such name stands before one of these words, so the search starts from them.
_SCAM = re.compile(r"诈骗|诈欺|欺诈|骗[局案术]|陷阱|圈套")
_NAMING = frozenset({"诈骗", "骗局", "骗案", "欺诈"})  # a name may end in these
_UNSURE = frozenset({"weak", "role"})  # what is known so may be part of a longer name
_IN_MARKS = frozenset({"quoted_name", "quoted_trick", "quoted_whole"})  # quotation marks say where these end
# Nothing but a class or what is quoted counts where the scam word goes on.
_ENDINGS = frozenset(
    (
        "",
        *'案”’"、，,。！!；;：:(（\n等和及以与或多高频最居占告宣开中又再仍抬来重盯',
        *"要需均都也更位排分合共呈上下同环增减警发",
    )
)

# What stands before a scam word is read backwards from it: its last character decides at once.
_CLASS_NAME = regex.compile(
    r"(?r)(?P<name>[\p{Han}A-Za-z0-9--[的是有在等了及和与或之把被向从用到个起占以这此那各]]{2,10})"
    r"类(?P<generic>(?:电信|网络|网路|新型){0,3})",
    regex.V1,
)
# One of them stands within so many characters before the scam word where a class or what is quoted is named.
_NAME_CLOSED = frozenset('类”’"')
_CLOSED_REACH = 8
_CASE = re.compile(r"案(?![件例发值情子])|警情")
# A clause that opens with a name and says how it rose or fell: 其中，社交媒体骗案升三成.
_SUBJECT = regex.compile(
    r"(?r)(?:[，,。；;：:\n、“]|其中|包括|至于|以及)(?P<name>(?:(?![诈骗的是有在了这此那类涉区市县省港澳台年月日季被遭与及和宗起等各受全])[\p{Han}A-Za-z]){2,8})"
)
_SUBJECT_END = regex.compile(
    r"(?:就|则|也|更|亦)?(?:同比|环比|按年|按月|较去年|分别|大幅|微|急|显著)?(?:[升降跌增减涨占录]|上升|下降|下跌|增加|减少|飙升|插水|有|共)"
    r"[\p{Han}]{0,4}(?:\d|[一二两三四五六七八九十百])|\d{1,3}(?:,?\d{3})*(?:宗|起|件)"
)
# What people are warned of, with nothing else in the clause: 谨防烟酒诈骗.
_WARNED_OF = regex.compile(
    r"(?r)(?:警惕|谨防|慎防|提防|严防|当心|小心|识破|揭秘|拆穿|曝光)(?:新型|新|各类|此类|这类|常见|高发|所谓的?|虚构的?|以?假借?|利用)?"
    r"[“\"]?(?P<name>[\p{Han}A-Za-z0-9--[的是有在等了及和与或之把被向从到起占以这此那各遭防反骗诈案者员民期季节年月日]]{2,6})",
    regex.V1,
)
_WARNED_END = re.compile(r"[”\"]?(?:[，。！!；;、：:\n]|$)")
_FAKE = regex.compile(
    r"(?<=[、：:“]|讲解|剖析|警惕|防范|谨防|遭遇|包括|拆解|以及)虚假(?P<what>[\p{Han}--[的是了在等和及与或]]{2,6})(?=[、，,。；;”]|等|及|和|与)",
    regex.V1,
)
_HEADING = regex.compile(
    r"(?r)(?:^|\n)(?:[①-⑳◆■●▪▲★·•※—-]{1,2}|[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）:：]"
    r"|第[一二三四五六七八九十\d]{1,2}[题条招类种式课关讲]"
    r"|(?:骗局|骗术|套路|陷阱|类型|手法|招数|案例|骗招)之?[一二三四五六七八九十\d]{1,2}[:：、.．])[“\"]?(?P<name>[\p{Han}A-Za-z0-9]{1,10})"
)
# A line that holds nothing else.
_LINE = regex.compile(
    r"(?r)(?:^|\n)(?P<name>(?:(?![诈骗反防识拒被遭勿不无受别我你他她让把破打击讲说学看谈听懂知怕管治断止零少降远离守护帮拦抓查劝揭秘谨警惕的是了在人男女子员者])"
    r"[\p{Han}A-Za-z]){2,6})(?:类型?)?"
)
_HEADING_END = re.compile(r"[”\"]?(?:[:：。，,(（]|\n|$)")
_LISTED = regex.compile(r"(?r)(?<=[、“])(?P<name>[\p{Han}A-Za-z0-9--[等的是都为被又把将让这此那]]{2,8})", regex.V1)
_LEAD_IN = re.compile(
    r"警惕|防范|谨防|严防|慎防|提防|小心|当心|针对|打击|讲解|遭遇|识破|揭秘|实施|进行|治理|整治|利用|借助|通过|新型|特大|典型|涉嫌|拒绝|关于|[例比诸譬]?如|近期|近年|高发|常见|多发|提醒|发生|破获"
    r"|侦破|侦办|侦查|接报|接获|接到|受理|打掉|查处|查办|办理|劝阻|拦截|预防|通报|曝光|剖析|解析|讲述|揭露|警示|严打"
    r"|包括|还有|[0-9一二三四五六七八九十]月|今年|去年"
)
# The first member of a list stands behind a sign or a verb.
_LISTED_FIRST = regex.compile(
    rf"(?r)(?<=^|[\n，,。；;：:！!有为是讲防遭]|{_LEAD_IN.pattern})"
    r"(?P<name>[\p{Han}A-Za-z0-9--[的是有在等了及和与或之把被向从到个起占以这此那各涉受遭防反讲说骗诈打击查破案为由者员民都]]{2,8})",
    regex.V1,
)
_LISTED_END = re.compile(
    r"[、，,。；;\n]|$|等|和|及|以及|[”\"](?:[、“]|和|及|以及|等)|[多高频]发|最[多高]|居[首前]|占|案件|告破|宣判|开庭|[要需均都也仍又更]|位[居列]|排[名在]|分[别列居]|合计|共计|呈|上升|下降|同比|环比|增|减|抬头|盯上|来袭|与|或"
)
# What stands around a name says that it is a kind of fraud: 在宠物托运诈骗中, 常见的是快递送礼骗局, 一起药材收购诈骗案.
_FRAMED = regex.compile(
    r"(?r)(?:在|的是|典型的|所谓的?|名为|俗称|叫做?|遭遇|遇[上到]|碰[上到]|[起宗例件])[“\"]?"
    r"(?P<name>[\p{Han}A-Za-z--[的是有在等了及和与或之把被向从到个起占以这此那各次遭遇涉元对给让并员者某宗例件一不没未也都就又再先后中为称说讲防反骗诈击破]]{3,8})(?<!电话|短信|电信|网络|网路|通讯|微信)",
    regex.V1,
)
_FRAMED_END = re.compile(r"(?:案(?![件例发值情子]))?(?:[”\"]?[，,。；;：:！!\n]|$)|中(?![奖介心])")
_RIFE_END = re.compile(
    r"(?:近期|近来|最近|又|再度?|再次|仍|持续)?(?:[频多高]发|频现|抬头|来袭|又?来了|重现|翻新|升级|猖獗|盯上|瞄准|层出不穷|屡见不鲜|防不胜防)"
)
_SHORTEST_FRAMED = 3
_LINE_NUMBER = re.compile(r"\d{1,2}")
_COUNTED = re.compile(r"[一二两三四五六七八九十几多各\d][种类个大项起宗]")


def open_names(
    text: str, known: Sequence[Mention], hits: Sequence[Hit], gaps: Collection[int] = frozenset()
) -> Iterator[Mention]:
    """Yield the names, each with the rule that found it.

    >>> [(m.start, m.end, m.rule) for m in open_names("民警拆解“蟹卡”骗局", (), ())]
    [(5, 7, 'quoted_name')]
    """
    yield from _fakes(text, known)
    named = {mention.end for mention in known if mention.sense not in _UNSURE}
    for rule, first, name_end, end in _open_spans(text, named):
        start = max((lead_in.end() for lead_in in _LEAD_IN.finditer(text, first, name_end)), default=first)
        # A space in the raw text ends what stands before it; a number that opens a line is a heading's.
        start = max((gap for gap in range(start + 1, name_end) if gap in gaps), default=start)
        number = _LINE_NUMBER.match(text, start, name_end) if text[start - 1 : start] in {"", "\n"} else None
        start = number.end() if number else start
        if (
            name_end - start < (_SHORTEST_FRAMED if rule == "framed_name" else 2)
            or text.find("某", start, name_end) >= 0  # 张某诈骗案、李某诈骗案 are cases of people
            or is_generic(text, start, name_end)
            or _COUNTED.search(text, start, name_end + 1)
        ):
            continue
        inside = overlapping(known, start, end)
        last = end + 1 if rule in _IN_MARKS else end
        unquoted = (
            end if rule in ("quoted_name", "quoted_trick") else -1
        )  # what is known as a whole needs no other name
        if any(
            m.start < start or m.end >= last or m.sense not in _UNSURE or m[:2] == (start, unquoted) for m in inside
        ):
            continue
        code, scheme = _kind(inside, [hit for hit in overlapping(hits, start, end) if _tells(hit, start)])
        sense = "weak" if rule == "listed_name" else "contextual"
        yield Mention(start, end, code, scheme, sense, rule, "", text[name_end:end])


def _fakes(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield what is called fake in a list and no lexicon knows (虚假培训报名); what swindlers use is no scheme."""
    if "虚假" not in text:
        return
    for match in _FAKE.finditer(text):
        if not is_prop(match["what"]) and not overlapping(known, *match.span()):
            yield Mention(*match.span(), "other_fraud", "other_fraud.open", "weak", "listed_fake")


def _open_spans(text: str, named: Collection[int]) -> Iterator[tuple[str, int, int, int]]:
    """Yield rule, start, end of the name, end of the mention; no name is sought where one of ``named`` ends."""
    if "诈" not in text and "骗" not in text:
        return
    for scam in _SCAM.finditer(text):
        at, end = scam.span()
        low = max(0, at - REACH)
        closed = not _NAME_CLOSED.isdisjoint(text[max(0, at - _CLOSED_REACH) : at])
        if closed and (quoted := list(quoted_names(text, at, end))):
            yield from (("quoted_name", start, name_end, name_end) for start, name_end in quoted)
            continue
        word = scam.group()
        if word not in _NAMING or end in named:
            continue
        if closed and (match := _CLASS_NAME.match(text, low, at)):
            case = _CASE.match(text, end)
            last = match.end("name") if match["generic"] else case.end() if case else end
            yield "class_name", *match.span("name"), last
        elif word == "骗案" and (match := _SUBJECT.match(text, low, at)) and _SUBJECT_END.match(text, end):
            yield "counted_name", match.start("name"), at, end
        elif text[end : end + 1] in _ENDINGS and (span := _apart(text, low, at, end)):
            yield span
    for start, name_end in quoted_tricks(text):
        yield "quoted_trick", start, name_end, name_end


def _apart(text: str, low: int, at: int, end: int) -> tuple[str, int, int, int] | None:
    """Return rule and spans of a name that its surroundings set apart: a heading, a warning, a list."""
    if (low == 0 or text.find("\n", low, at) >= 0) and _HEADING_END.match(text, end):  # a line begins near
        is_line = text[end : end + 1] in {"", "\n"}
        if match := _HEADING.match(text, low, at) or (_LINE.match(text, low, at) if is_line else None):
            return "heading_name", match.start("name"), end, end
    if whole := quoted_whole(text, at, end):
        return "quoted_whole", whole[0], at, whole[1]
    if _WARNED_END.match(text, end) and (match := _WARNED_OF.match(text, low, at)):
        return "warned_name", match.start("name"), end, end
    case = _CASE.match(text, end)
    last = case.end() if case else end
    if match := _member(text, low, at, last):
        return "listed_name", match.start("name"), last, last
    match = _framed(text, low, at, end)
    return ("framed_name", match.start("name"), at, last) if match else None


def _member(text: str, low: int, at: int, end: int) -> regex.Match[str] | None:
    """Return the name of a list's member whose scam word begins at ``at``."""
    if not _LISTED_END.match(text, end):
        return None
    match = _LISTED.match(text, low, at)
    return _LISTED_FIRST.match(text, low, at) if match is None and text[end : end + 1] == "、" else match


def _framed(text: str, low: int, at: int, end: int) -> regex.Match[str] | None:
    if _FRAMED_END.match(text, end) and (match := _FRAMED.match(text, low, at)):
        return match
    match = _SUBJECT.match(text, low, at) if _RIFE_END.match(text, end) else None
    return match if match and can_be_member(match["name"]) else None  # 城郊诈骗多发 says where


def _tells(hit: Hit, start: int) -> bool:
    """Whether a term says what scheme a name is that begins at ``start``.

    银行降息诈骗 poses as a bank, but 盗窃银行储户诈骗 does not: a body tells only where it comes first.
    """
    return hit.start >= start if sense_of(hit) != "organization" else hit.start == start


def _kind(inside: Sequence[Mention], hits: Sequence[Hit]) -> tuple[str, str]:
    if inside:
        return inside[-1].code, inside[-1].scheme
    return kind_of(hits[-1]) if hits else ("other_fraud", "other_fraud.open")
