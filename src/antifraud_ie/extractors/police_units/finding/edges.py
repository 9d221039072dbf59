"""Left edges: where a police unit's name begins, when a head only tells where it ends.

A station's name is an open class, so it is bounded from outside: by the clause, by words that cannot be part of
a name (verbs, prepositions, roles, times), and by the divisions written before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

import regex

from ....article import Article
from ....places import gazetteer, is_common_word
from ..corps import divisions_of_corps
from ..taiwan import short_names
from ..words import words

NAME_LENGTH = 12
# 平安秀屿公安 is an account of the police, not they themselves.
ACCOUNT = "平安"
# Up to so many unknown characters before a division's name belong to a station's name (西双湖 is not 双湖).
OPEN_LEAD = 3
# Province, prefecture, county and town.
CHAIN_LENGTH = 4

# No road has a name of one character, but for these; others (铁路) are none.
_SHORT_ROAD = regex.compile("[^东西南北中前后老新大小上下铁公马道线]路")
_ROADS = frozenset("路街巷")
# Coverbs that a name of two characters may open with, and what is no such name behind them: 向县派出所.
_OPENING = frozenset("当派率把其称归驻曾向并将和同本全于至如有从问再")
_NO_NAME = frozenset("省市县区州旗镇乡村街所站局队部校老新大小某各我本此该两三多几另")
# The longest stop words have four characters.
STOP_LENGTH = 4

_LAST_MARK = regex.compile(r"(?s).*(?P<mark>[^\p{Han}A-Za-z0-9·]|\d[年月日号时点分许名位个家起多余条])")


class LeftEdges:
    """The divisions and boundaries of an article.

    >>> edges = LeftEdges(Article("近日民警来到昆明五华分局沙朗派出所"))
    >>> edges.text[edges.before(10, 0, "sub_bureau"):10]
    '昆明五华'
    """

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.gaps = sorted(article.view.gaps)
        self._stops = words().stops
        hits = [hit for hit in article.places if _is_name(hit.surface)]
        further = [*short_names(article.text, hits), *divisions_of_corps(article.text)]
        self._places = sorted([*hits, *further]) if further else hits
        self._starts = [hit.start for hit in self._places]
        self._start_by_end = {hit.end: hit.start for hit in self._places}

    def last_stop(self, start: int, end: int) -> int | None:
        """Return the end of the last thing in a stretch that no name reaches across, None where it has none.

        Such are punctuation, gaps, and stop words outside divisions.
        """
        bound = self._last_bound(start, end)
        if bound is not None and self._is_half(bound, start, end):
            bound = self._last_bound(start, bound[1])
        return bound[0] if bound is not None and bound[1] >= start else None

    def _last_bound(self, start: int, end: int) -> tuple[int, int] | None:
        """End and start of the last bound that ends in a stretch."""
        bounds = [*self._stop_words(start, end)]
        mark = _LAST_MARK.match(self.text, start, end)
        if mark:
            bounds.append((mark.end(), mark.start("mark")))
        index = bisect_right(self.gaps, end) - 1
        if index >= 0 and self.gaps[index] > start:
            bounds.append((self.gaps[index], self.gaps[index]))
        return max(bounds, default=None)

    def _stop_words(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """End and start of the stop words that end in a stretch."""
        first = max(0, start - STOP_LENGTH)
        for stop_start, stop_end in self._stops.find(self.text[first : end + STOP_LENGTH]):
            bound_start, bound_end = first + stop_start, first + stop_end
            if bound_end == end - 1 and self.text[bound_end] in _ROADS:  # 联合路派出所
                continue
            if start < bound_end <= end and not self._inside_division(bound_start, bound_end):
                yield bound_end, bound_start

    def _is_half(self, bound: tuple[int, int], start: int, end: int) -> bool:
        """义和派出所, 为民路派出所, 派潭派出所: a coverb right before the head or in a short name may be half of it."""
        bound_end, bound_start = bound
        if bound_end == bound_start + 1 == end - 1 and self.text[bound_start] in _OPENING:
            before = self._last_bound(start, bound_start)
            return self.text[bound_end] not in _NO_NAME and (before[0] if before else start) == bound_start
        if bound_end == bound_start + 1 == end - 2:
            return _SHORT_ROAD.match(self.text, bound_end) is not None
        if bound_end != end or bound_start != end - 1 or not "一" <= self.text[bound_start] <= "鿿":
            return False
        before = self._last_bound(start, bound_start)
        return (before[0] if before else start) == end - 2

    def division_before(self, end: int) -> int | None:
        """Return where the division's name that ends at a position begins."""
        return self._start_by_end.get(end)

    def divisions_start(self, end: int, floor: int) -> int:
        """Return the start of the chain of division names that ends at a position; that position if there is none."""
        inner = ""
        for _ in range(CHAIN_LENGTH):
            start = self._start_by_end.get(end, -1)
            if start < floor or (inner and _is_word_before(self.text[start:end], inner)):
                break
            inner, end = self.text[start:end], start
            if self.has_gap(end - 1, end):
                break
        return end

    def divisions_end(self, start: int) -> int:
        """Return the end of the chain of division names that begins at a position; that position if there is none."""
        index = bisect_left(self._starts, start)
        while index < len(self._places) and self._places[index].start == start:
            start, index = self._places[index].end, index + 1
        return start

    def ends_with_kind(self, end: int) -> bool:
        """Say whether the division's name that ends at a position has its kind (尤溪县, 红河州, but not 广州)."""
        start = self._start_by_end.get(end)
        if start is None:
            return False
        surface = self.text[start:end]
        bearers = gazetteer().named(surface)
        return any(d.name == surface or (surface[-1] == d.name[-1] and len(surface) > 2) for d in bearers)

    def begins_division(self, start: int) -> bool:
        """Say whether a division's name begins at a position."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._starts[index] == start

    def has_gap(self, start: int, end: int) -> bool:
        """Say whether white space stood between two characters of a stretch."""
        index = bisect_right(self.gaps, start)
        return index < len(self.gaps) and self.gaps[index] <= end

    def before(self, head: int, floor: int, level: str) -> int:
        """Return where the name before a head begins: at the divisions before it, else after the last stop."""
        known = self.divisions_start(head, floor)
        if known < head and level not in {"station", "post"}:
            return known
        lowest = max(floor, head - NAME_LENGTH)
        stop = self.last_stop(lowest, head)
        start = lowest if stop is None else stop
        if known < head and known - start > OPEN_LEAD:
            return known
        first = self._first_division(start, head, floor)
        return start if first is None else first

    def _first_division(self, start: int, head: int, floor: int) -> int | None:
        """Return the start of the first sure division inside a stretch: what stands before it is no name."""
        index = bisect_right(self._starts, start)
        covered = self._places[index - 1].end if index and self._starts[index - 1] == start else start
        for place in self._places[index : index + NAME_LENGTH]:
            if place.end >= head:
                return None
            # A single character before it makes it part of another word: 芳草湖 is not 草湖.
            if place.start - covered != 1 and not _is_common(place.surface):
                return self.divisions_start(place.start, floor)
            covered = place.end
        return None

    def _inside_division(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._places[index].end


def _is_common(surface: str) -> bool:
    """Whether a division's name is an everyday word, or that of a part of any city: 矿区."""
    return is_common_word(surface) or surface in words().generic or surface in words().zones


@lru_cache(maxsize=1024)
def _is_word_before(surface: str, inner: str) -> bool:
    """Whether an everyday word is no place before the name of one: 平安 in 平安秀屿."""
    if not is_common_word(surface):
        return False
    within, outers = gazetteer().within, gazetteer().named(surface)
    return not any(within(place, outer) for place in gazetteer().named(inner) for outer in outers)


@lru_cache(maxsize=4096)
def _is_name(surface: str) -> bool:
    """Whether a division's name is one in running text, and neither a verb nor only the word for a zone (新区)."""
    if surface in words().stops:
        return False
    return surface not in words().zones or any(d.current for d in gazetteer().named(surface))
