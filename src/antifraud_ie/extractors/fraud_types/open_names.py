"""Names that no lexicon lists: X类诈骗, “X”骗局, a numbered heading or a member of a list that ends in 诈骗."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import regex

from ...lexicon import Hit
from .names import Mention, kind_of, overlapping, sense_of

# Every such name stands before one of these words, so the search starts from them.
_SCAM = re.compile(r"诈骗|诈欺|欺诈|骗[局案术]|陷阱|圈套")
_NAMING = frozenset({"诈骗", "骗局", "骗案", "欺诈"})  # a name may end in these
_UNSURE = frozenset({"weak", "role"})  # what is known so may be part of a longer name
_REACH = 24
# Nothing but a class or what is quoted counts where the scam word goes on.
_ENDINGS = frozenset(("", *'案”’"、，,。；;：:(（\n等和及以多高频最居占告宣开'))

_LIST_ENDINGS = frozenset(("", *"，,。；;：:！!\n手套类方形伎把"))

# What stands before a scam word is read backwards from it: its last character decides at once.
_CLASS_NAME = regex.compile(
    r"(?r)(?P<name>[\p{Han}A-Za-z0-9--[的是有在等了及和与或之把被向从用到个起占以这此那各]]{2,10})"
    r"类(?P<generic>(?:电信|网络|网路|新型){0,3})",
    regex.V1,
)
# One of them stands within so many characters before the scam word where a class or what is quoted is named.
_NAME_CLOSED = frozenset('类”’"')
_CLOSED_REACH = 8
_CASE = re.compile(r"案(?![件例发值情子])")
# A name in quotation marks begins and ends with a letter or a digit.
_IN_QUOTES = r"[“‘\"](?P<name>(?=[\p{L}\p{N}])[^“”‘’\"\n，。！？!?、诈骗]{2,12}(?<=[\p{L}\p{N}]))[”’\"]"
_QUOTED = regex.compile(rf"(?r){_IN_QUOTES}(?:[类式型]|兑奖)?(?:电信|网络)?(?:新型|新)?")
# Further names in quotation marks before one, which share what stands behind it: “A”“B”等骗局.
_QUOTED_BEFORE = regex.compile(rf"(?r){_IN_QUOTES}(?:[、/]|和|及|以及|与|或)?")
_QUOTED_LAST = regex.compile(
    rf"(?r)(?<=[”’\"](?:[、/]|和|及|以及|与|或)?){_IN_QUOTES}"
    r"等(?:常见|新型|各类|多种|电信|网络){0,3}"
)
# The whole name in quotation marks, its scam word included: “兑换货币骗案”.
_QUOTED_WHOLE = regex.compile(
    r"(?r)[“‘\"](?P<name>(?:(?![诈骗反防识拒被遭勿不无受别我你他她让把破打击讲说学看谈听懂知怕管治断止零少降远离守护帮拦抓查劝揭秘])[\p{Han}A-Za-z0-9]){2,10})"
)
_QUOTED_END = re.compile(r"(?:案(?![件例发值情子]))?(?=[”’\"])")
# A clause that opens with a name and says how it rose or fell: 其中，社交媒体骗案升三成.
_SUBJECT = regex.compile(
    r"(?r)(?:[，,。；;：:\n、“]|其中|包括|至于|以及)(?P<name>(?:(?![诈骗的是有在了区市县省港澳台年月日季被遭与及和宗起等各受全])[\p{Han}A-Za-z]){2,8})"
)
_SUBJECT_END = regex.compile(
    r"(?:就|则|也|更|亦)?(?:同比|环比|按年|按月|较去年|分别|大幅|微|急|显著)?(?:[升降跌增减涨占录]|上升|下降|下跌|增加|减少|飙升|插水|有|共)"
    r"[\p{Han}]{0,4}(?:\d|[一二两三四五六七八九十百])|\d{1,3}(?:,?\d{3})*(?:宗|起|件)"
)
_HEADING = regex.compile(
    r"(?r)(?:^|\n)(?:[①-⑳◆■●▪▲★·•※—-]{1,2}|[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）:：]"
    r"|第[一二三四五六七八九十\d]{1,2}[题条招类种式课关讲])[“\"]?(?P<name>[\p{Han}A-Za-z0-9]{1,10})"
)
_HEADING_END = re.compile(r"[”\"]?(?:[:：。，,(（]|\n|$)")
_LISTED = regex.compile(r"(?r)(?<=[、“])(?P<name>[\p{Han}A-Za-z0-9--[等的是都为]]{2,8})", regex.V1)
_LEAD_IN = re.compile(
    r"警惕|防范|谨防|严防|慎防|提防|小心|当心|针对|打击|讲解|遭遇|识破|揭秘|实施|进行|涉嫌|拒绝|关于|近期|近年|高发|常见|多发|提醒|发生|破获"
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
    r"[、，,。；;]|等|和|及|以及|[”\"](?:[、“]|和|及|以及|等)|[多高频]发|最[多高]|居[首前]|占|案件|告破|宣判|开庭"
)
_COUNTED = re.compile(r"[一二两三四五六七八九十几多各\d][种类个大项起宗]")
_GENERIC = re.compile(
    r"(?:反|防|电信|网络|网路|网上|电话|短信|通讯|通信|信息|新型|新|各|种|其他|其它|另|此|这|那|该|本|同|多|两|几|一|二|三|四|五|六|七|八|九|十"
    r"|\d|大|涉|起|宗|常见|高发|主要|典型|互联网|线上|线下|传统|跨境|境外|全港|本港|香港|澳门|本澳|本地|相关|有关|上述|整体|全部|所有|涉案|总|学生|市民|居民|青少年|旅客|当局|警方|称|指|上年|首季|接触[性式]|非接触[性式]|团伙|系列|特大|重大|巨额|大额|恶意|普通|街面|疑似|预防|什么|何谓|认识|了解|校园|犯罪|类|型|案件|手法|方式|诈骗|骗局|骗案)+"
)


def open_names(text: str, known: Sequence[Mention], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield the names, each with the rule that found it.

    >>> [(m.start, m.end, m.rule) for m in open_names("民警拆解“蟹卡”骗局", (), ())]
    [(5, 7, 'quoted_name')]
    """
    named = {mention.end for mention in known if mention.sense not in _UNSURE}
    for rule, first, name_end, end in _open_spans(text, named):
        start = max((lead_in.end() for lead_in in _LEAD_IN.finditer(text, first, name_end)), default=first)
        if (
            name_end - start < 2
            or text.find("某", start, name_end) >= 0  # 张某诈骗案、李某诈骗案 are cases of people
            or _GENERIC.fullmatch(text, start, name_end)
            or _COUNTED.search(text, start, name_end + 1)
        ):
            continue
        inside = overlapping(known, start, end)
        last = end + 1 if rule == "quoted_whole" else end
        if any(m.start < start or m.end >= last or m.sense not in _UNSURE for m in inside):
            continue
        code, scheme = _kind(inside, [hit for hit in overlapping(hits, start, end) if _tells(hit, start)])
        sense = "weak" if rule == "listed_name" else "contextual"
        yield Mention(start, end, code, scheme, sense, rule, "", text[name_end:end])


