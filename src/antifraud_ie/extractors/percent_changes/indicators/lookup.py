"""Indicators: what a change is a change of, looked up in the clauses before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ....article import Article
from ..finding.predicates import object_of
from .coordination import deal
from .noun_layers import IN_COMPARISON
from .noun_phrases import HEAD, has_figure, noun_after, noun_phrase, up_to_head
from .shares import share_before

# How far before a change its indicator may stand.
REACH = 90
# How many clauses before the change are read.
CLAUSES = 4

_CLAUSE_END = re.compile(r"(?<![0-9]),|,(?![0-9])|[，。；;！!？?\n：:︰﹕∶]")
# 增加563宗即1.8%, but 即时零售.
_THAT_IS = re.compile("即(?![时日将使刻])")
_AND = re.compile(r"[、和与]|(?<!涉)及")
# Words that count or measure what was named before.
_COUNT = re.compile(r"(?:总|案件)?(?:宗数|数字|数目|件数|起数|总[数量]|数量)")
_MONEY = re.compile("(?:金额|损失|财损|案损|涉款|[骗赃]款|资金)[数额]?$")
_CASES = re.compile("[0-9〇一二三四五六七八九十百千万余多][起宗件]")
_BARE_COUNT = re.compile("(?:录得?|有|共有?|合共|约)?[0-9.,]+[万余多]*[起宗件]")
_NUMBER = re.compile("[额款损失元数量率值]$")
# Zones whose lines name no subject for the next line.
_APART = frozenset({"title", "byline", "boilerplate"})
_RATE = re.compile(r"(?:同比|环比)?(?:增速|增幅|降幅|涨幅|跌幅|升幅|减幅)")


class IndicatorLink(NamedTuple):
    """An indicator and the rule that found it."""

    phrase: str
    rule: str


class Changed(Protocol):
    """What an indicator is looked up for: a span, its number, and the one whose predicate it shares."""

    @property
    def start(self) -> int:
        """Where the mention begins."""

    @property
    def end(self) -> int:
        """Where the mention ends."""

    @property
    def number(self) -> int:
        """Its place among the article's changes."""

    @property
    def first(self) -> int:
        """The number of the change whose predicate it shares, its own where it has one."""


