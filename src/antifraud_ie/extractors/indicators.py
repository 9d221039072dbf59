"""Indicators: the shortest noun phrase naming what changed, from the words before a change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import regex

from ..article import Article
from ..numerals import NUMBER
from ..periods import find_periods
from ..places import gazetteer

REACH = 90
LONGEST = 36

_CLAUSE_END = regex.compile(r"(?<![0-9]),|,(?![0-9])|[，。；;！!？?\n：:]")
_UNIT = (
    r"(?:万亿|亿|万|千)?(?:美|港|欧|日|澳门?|新台)?(?:元|币|起|宗|件|例|人次|人|名|条|次|辆次|辆|户|家|张|份|个|台|吨|千瓦时|公里|亩|笔|部|架次|列|班|场|所|款|平方米|立方米|斤|公斤|标?箱|天|万元|亿元|％|%)"
)
_NUMERAL = rf"(?:{NUMBER})多?(?:余|多)?"
_FIGURE = regex.compile(
    rf"(?:达到?|为|是|共计?|合计|突破|超过?|约|近|仅|有|的|共有|已|累计|高达|增加?至|增加?到|降至|减至|升至|还有|只剩|剩下?|计|录得|又|还){{0,3}}{_NUMERAL}"
    rf"(?:{_UNIT}(?:[\u4e00-\u9fff]{{0,2}}左右|以上)?|(?<=[万亿])|(?<=[为是][0-9.]{{1,12}}))[，,]?\Z"
)
_LEADING_FIGURE = regex.compile(rf"^(?:有|共|约|近|超)?{_NUMERAL}{_UNIT}的?")
_FROM_TO = regex.compile(r"(?:却|则|也|已|便|又)?[由从](?=[^，。由从]{0,22}(?:至|到|成))")
_LEADING = regex.compile(
    r"^(?:(?:其中|此外|另外|同时|并且|而且|但是?|不过|不仅|还|也|则|却|且|使得?|令|让|致|因此|从而|所以|由此|据悉|据了解|据介绍|数据显示|统计显示|结果显示|总的看|算下来|具体来看|从[^，,]{1,8}看"
    r"|记者[^，,]{0,16}(?:获悉|了解到)|有效(?:助推|推动|遏制)?|助推|推动|带动|拉动|促使|促进|助力|实现了?|完成了?|共|全年|当月|当年|本月|同期|期间|目前|现在|已|累计|合计|预计|平均|年均|日均|整体|总体|上述|这些|该|其|今|将|能|可|有望|力争|惟|又|再|更|仍"
    r"|受理的?|合共|到|全部|各类|的|【[^】]{1,12}】|[^，]{0,10}[里内](?:的|，)|[■●◆▲▸·•\-—–\d.、)）(（\s]+|[一二三四五六七八九十]+是)[，,]?)+"
)
_REGION_WORDS = regex.compile(
    r"^(?:全[市省区县州国港澳镇乡旗]|[我本该]\s?[市省区县州国港澳]|辖区内?|辖内|当地|各地|转辖区|(?:等|这)?[0-9一二两三四五六七八九十]{1,3}个?(?:镇区|地区|[县市区镇乡省州地]))(?:的|内|各级)?"
)
_TRAILING = regex.compile(
    r"(?:分别|均|都|也|则|又|再|却|已|实现了?|完成了?|较前?|大幅|累计|呈现|出现|保持|继续|持续|总体|整体|数量上|方面|的|名义|实际|是|为|将|同期|更是|还|连年|逐年|明显|预计|一举|单月|一年|一口气|这样|平均|就)+$"
)
_INNER_VERB = regex.compile(r"(?:实现|完成|立(?=电|案件|刑|诈|[\u4e00-\u9fff]{2,8}案)|录得|达成|共发生|发生|接报|受理|开立|共接|共)(?!率)")
# Clauses that say nothing of what changed: asides, other changes, conditions.
_FILLER = regex.compile(
    r"^(?:即|听|看着|说明|其实|剔除|扣除|不算|按|经季节|好在|[同环]比持平|持平|降得|升得|涨得)|^(?:上升|增长|增加|提高|下降|减少|降低|多|少|增|减|降|升|涨|跌)+了?$"
)
_PLACES = regex.compile(r"(?:[两三四五六]?[省市县区镇州地]|等地|等)$")
_AND = regex.compile(r"[、和与及]")
_HEADS = (
    "增加值|固定资产投资|营业收入|零售额|销售额|交易额|运输量|产量|投资|收入|支出|利润|贷款余额|余额|出口额|进口额|警情数|警情|发案数|发案率|发案|立案数|立案|破案数|案件数|案件|损失数|损失|财损|数量|人数|金额|总额|占比|指数|价格|销量|产值|面积|客流|流量"
)
_HEAD = regex.compile(rf"(?:{_HEADS})$")
_LAST_HEAD = regex.compile(rf".*(?:{_HEADS}|诈骗案?|案)(?=[\u4e00-\u9fff]{{2}})")
_AFTER = regex.compile(r"(?:以上|左右)?的(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=[，。；;,、\n]|$)")
_QUOTES = str.maketrans("", "", "“”‘’\"'《》")


class Changed(Protocol):
    """What an indicator is looked up for: a change's span and the change it shares its predicate with."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def shares(self) -> int | None: ...


