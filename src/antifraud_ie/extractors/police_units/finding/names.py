"""Finding police units: a unit's name is a chain of parts, each a name and a head (五华 + 分局, 沙朗 + 派出所)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby

import regex

from ....article import Article
from ....zones import Line
from ..marks import QUOTED, without_aside
from ..parts import Part, UnitName
from ..words import words
from .beginnings import Beginnings
from .edges import LeftEdges
from .heads import SELF_NAMED, TRADES, Head, rank
from .lists import Lists

BETWEEN_LENGTH = 12
DEPARTMENT_LENGTH = 12

_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9·]*+")
_DIRECT = regex.compile("直属(?:第?[一二三四五六七八九十]{1,2})?")
_OFFICE_LEVELS = {"岗": "post", "心": "centre"}
_HONG_KONG = ("警区", "总区", "分区", "警署", "调查科")
# The heads of these, though no names by themselves, are no part of a station's name behind them.
_BOUNDING = frozenset({"sub_bureau", "squad", "pointer"})

# From the ministry to a police post there are fewer levels than this.
DEEPEST = 8


class Finder:
    """Finds the unit names of one line of a text."""

    def __init__(self, edges: LeftEdges, start: int, end: int) -> None:
        self.text, self.start, self.end = edges.text, start, end
        self.words = words()
        self.edges = edges
        self.begin = Beginnings(edges, start)
        self.lists = Lists(edges)

    def units(self, heads: Iterable[Head]) -> Iterator[UnitName]:
        """Yield the line's unit names from left to right, given its heads."""
        floor = self.start
        chain: list[Part] = []
        chain_start = chain_end = self.start
        for head in heads:
            part = self._next_part(chain[-1], chain_end, head) if 0 < len(chain) < DEEPEST else None
            if part is not None:
                chain.append(part)
                chain_end = head.end
                continue
            if chain:
                unit = self._finish(chain_start, chain_end, chain)
                yield from self.lists.before(unit, floor)
                yield unit
                floor = unit.end
                chain = []
            start = self.begin.of(head, floor)
            if start is None:
                listed = self.lists.closed(head, floor)
                yield from listed
                floor = head.end if listed or head.level in _BOUNDING else floor
            else:
                chain_start, chain_end = start, head.end
                chain = self._first_parts(start, head)
        if chain:
            unit = self._finish(chain_start, chain_end, chain)
            yield from self.lists.before(unit, floor)
            yield unit

    def _first_parts(self, start: int, head: Head) -> list[Part]:
        """The head with the name before it; 石狮交警 are the traffic police of 石狮公安."""
        name = self.words.in_full(self.text[start : head.start], head.level)
        if head.surface in TRADES:
            return [Part(name, "公安", head.level), Part("", head.surface.removeprefix("公安"), "trade")]
        return [Part(name, head.surface, head.level)]

    def _next_part(self, above: Part, chain_end: int, head: Head) -> Part | None:
        """The head as a further part of the open chain, or None where it begins a name of its own."""
        start, _, level, surface = head
        if start - chain_end > BETWEEN_LENGTH or level == "collective" or self.edges.has_gap(chain_end, start):
            return None
        between = self.text[chain_end:start]
        if level == "sub_bureau":
            between = without_aside(between)
        is_quoted = level == "post" and QUOTED.fullmatch(between) is not None
        if is_quoted:
            between = between[1:-1]
        if surface == "警察分局" and self.words.not_police.search(between):  # 旅游警察分局
            between, surface = between + "警察", "分局"
        if level == "special":
            return Part("", surface, level) if not between and above.level in {"special", "bureau"} else None
        if not self._goes_below(above, level, surface, between):
            return None
        is_one = _DIRECT.fullmatch(between) is not None or is_quoted or between in self.words.trades
        is_cut = not is_one and self.edges.last_stop(chain_end, start) is not None
        if is_cut or not _PLAIN.fullmatch(between):
            return None
        is_deputy = between.endswith("副")  # 刑侦副支队长
        if is_deputy or between in self.words.generic or self.words.names_another(between, level):
            return None
        return Part(between, surface, level)

    def _goes_below(self, above: Part, level: str, surface: str, between: str) -> bool:
        if above.head in {"公安厅", "公安局"} and surface == "公安局":
            return self.words.system_start(between) is not None
        if above.level == "trade":
            return False
        if above.level == "collective":
            if above.head != "公安":
                return False
            return (
                level == "centre"
                if not between
                else level in {"sub_bureau", "squad", "station"} and 0 < len(between) <= 5
            )
        needs_name = level in {"sub_bureau", "station", "squad"} and surface not in {"侦查队", "警备队", *SELF_NAMED}
        return rank(level, surface) > rank(above.level, above.head) and bool(between or not needs_name)

    def _finish(self, start: int, end: int, chain: list[Part]) -> UnitName:
        """Close a chain, with the office named right behind it (公共关系科)."""
        last, limit = chain[-1], min(self.end, end + DEPARTMENT_LENGTH)
        in_hong_kong = last.head.endswith(_HONG_KONG)
        office = self.words.team.match(self.text, end, limit) if in_hong_kong else None
        if office is None and (in_hong_kong or last.level not in {"collective", "trade", "station"}):
            office = self.words.department.match(self.text, end, limit)
        if office is None and last.level == "squad":
            office = self.words.detectives.match(self.text, end, limit)
        if office is None and last.level == "centre":
            office = self.words.branch.match(self.text, end, limit)
        if office and not self.edges.has_gap(end - 1, end):
            level = _OFFICE_LEVELS.get(office.group()[-1], "department")
            chain = [*chain, Part("", office.group(), level)]
            end = office.end()
        is_one = len(chain) == 1 or last.level == "trade"
        return UnitName(start, end, tuple(chain), chain[0].level if is_one else "chain")


def find_units(article: Article, heads: Iterable[Head]) -> Iterator[UnitName]:
    """Yield the unit names of an article, line by line, given its heads.

    >>> from .heads import find_heads
    >>> text = "五华分局到沙朗派出所"
    >>> [name.parts for name in find_units(Article(text), find_heads(text))][1]
    (Part(name='沙朗', head='派出所', level='station'),)
    """
    lines = [*_lines_with_heads(article, heads)]
    if not lines:
        return
    edges = LeftEdges(article)
    for line, in_line in lines:
        yield from Finder(edges, line.start, line.end).units(in_line)


def _lines_with_heads(article: Article, heads: Iterable[Head]) -> Iterator[tuple[Line, list[Head]]]:
    """Yield the lines that can name a unit, each with its heads."""
    ends = [line.end for line in article.lines]
    for index, found in groupby(heads, lambda head: bisect_left(ends, head.end)):
        in_line = [*found]
        if not all(head.is_weak for head in in_line):
            yield article.lines[index], in_line
