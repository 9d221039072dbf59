"""Left edges: where a police unit's name begins, when a head only tells where it ends.

A station's name is an open class, so it is bounded from outside: by the clause, by words that cannot be part of
a name (verbs, prepositions, roles, times), and by the divisions written before it.
"""

from __future__ import annotations

from bisect import bisect_right

import regex

from ..places import gazetteer, is_common_word
from .unit_words import words

NAME_LENGTH = 12
# Up to so many unknown characters before a division's name belong to a station's name (西双湖 is not 双湖).
OPEN_LEAD = 3
# Province, prefecture, county and town.
CHAIN_LENGTH = 4

_BOUNDARY = regex.compile(r"[^\p{Han}A-Za-z0-9·]|\d[年月日号时点分许名位个家起多余条]")


class LeftEdges:
    """The divisions and boundaries of one line, as far as names in it need them.

    >>> text = "近日民警来到昆明五华分局沙朗派出所"
    >>> edges = LeftEdges(text, frozenset(), 0, len(text))
    >>> text[edges.before(10, 0, "sub_bureau"):10]
    '昆明五华'
    """

    def __init__(self, text: str, gaps: frozenset[int], start: int, end: int) -> None:
        self.text = text
        self.gaps = gaps
        stops = words().stops
        hits = [hit for hit in gazetteer().find(text[start:end]) if hit.surface not in stops]
        self._starts = [start + hit.start for hit in hits]
        self._ends = [start + hit.end for hit in hits]
        self._surfaces = [hit.surface for hit in hits]
        self._start_by_end = dict(zip(self._ends, self._starts, strict=True))

    def division_before(self, end: int) -> int | None:
        """Return where the division's name that ends at a position begins."""
        return self._start_by_end.get(end)

    def divisions_start(self, end: int, floor: int) -> int:
        """Return the start of the chain of division names that ends at a position; that position if there is none."""
        for _ in range(CHAIN_LENGTH):
            start = self._start_by_end.get(end, -1)
            if start < floor:
                break
            end = start
            if end in self.gaps:
                break
        return end

    def has_gap(self, start: int, end: int) -> bool:
        """Say whether white space stood between two characters of a stretch."""
        return any(position in self.gaps for position in range(start + 1, end + 1))

    def last_stop(self, start: int, end: int) -> int | None:
        """Return the end of the last boundary, gap or stop word in a stretch, those inside a division's name aside."""
        last = next((position for position in range(end, start, -1) if position in self.gaps), start)
        found = last > start
        for match in _BOUNDARY.finditer(self.text, start, end):
            last, found = max(last, match.end()), True
        for match in words().stop.finditer(self.text, start, end):
            if match.end() > last and not self._inside_division(match.start(), match.end()):
                last, found = match.end(), True
        return last if found else None

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
        return self._first_division(start, head, floor) or start

    def _first_division(self, start: int, head: int, floor: int) -> int | None:
        """Return the start of the first sure division inside a stretch: what stands before it is no name."""
        index = bisect_right(self._starts, start)
        while index < len(self._starts) and self._ends[index] < head:
            if not is_common_word(self._surfaces[index]):
                return self.divisions_start(self._starts[index], floor)
            index += 1
        return None

    def _inside_division(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]