class Indicators:
    """The indicators of one article's changes, looked up in order."""

    def __init__(self, article: Article, changes: Sequence[Changed]) -> None:
        self.text = article.text
        self.gaps = article.view.gaps
        self.changes = changes
        self.found: list[str | None] = []

    def of(self, number: int) -> str | None:
        """Return the indicator of a change; those before it must have been asked for."""
        change = self.changes[number]
        group = [i for i, other in enumerate(self.changes) if other.shares == (change.shares if change.shares is not None else number)]
        found = self._shared(number, group) if group else self._own(number)
        self.found.append(found)
        return found

    def _own(self, number: int) -> str | None:
        change = self.changes[number]
        clauses = self._clauses(number)
        own = self._read(clauses[-1:], number, coordinated=1)
        if own:
            return own
        after = _AFTER.match(self.text, change.end)
        if after:
            return after["noun"]
        return self._read(clauses[:-1], number, coordinated=1) or (self.found[number - 1] if number else None)

    def _shared(self, number: int, group: list[int]) -> str | None:
        """Deal the coordinated indicators out over the numbers of one predicate (A、B分别下降x、y)."""
        first = group[0] - 1
        size = len(group) + 1
        place = number - first
        phrase = self._read(self._clauses(first), first, coordinated=size)
        if not phrase:
            return self.found[number - 1] if number else None
        parts = _deal(phrase, size)
        return phrase if parts is None else parts[place]

    def _clauses(self, number: int) -> list[tuple[int, int]]:
        """Bounds of the clauses between the change before and this one, in its line."""
        change = self.changes[number]
        floor = max(0, change.start - REACH)
        if number:
            floor = max(floor, self.changes[number - 1].end)
        floor = max(floor, self.text.rfind("\n", floor, change.start) + 1)
        return _clauses(self.text, floor, change.start, self.gaps)

    def _read(self, clauses: list[tuple[int, int]], number: int, *, coordinated: int) -> str | None:
        """The noun phrase of the nearest clause that has one; a clause with a figure comes before one without."""
        plain = None
        for start, end in reversed(clauses[-4:]):
            clause = self.text[start:end]
            if coordinated > 1 and end == self.changes[number].start:
                clause = self._widen(clause, start, clauses[0][0], coordinated)
            phrase = _noun_phrase(clause)
            figured = _FIGURE.search(clause) or _LEADING_FIGURE.search(clause)
            if phrase and (end == self.changes[number].start or figured):
                return phrase
            plain = plain or phrase
            if plain and self.text[start - 1] in "；;":
                break
        return plain and _cut(plain)

    def _widen(self, clause: str, start: int, floor: int, size: int) -> str:
        """Take in earlier members of a list that is punctuated with commas."""
        if start <= floor or self.text[start - 1] not in "，,":
            return clause
        earlier = _CLAUSE_END.split(self.text[floor : start - 1])[-1]
        last = _HEAD.sub("", clause)[-1:]
        if len(_AND.findall(clause)) >= size - 1 and earlier[-1:] != last:
            return clause
        return f"{earlier}，{clause}"


