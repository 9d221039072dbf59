"""Counts of channels: 海报2670张, 15个“体验点”, 走访企业31万余家. A count belongs to the noun it touches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from ..numerals import Number, find_numbers
from ..records import Qualifier
from .channel_names import Mention

_CLAUSE_BREAK = regex.compile(r"[，,。；;：:！!？?、…\n]")
_OPEN_ASIDE = regex.compile(r"[（(][^（()）\n]{0,170}$")
_ASIDE = regex.compile(r"[（(][^（()）\n]{0,150}[）)]")
# What may stand between a channel and its count: "海报|累计发放|2670张".
_GLUE = regex.compile(
    r"(?:[”’\"》】]|等|类|各|活动|[共累总合]计|共|已经?|达到?|有|了|出去?|去|到|的|被|大小|先后|目前|成员|总?人数|规模|为"
    r"|教育|防范|次数|数量?|就|均|约|多|[发散派赠送张粘悬摆印推转播登刊报开举组办设布建制投]{1,2}"
    r"[放发送出贴挂置立成起上制印推布转播稿登展办行织设讲课了]?|放|发|贴|挂|覆盖|宣讲|巡演|演出|进行|加起来|上线|入驻"
    r"|招募|扩大|发展|壮大|更新|拨打|劝阻|提醒){0,6}"
)
_VISITED = regex.compile(r"[\p{Han}“”‘’]{0,12}")
# A verb or a place word between count and noun: the count is of something else ("3个派出所设置|展板").
_OTHER_COUNTED = regex.compile(
    r"[设建挂贴送摆由在进里内上会响开都每能起拉派发做办可获得赢换领]|门口|张贴|悬挂|组织|举办|通过|利用|制作|成立|组建|播放"
    r"|推送|走访|派出所|分局|单位|部门|村民|群众|民警|学校的|企业的|学生"
)
# What is counted stands after the channel: 910篇新媒体|信息.
_HEAD_AFTER = regex.compile(r"信息|内容|稿|消息|报道|提示|矩阵|作品")
_MARKED = regex.compile(r"[印贴喷带载装挂涂]有[\p{Han}“”]{0,10}的[\p{Han}]{0,4}")
_PUSHED = regex.compile(r"推送|发布|转发|播[放出]|推出")
_LISTED = regex.compile(r"[”’\"》]?(?:[、,]|和|及|以及|与)[“‘\"《]?")
_LONGEST_GAP = 170
_LONGEST_GLUE = 16
_NEAR = 8
_VISIT_COUNTS = frozenset({"次", "人次", "户次", "场", "场次"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with its measure word, where it stands in the clean text."""

    start: int
    end: int
    value: float
    measure: str
    qualifier: Qualifier


def link_quantities(
    text: str, mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]]
) -> dict[int, Quantity]:
    """Return the quantity of each mention that has one, by the mention's start; each count is used once."""
    linked: dict[int, Quantity] = {}
    starts = [mention.start for mention in mentions]
    for start, end in sentences:
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        if inside:
            linked.update(_link_sentence(text, inside, start, end))
    return linked


def _link_sentence(text: str, mentions: Sequence[Mention], start: int, end: int) -> dict[int, Quantity]:
    pattern = _measure_pattern(frozenset().union(*(mention.measures for mention in mentions)))
    starts = [mention.start for mention in mentions]
    outside = [mention for mention in mentions if not _is_aside(text, mention)]
    ends = [mention.end for mention in outside]
    candidates = []
    for quantity in _quantities(text, start, end, pattern):
        before, after = bisect_right(ends, quantity.start) - 1, bisect_left(starts, quantity.end)
        if before >= 0 and _counts_before(text, outside[before], quantity):
            candidates.append((quantity.start - outside[before].end, 0, outside[before], quantity))
        if after < len(mentions) and _counts_after(text, quantity, mentions[after]):
            candidates.append((mentions[after].start - quantity.end, 1, mentions[after], quantity))
    linked: dict[int, Quantity] = {}
    used: set[int] = set()
    for _, _, mention, quantity in sorted(candidates, key=lambda row: row[:2]):
        if mention.start in linked or quantity.start in used:
            continue
        linked[mention.start] = quantity
        used.add(quantity.start)
    return linked | _shared_pushes(text, mentions, linked)


@lru_cache(maxsize=512)
def _measure_pattern(measures: frozenset[str]) -> regex.Pattern[str]:
    longest_first = sorted(measures, key=lambda measure: (-len(measure), measure))
    return regex.compile("|".join(map(regex.escape, longest_first)) or r"(?!)")


def _is_aside(text: str, mention: Mention) -> bool:
    """Whether the mention stands in brackets, as an example of what is counted outside them."""
    return _OPEN_ASIDE.search(text, max(0, mention.start - _LONGEST_GAP), mention.start) is not None


def _quantities(text: str, start: int, end: int, measure: regex.Pattern[str]) -> Iterator[Quantity]:
    for number in find_numbers(text, start, end):
        if text[number.start - 1 : number.start] in ("第", "每") or _is_indefinite(text, number):
            continue
        unit = measure.match(text, number.end)
        if not unit:
            continue
        value = int(number.value) if number.value == int(number.value) else float(number.value)
        yield Quantity(number.start, unit.end(), value, unit.group(), number.qualifier)


def _is_indefinite(text: str, number: Number) -> bool:
    """一张海报 counts nothing: 一 is an article there."""
    return text[number.start : number.end].endswith("一") and number.value == 1


def _counts_before(text: str, mention: Mention, quantity: Quantity) -> bool:
    """海报|共发放|2670张: the count follows its noun in the same clause."""
    gap = text[mention.end : quantity.start]
    if quantity.measure not in mention.measures or len(gap) > _LONGEST_GAP:
        return False
    gap = _ASIDE.sub("", gap)
    if mention.family == "face_to_face" and mention.code == "home_visit":
        return _VISITED.fullmatch(gap) is not None
    return len(gap) <= _LONGEST_GLUE and _GLUE.fullmatch(gap) is not None


def _counts_after(text: str, quantity: Quantity, mention: Mention) -> bool:
    """15个“|体验点: the count precedes its noun."""
    if quantity.measure not in mention.measures or _HEAD_AFTER.match(text, mention.end):
        return False
    gap = text[quantity.end : mention.start]
    if len(gap) > 3 * _NEAR or _CLAUSE_BREAK.search(gap):
        return False
    if mention.code == "home_visit":
        return quantity.measure in _VISIT_COUNTS and len(gap) <= _NEAR
    if _MARKED.fullmatch(gap):
        return True
    return len(gap) <= _NEAR and not _OTHER_COUNTED.search(gap)


def _shared_pushes(text: str, mentions: Sequence[Mention], linked: dict[int, Quantity]) -> dict[int, Quantity]:
    """公众号、抖音号等推送56次: a count of pushes is one of every account in the list."""
    shared: dict[int, Quantity] = {}
    for right in range(len(mentions) - 1, 0, -1):
        mention, before = mentions[right], mentions[right - 1]
        quantity = linked.get(mention.start) or shared.get(mention.start)
        if quantity is None or before.start in linked or quantity.measure not in before.measures:
            continue
        accounts = mention.family == before.family == "online"
        pushed = mention.start in shared or _PUSHED.search(text, mention.end, quantity.start)
        if accounts and pushed and _LISTED.fullmatch(text, before.end, mention.start):
            shared[before.start] = quantity
    return shared