class Indicators:
    """The indicators of one article's changes, looked up in order."""

    def __init__(self, article: Article, changes: Sequence[Changed]) -> None:
        self._article = article
        self._text = article.text
        self._gaps = article.view.gaps
        self._changes = changes
        self._found: list[IndicatorLink | None] = []
        self._sizes: dict[int, int] = {}
        for change in changes:
            self._sizes[change.first] = self._sizes.get(change.first, 0) + 1
        self._dealt: dict[int, list[str]] = {}

    def of(self, number: int) -> IndicatorLink | None:
        """Return the indicator of a change; those before it must have been asked for."""
        change = self._changes[number]
        found = self._shared(change) if self._sizes[change.first] > 1 else self._own(number)
        self._found.append(found)
        return found

    def _own(self, number: int) -> IndicatorLink | None:
        """The indicator of a change that shares its predicate with none."""
        change = self._changes[number]
        named = object_of(self._text, change.start, change.end)
        if named:
            return IndicatorLink(named, "object")
        clauses = self._clauses(number)
        own = self._read(clauses[-1:], number)
        if own:
            return self._in_own_clause(own, clauses, number)
        return self._of_share(self._elsewhere(clauses, number), change)

    def _of_share(self, found: IndicatorLink | None, change: Changed) -> IndicatorLink | None:
        share = share_before(self._text, change.start, change.end, found.phrase) if found else None
        return IndicatorLink(share, "share_of") if share else found

    def _in_own_clause(self, own: str, clauses: list[tuple[int, int]], number: int) -> IndicatorLink:
        before = self._found[number - 1] if number else None
        if before and _RATE.fullmatch(own):
            return IndicatorLink(own if own.startswith(("同比", "环比")) else _once(before.phrase, own), "rate_of")
        if _COUNT.fullmatch(own):
            return IndicatorLink(self._read(clauses, number) or own, "counted")
        return IndicatorLink(own, "own_clause")

    def _elsewhere(self, clauses: list[tuple[int, int]], number: int) -> IndicatorLink | None:
        after = noun_after(self._text, self._changes[number].end)
        if after:
            return IndicatorLink(after, "noun_after")
        earlier = self._read(clauses[:-1], number)
        if earlier and not _RATE.fullmatch(earlier):
            return IndicatorLink(earlier, "earlier_clause")
        before = self._counted_before(clauses, number)
        return IndicatorLink(before.phrase, "same_subject") if before else None

    def _counted_before(self, clauses: list[tuple[int, int]], number: int) -> IndicatorLink | None:
        """The indicator that goes on: money is none of cases that are counted (接报962起)."""
        before = self._found[number - 1] if number else None
        if before is None or not _MONEY.search(before.phrase):
            return before
        if not _CASES.search(self._text, clauses[0][0], clauses[-1][1]):
            return before
        counted = (found for found in reversed(self._found) if found and not _MONEY.search(found.phrase))
        return next(counted, before)

    def _shared(self, change: Changed) -> IndicatorLink | None:
        """Deal the coordinated indicators out over the numbers of one predicate (A、B分别下降x、y)."""
        first = change.first
        if first not in self._dealt:
            size = self._sizes[first]
            self._dealt[first] = self._deal_out(first, size)
        dealt = self._dealt[first]
        if not dealt:
            # A list that goes on with the subjects of the one before deals them out again.
            size = self._sizes[first]
            again = first >= size and self._text.find("。", self._changes[first - size].end, change.start) < 0
            before = self._found[-size if again else -1] if self._found else None
            return IndicatorLink(before.phrase, "same_subject") if before else None
        if len(dealt) == 1:
            return IndicatorLink(dealt[0], "joint")
        return IndicatorLink(dealt[change.number - first], "dealt")

    def _deal_out(self, first: int, size: int) -> list[str]:
        """The indicators of a predicate's numbers: members of one phrase, or one from each clause with a figure."""
        clauses = self._clauses(first)
        phrase = self._read(clauses, first, coordinated=size)
        dealt = deal(phrase, size) if phrase else []
        if len(dealt) == size:
            return [noun_phrase(part) or part for part in dealt]
        texts = [self._text[start:end] for start, end in clauses[-size - 1 :]]
        figured = [found for text in texts if has_figure(text) and (found := noun_phrase(text))]
        return figured if len(figured) == size else dealt

    def _clauses(self, number: int) -> list[tuple[int, int]]:
        """Bounds of the clauses between the change before and this one."""
        start = self._changes[number].start
        floor = max(0, start - REACH, self._changes[number - 1].end if number else 0)
        return _split(self._text, max(floor, self._line_start(floor, start)), start, self._gaps)

    def _line_start(self, floor: int, start: int) -> int:
        """Where the line of a change begins, or the one before it where the change opens its own."""
        line = self._text.rfind("\n", floor, start) + 1
        if not line == start > 1 or self._text[start - 2] in "。！？!?\n":
            return line
        before = self._text.rfind("\n", floor, start - 1) + 1
        return line if self._article.zone_at(before) in _APART else before

    def _read(self, clauses: list[tuple[int, int]], number: int, *, coordinated: int = 1) -> str | None:
        """The noun phrase of the nearest clause that has one; a clause with a figure comes before one without."""
        plain, count, is_bare = None, "", False
        change_start = self._changes[number].start
        for start, end in reversed(clauses[-CLAUSES:]):
            clause = self._text[start:end]
            if coordinated > 1 and end == change_start:
                clause = self._widen(clause, start, clauses[0][0], coordinated)
            that_is = end == change_start and _THAT_IS.match(clause)
            phrase = noun_phrase(clause[1:] if that_is else clause)
            if phrase and not count and _COUNT.fullmatch(phrase):
                count = phrase
                continue
            if phrase and (is_bare or end == change_start or has_figure(clause)):
                return _counted(phrase, count)
            # 网购骗案，录11449宗: the figure that names nothing is that of the clause before it.
            is_bare = not plain and end != change_start and _BARE_COUNT.fullmatch(clause) is not None
            plain = plain or phrase
            if plain and self._text[start - 1] in "；;。！？!?":
                break
        return _counted(up_to_head(plain), count) if plain else count or None

    def _widen(self, clause: str, start: int, floor: int, size: int) -> str:
        """Take in earlier members of a list that is punctuated with commas."""
        if start <= floor or self._text[start - 1] not in "，,":
            return clause
        earlier = _CLAUSE_END.split(self._text[floor : start - 1])[-1]
        if "%" in earlier or IN_COMPARISON.match(earlier):
            return clause
        last = HEAD.sub("", clause)[-1:]
        if len(_AND.findall(clause)) >= size - 1 and earlier[-1:] != last:
            return clause
        return f"{earlier}，{clause}"


def _counted(phrase: str, count: str) -> str:
    """骗案 and 宗数 make 骗案宗数; what is a number itself (涉案金额) cannot be counted."""
    return count if count and _NUMBER.search(phrase) else phrase + count


def _once(phrase: str, rate: str) -> str:
    """进出口总额 and 降幅 make 进出口总额降幅; 进出口总额增速 and 增速 stay what they are."""
    return phrase if _RATE.search(phrase) else phrase + rate


def _split(text: str, floor: int, end: int, gaps: frozenset[int]) -> list[tuple[int, int]]:
    # One character more than the stretch: whether a comma ends a clause depends on what follows it.
    ends = [match.start() for match in _CLAUSE_END.finditer(text, floor, end + 1) if match.start() < end]
    gaps_inside = [gap for gap in range(floor, end) if gap in gaps] if gaps else []
    clauses = []
    start = floor
    for position in sorted({*ends, *gaps_inside}) if gaps_inside else ends:
        if position in ends:
            # Doubled commas leave nothing between them.
            clauses += [(start, position)] if position > start else []
            start = position + 1
        elif position > start:
            clauses.append((start, position))
            start = position
    clauses.append((start, end))
    return clauses