def _open_spans(text: str, named: Collection[int]) -> Iterator[tuple[str, int, int, int]]:
    """Yield rule, start, end of the name, end of the mention; no name is sought where one of ``named`` ends."""
    if "诈" not in text and "骗" not in text:
        return
    for scam in _SCAM.finditer(text):
        at, end = scam.span()
        low = max(0, at - _REACH)
        closed = not _NAME_CLOSED.isdisjoint(text[max(0, at - _CLOSED_REACH) : at])
        if closed and (match := _quoted(text, low, at, end)):
            while match:
                yield "quoted_name", *match.span("name"), match.end("name")
                match = _QUOTED_BEFORE.match(text, max(0, match.start() - _REACH), match.start())
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
        elif text[end : end + 1] not in _ENDINGS:
            continue
        elif (match := _HEADING.match(text, low, at)) and _HEADING_END.match(text, end):
            yield "heading_name", match.start("name"), end, end
        elif (match := _QUOTED_WHOLE.match(text, low, at)) and (whole := _QUOTED_END.match(text, end)):
            yield "quoted_whole", match.start("name"), at, whole.end()
        elif match := _member(text, low, at, last := case.end() if (case := _CASE.match(text, end)) else end):
            yield "listed_name", match.start("name"), last, last


def _quoted(text: str, low: int, at: int, end: int) -> regex.Match[str] | None:
    """Return the quoted name before a scam word; 等 stands between them only behind a list (“A”“B”等骗局)."""
    match = _QUOTED.match(text, low, at)
    if match is None and text[end : end + 1] in _LIST_ENDINGS:
        match = _QUOTED_LAST.match(text, low, at)
    return match


def _member(text: str, low: int, at: int, end: int) -> regex.Match[str] | None:
    """Return the name of a list's member whose scam word begins at ``at``."""
    if not _LISTED_END.match(text, end):
        return None
    match = _LISTED.match(text, low, at)
    return _LISTED_FIRST.match(text, low, at) if match is None and text[end : end + 1] == "、" else match


def _tells(hit: Hit, start: int) -> bool:
    """Whether a term says what scheme a name is that begins at ``start``.

    银行降息诈骗 poses as a bank, but 盗窃银行储户诈骗 does not: a body tells only where it comes first.
    """
    return hit.start >= start if sense_of(hit) != "organization" else hit.start == start


def _kind(inside: Sequence[Mention], hits: Sequence[Hit]) -> tuple[str, str]:
    if inside:
        return inside[-1].code, inside[-1].scheme
    return kind_of(hits[-1]) if hits else ("other_fraud", "other_fraud.open")
