"""Figures said of a fraud scheme: how many cases (刷单诈骗3起), what share of all (刷单类发案占35%)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from ...numerals import NUMBER, TENTHS, parse, parse_tenths
from ...patterns import Pattern
from .names import Mention

REACH = 48  # characters of one clause or list that are looked at on either side of a mention


@dataclass(frozen=True, slots=True)
class Figures:
    """What is stated of one mention, each with the rule that linked it."""

    count: int | None = None
    measure: str | None = None
    count_rule: str | None = None
    share: float | None = None
    share_rule: str | None = None


_NOTHING = Figures()
# The patterns look for a run of characters that numerals are made of; whether it is one is asked of what they find.
_NUMERAL_CHAR = "[0-9,.〇○零一二三四五六七八九两十百千万亿廿卅点余多来]"
_NUMERAL = rf"{_NUMERAL_CHAR}{{1,32}}"
_NUMBER = Pattern(NUMBER)
# Without the one in its reach a mention has no count, without the other no share.
_COUNTED = re.compile(rf"{_NUMERAL_CHAR}[起宗件例案]")
_SHARED = re.compile("占|比[重例]")
# What may stand between a name and its figure: the rest of a longer name, a verb of occurring.
_HEAD = (
    r"[”’\"』」》】]?(?:[（(]\p{Han}{1,8}[)）])?(?:[类型]?(?:的|等?新型)?(?:电信|网络|网路|电话|违法|犯罪|诈骗|诈欺|骗局|骗案|刑事|警情|案件|类案|发案数?|案|报案|警示|立案|件数|宗数)"
    r"{0,4}|类别?|类型)"
)
_VERB = (
    r"(?:[:：(（]|[，,]?(?:共|均|全市|全省|全国|今年|合计|共计|累计|总共|合共|仅|只|约|近|超过?|逾|达到?|有|为|发生|发案|接报|接获|受理|录得|立案|[连又再共]发|接连发生|破获|侦破|查处|劝阻"
    r"|占最多[，,]?|排在?首位[，,]?|位居首位[，,]?|接警|接到|则|占|各|了|已|数量?|宗数|件数|就|也|是|高居第一|最多|居首|次之){0,5})"
)
_MEASURE = r"(?P<measure>起|宗|件(?![事物套装])|例|案(?!件))"
_QUALIFIER = r"(?:近|约|超过?|逾|达)?"
_AMOUNT = (
    rf"(?:(?P<percent>{_NUMERAL})(?:%|％|个百分点(?P<points>))|百分之(?P<spelt>{_NUMERAL})"
    rf"|(?P<tenths>{TENTHS})|(?P<fraction>[二三四五六七八九十]分之[一二三四五六七八九])|(?P<half>一?半(?![年天月夜数以]))"
    rf"|(?P<over>过半))"
)
_OF = r"(?:到|了|去)?(?:(?:全部|整个|全市|全省|全国|总|同期|所有|整体|一周|全年|其中)?[\p{Han}]{0,8}?的)?"
_COUNT_AFTER = Pattern(rf"{_HEAD}{_VERB}(?<!一)(?P<number>{_NUMERAL}){_MEASURE}")
_SHARE_AFTER = Pattern(
    rf"{_HEAD}(?:[(（，,]|发案[率数量]?|最?高发?|最为突出|居首|最多){{0,4}}"
    rf"(?:占比?|比重|比例)(?:全市|全部|总数|最高|分别)?(?:为|达到?|是|高达|近)?{_OF}{_QUALIFIER}{_AMOUNT}"
)
_SHARE_OF_COUNT = Pattern(
    r"[，,、(（；;]?(?:约|各|共)?占(?:比|全部|总数|全市)?(?:为|达到?|高达|近)?"
    rf"{_OF}{_QUALIFIER}{_AMOUNT}"
)
_COUNT_BEFORE = Pattern(
    rf"(?r)(?:侦破|破获|打掉|发生|接报|接获|受理|劝阻|拦截|阻止|制止|查处|查破|办理|立案|避免|成功(?:劝阻|拦截|制止)|破|发|审结|起诉|涉及)"
    rf"(?:了|各类)?(?P<number>{_NUMERAL})(?P<measure>[起宗件例])[“‘\"]?(?:新型|典型|特大|涉嫌|利用|以|跨境|重大){{0,2}}[“‘\"]?"
)
_RESPECTIVELY = re.compile(
    r"[^。；;！!？?\n\d]{0,24}?分别(?:为|是|占到?|有|发生|录得|发案|接报|达到?)?(?:[^。；;！!？?\n\d%]{1,14}的)?"
)
_ITEM = Pattern(rf"(?:占比?|百分之)?(?P<number>{_NUMERAL})(?:(?P<percent>%)|{_MEASURE})")
_NEXT_ITEM = re.compile(r"[、，,]|和|及|以及")
_JOINT_LENGTH = 8
_LIST_JOINT = re.compile(r"[类型]?(?:案件|警情|诈骗)?[”’\"]?(?:[、，,]|和|及|以及|与)[“‘\"]?")


def link_figures(text: str, mentions: Sequence[Mention]) -> Iterator[Figures]:
    """Yield what is stated of each mention.

    >>> mention = Mention(2, 6, "order_brushing", "order_brushing", "named", "named")
    >>> next(link_figures("侦破刷单诈骗3起，占比12.5%。", [mention]))
    Figures(count=3, measure='起', count_rule='count_after', share=12.5, share_rule='share_after_count')
    """
    shared: dict[int, Figures] = {}
    seen = 0  # the end of the last list looked at, so that none is read twice
    for index, mention in enumerate(mentions):
        if index >= seen:
            last = _list_end(text, mentions, index)
            shared, seen = _respectively(text, mentions, index, last), last + 1
        if index in shared:
            yield shared[index]
            continue
        limit = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        floor = mentions[index - 1].end if index else 0
        yield _own_figures(text, mention, floor, min(limit, mention.end + REACH))


def _own_figures(text: str, mention: Mention, floor: int, limit: int) -> Figures:
    """Figures that touch the mention; its neighbours in the list end the search."""
    start, end = mention.start, mention.end
    after = _COUNT_AFTER.match(text, end, limit) if _COUNTED.search(text, end, limit) else None
    share = _SHARE_AFTER.match(text, end, limit) if _SHARED.search(text, end, limit) else None
    if after and not share and (of_count := _SHARE_OF_COUNT.match(text, after.end(), limit)):
        return _figures(after, "count_after", of_count, "share_after_count")
    if after:
        return _figures(after, "count_after", share, "share_after")
    low = max(floor, start - REACH)
    before = _COUNT_BEFORE.match(text, low, start) if _COUNTED.search(text, low, start) else None
    return _figures(before, "count_before", share, "share_after") if before or share else _NOTHING


def _figures(
    count: regex.Match[str] | None, count_rule: str, share: regex.Match[str] | None, share_rule: str
) -> Figures:
    number = _whole(count) if count else None
    percent = _percent(share) if share else None
    return Figures(
        count=number,
        measure=count["measure"] if count and number is not None else None,
        count_rule=count_rule if number is not None else None,
        share=percent,
        share_rule=share_rule if percent is not None else None,
    )


def _value(match: regex.Match[str], group: str) -> Decimal | None:
    """The number that a run of characters states, None where it is no numeral (数百, 三四十)."""
    return parse(match[group]) if _NUMBER.fullmatch(match.string, *match.span(group)) else None


def _whole(match: regex.Match[str]) -> int | None:
    """The count that is stated; 一起 is an article (一起刷单诈骗)."""
    value = _value(match, "number")
    if value is None or value != value.to_integral_value() or match["number"] == "一":
        return None
    return int(value)


def _percent(match: regex.Match[str]) -> float | None:
    if match["points"] is not None:
        return None
    if match["half"] or match["over"]:
        return 50.0
    if match["fraction"]:
        whole, part = (parse(side) for side in match["fraction"].split("分之"))
        return round(float(100 * (part or Decimal(0)) / whole), 2) if whole else None
    group = "percent" if match["percent"] else "spelt"
    value = parse_tenths(match["tenths"]) if match["tenths"] else _value(match, group)
    return float(value) if value is not None and value <= 100 else None


def _list_end(text: str, mentions: Sequence[Mention], index: int) -> int:
    """Return the last member of the list that a mention opens."""
    last = index
    while last + 1 < len(mentions) and mentions[last + 1].start - mentions[last].end <= _JOINT_LENGTH:
        if not _LIST_JOINT.fullmatch(text, mentions[last].end, mentions[last + 1].start):
            break
        last += 1
    return last


def _respectively(text: str, mentions: Sequence[Mention], index: int, last: int) -> dict[int, Figures]:
    """A、B分别占4,619宗及3,951宗: as many figures as there are members, one for each."""
    lead = _RESPECTIVELY.match(text, mentions[last].end, mentions[last].end + REACH) if last > index else None
    if lead is None:
        return {}
    items: list[regex.Match[str]] = []
    at = lead.end()
    while len(items) <= last - index and (item := _ITEM.match(text, at, at + REACH)):
        items.append(item)
        joint = _NEXT_ITEM.match(text, item.end())
        at = joint.end() if joint else item.end()
        if joint is None:
            break
    if len(items) != last - index + 1:
        return {}
    return {index + number: _respective(item) for number, item in enumerate(items)}


def _respective(item: regex.Match[str]) -> Figures:
    value = _value(item, "number")
    if value is None:
        return _NOTHING
    if item["percent"]:
        return Figures(share=float(value), share_rule="respectively")
    return Figures(count=int(value), measure=item["measure"], count_rule="respectively")