def _clauses(text: str, floor: int, end: int, gaps: frozenset[int]) -> list[tuple[int, int]]:
    clauses = []
    start = floor
    for position in range(floor, end):
        if _CLAUSE_END.match(text, position):
            clauses.append((start, position))
            start = position + 1
        elif position in gaps and position > start:
            clauses.append((start, position))
            start = position
    clauses.append((start, end))
    return clauses


@lru_cache(maxsize=256)
def _noun_phrase(clause: str) -> str | None:
    """Strip a clause of time, place, figures and the words around a noun phrase; None where nothing is left."""
    clause = clause.translate(_QUOTES).strip(" ，,、的（(")
    moved = _FROM_TO.search(clause)
    if moved:
        clause = clause[: moved.start()]
    figured = _FIGURE.search(clause)
    clause = clause[: figured.start()] if figured else clause
    clause = _timeless(clause)
    if _is_place(clause):
        return None
    clause = _LEADING_FIGURE.sub("", _without_place(_LEADING.sub("", clause)))
    clause = _INNER_VERB.sub("", _TRAILING.sub("", clause))
    clause = _REGION_WORDS.sub("", _LEADING.sub("", clause.strip(" ，,、的内在（(）)—-")))
    if _FILLER.search(clause) or not regex.search(r"\p{Han}", clause):
        return None
    return clause[-LONGEST:] if len(clause) > 1 or figured else None


def _timeless(clause: str) -> str:
    """Drop the periods of a clause; what stands after the last of them comes first."""
    rest = clause
    for period in reversed(find_periods(clause)):
        if period.end == len(rest):
            rest = rest[: period.start].rstrip(" ，,、在")
        else:
            return rest[period.end :].lstrip("，,、的内中里") or rest[: period.start]
    return rest


def _is_place(phrase: str) -> bool:
    """Whether a phrase ends in the name of a place: 升幅最大的日喀则, 小榄两镇 name no indicator."""
    phrase = _PLACES.sub("", phrase)
    end = -1
    for hit in gazetteer().find(phrase):
        end = hit.end
    return end == len(phrase)


def _cut(phrase: str) -> str:
    """Of a whole clause, keep what leads up to its head noun: 诈骗警情连着几周往下走."""
    match = None if _HEAD.search(phrase) else _LAST_HEAD.match(phrase)
    return match.group() if match else phrase


def _without_place(clause: str) -> str:
    """Drop the divisions, units and region words that a clause begins with."""
    clause = _REGION_WORDS.sub("", clause)
    position = 0
    for hit in gazetteer().find(clause[:LONGEST]):
        if hit.start > position:
            break
        position = hit.end
    rest = clause[position:]
    unit = regex.match(r"(?:[\u4e00-\u9fff]{0,6}?(?:公安局|公安分局|分局|公安机关|公安|警方|派出所|支队|大队|中心)[0-9]{0,5}(?:的|共)?)", rest) if position else None
    if unit and len(rest) - unit.end() >= 2:
        rest = rest[unit.end() :]
    rest = _REGION_WORDS.sub("", _LEADING.sub("", rest))
    return rest if len(rest) >= 2 or not rest else clause


def _deal(phrase: str, size: int) -> list[str] | None:
    """Split a coordination into ``size`` members; a head on the last one alone is shared by all."""
    for separator in (r"[，,；;]", r"、|，|,", r"、(?:和|与|及)?|和|与|以及|及|，|,"):
        parts = [part.strip() for part in regex.split(separator, phrase) if part.strip()]
        if len(parts) == size:
            return _share_head(parts)
        if len(parts) > size:
            return None
    return None


def _share_head(parts: list[str]) -> list[str]:
    head = _HEAD.search(parts[-1])
    if head is None or head.start() == 0:
        return parts
    return [part if _HEAD.search(part) else part + head.group() for part in parts]
