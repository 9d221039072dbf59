"""Finding police units: a unit's name is a chain of parts, each a name and a head (五华 + 分局, 沙朗 + 派出所)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import regex

from ...article import Article
from ...zones import Line
from .edges import NAME_LENGTH, LeftEdges
from .heads import Head, find_heads, rank
from .parts import Part, UnitName
from .words import words

BETWEEN_LENGTH = 12
DEPARTMENT_LENGTH = 12
ZONE_LENGTH = 8
COORDINATION = frozenset("、和与及")

_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9·]*+")
_LEVEL_WORDS = frozenset("省市县州区旗盟")
_BARE_BUREAU = regex.compile(r"(?<![城上超股门楼都集夜菜闹地成行分各外])[省市县州区]$")
_HONG_KONG = ("警区", "总区", "分区", "警署")
_SHORT_BUREAUS = frozenset({"局", "厅"})
# The heads of these, though no names by themselves, are no part of a station's name behind them.
_BOUNDING = frozenset({"sub_bureau", "squad"})
_NUMBERS = frozenset("一二三四五六七八九十百两几多数余")
_SYSTEM_ALONE = frozenset({"兵团", "长航", "长江航运"})

# From the ministry to a police post there are fewer levels than this.
DEEPEST = 8


class Finder:
    """Finds the unit names of one line of a text."""

    def __init__(self, edges: LeftEdges, start: int, end: int) -> None:
        self.text, self.start, self.end = edges.text, start, end
        self.words = words()
        self.edges = edges

    def units(self, heads: Iterable[Head]) -> Iterator[UnitName]:
        """Yield the line's unit names from left to right, given its heads."""
        floor = self.start
        chain: list[Part] = []
        chain_start = chain_end = self.start
        for head in heads:
            if head.level == "pointer":
                continue
            part = self._next_part(chain[-1], chain_end, head) if 0 < len(chain) < DEEPEST else None
            if part is not None:
                chain.append(part)
                chain_end = head.end
                continue
            if chain:
                unit = self._finish(chain_start, chain_end, chain)
                yield from self._coordinated_with(unit, floor)
                yield unit
                floor = unit.end
                chain = []
            start = self._accept(head, floor)
            if start is None:
                floor = head.end if head.level in _BOUNDING else floor
            else:
                chain_start, chain_end = start, head.end
                chain = [Part(self.text[start : head.start].removeprefix("公安"), head.surface, head.level)]
        if chain:
            unit = self._finish(chain_start, chain_end, chain)
            yield from self._coordinated_with(unit, floor)
            yield unit

    def _next_part(self, above: Part, chain_end: int, head: Head) -> Part | None:
        """The head as a further part of the open chain, or None where it begins a name of its own."""
        start, _, level, surface = head
        if start - chain_end > BETWEEN_LENGTH or level == "collective" or self.edges.has_gap(chain_end, start):
            return None
        between = self.text[chain_end:start]
        if level == "special":
            return Part("", surface, level) if not between and above.level in {"special", "bureau"} else None
        if not self._goes_below(above, level, surface, between):
            return None
        is_cut = between != "直属" and self.edges.last_stop(chain_end, start) is not None
        if is_cut or not _PLAIN.fullmatch(between):
            return None
        if between in self.words.generic or self.words.names_another(between, level):
            return None
        return Part(between, surface, level)

    def _goes_below(self, above: Part, level: str, surface: str, between: str) -> bool:
        if above.head == "公安厅" and surface == "公安局":
            return self.words.system_start(between) is not None
        if above.level == "collective":
            if above.head != "公安":
                return False
            return (
                level == "centre"
                if not between
                else level in {"sub_bureau", "squad", "station"} and 0 < len(between) <= 5
            )
        needs_name = level in {"sub_bureau", "station", "squad"} and surface not in {"侦查队", "警备队"}
        return rank(level, surface) > rank(above.level, above.head) and bool(between or not needs_name)

    def _accept(self, head: Head, floor: int) -> int | None:
        """Where the name that a head ends begins, or None where it names no police unit."""
        level = head.level
        if level in {"special", "collective"}:
            start = head.start if level == "special" else self._accept_collective(head, floor)
            abroad = start is not None and self.words.foreign.search(self._before(head.start, self.start))
            return None if abroad else start
        if level == "bureau":
            return self._accept_bureau(head, floor)
        if level == "squad":
            return self._accept_squad(head, floor)
        return self._accept_centre(head, floor) if level == "centre" else self._accept_open(head, floor)

    def _before(self, end: int, floor: int) -> str:
        """The text before a head, as far back as a name may reach."""
        return self.text[max(floor, end - NAME_LENGTH) : end]

    def _accept_open(self, head: Head, floor: int) -> int | None:
        """Sub-bureaus, stations and posts, whose names are an open class."""
        start = self.edges.before(head.start, floor, head.level)
        name = self.text[start : head.start]
        if len(name) < 2 or name in self.words.generic or name.endswith("公安"):
            return None
        if name[-1] in "家个所" and name[-2] in _NUMBERS:  # 三家派出所
            return None
        if self.words.names_another(self._before(head.start, floor), head.level):
            return None
        if len(name) == NAME_LENGTH and self.edges.last_stop(start - 1, start) is None:
            return None
        return self._with_system_word(start, floor) if head.level == "sub_bureau" else start

    def _accept_squad(self, head: Head, floor: int) -> int | None:
        """A squad begins at its trade, or at the division before it."""
        before = self._before(head.start, self.start)
        if self.words.trade_start(before) is None or self.words.names_another(before, "squad"):
            return None
        start = self.edges.before(head.start, floor, "squad")
        trade = self.words.trade_start(self.text[start : head.start])
        if trade is None:
            return None
        if self.edges.begins_division(start) or (trade == 1 and self.text[start] in _LEVEL_WORDS):
            return start
        return start + trade

    def _accept_bureau(self, head: Head, floor: int) -> int | None:
        end, is_short = head.start, head.surface in _SHORT_BUREAUS
        if self.edges.division_before(end) is not None:
            start = self.edges.before(end, floor, "bureau")
            if start < end:
                return start if not is_short or self.edges.ends_with_kind(end) else None
        if is_short and not _BARE_BUREAU.search(self.text, max(self.start, end - 2), end):
            return None
        start = self.edges.before(end, floor, "bureau")
        if is_short:
            return self._level_start(start, end)
        name = self.text[start:end]
        system = self.words.system_start(name)
        if system is None and end > self.start and self.text[end - 1] in _LEVEL_WORDS:
            return self._level_start(start, end)
        if head.surface == "公安厅":
            return end
        if system is None or head.surface not in {"公安局", "公安处"}:
            return None
        return start if system > 0 or name in _SYSTEM_ALONE else None

    def _accept_centre(self, head: Head, floor: int) -> int | None:
        end, surface = head.start, head.surface
        divided = self.edges.division_before(end) is not None
        if surface == "中心" or (surface == "指挥中心" and not divided):
            return None
        if divided or (end > self.start and self.text[end - 1] in "市县州省区"):
            start = self.edges.before(end, floor, "centre")
            return start if divided else self._level_start(start, end)
        return end if surface.startswith("侦查") else None

    def _level_start(self, start: int, end: int) -> int | None:
        """市 in 市公安局; the 区 that ends a longer word is that of a zone (生态区反诈中心), or of nothing known."""
        if end - 1 > self.start and self.text[end - 2] in _LEVEL_WORDS:  # 市州反诈中心: those of all
            return None
        if self.text[end - 1] != "区" or start >= end - 1:
            return end - 1
        return start if self.words.zones.start(self.text[start:end]) is not None else None

    def _accept_collective(self, head: Head, floor: int) -> int | None:
        """昆明公安, 开发区公安 of a zone, 昆明铁路警方 of a body with a police of its own."""
        if self.edges.division_before(head.start) is not None:
            start = self.edges.before(head.start, floor, "collective")
            return start if start < head.start else None
        # Most names of the police have nothing before them.
        if self.words.systems.start(self._before(head.start, floor)) is None:
            return None
        start = self.edges.before(head.start, floor, "collective")
        name = self.text[start : head.start]
        system = self.words.systems.start(name)
        if system is None or (name.endswith("区") and len(name) <= ZONE_LENGTH):
            return start if system is not None else None
        own = start + system
        outer = self.edges.divisions_start(own, floor)
        return outer if outer < own or own == start else None

    def _with_system_word(self, start: int, floor: int) -> int:
        """公安海淀分局: the word before the name belongs to it."""
        at = start - 2
        return at if at >= floor and self.text.startswith("公安", at) and not self.edges.has_gap(at, start) else start

    def _finish(self, start: int, end: int, chain: list[Part]) -> UnitName:
        """Close a chain, with the office named right behind it (公共关系科)."""
        last, limit = chain[-1], min(self.end, end + DEPARTMENT_LENGTH)
        in_hong_kong = last.head.endswith(_HONG_KONG)
        office = self.words.team.match(self.text, end, limit) if in_hong_kong else None
        if office is None and (in_hong_kong or last.level not in {"collective", "station"}):
            office = self.words.department.match(self.text, end, limit)
        if office and not self.edges.has_gap(end - 1, end):
            level = "post" if office.group().endswith("岗") else "department"
            chain = [*chain, Part("", office.group(), level)]
            end = office.end()
        return UnitName(start, end, tuple(chain), "chain" if len(chain) > 1 else chain[0].level)

    def _coordinated_with(self, unit: UnitName, floor: int) -> Sequence[UnitName]:
        """The members before a unit that share its first head (五华、西山分局), in text order."""
        if self.text[unit.start - 1 : unit.start] not in COORDINATION:
            return ()
        members: list[UnitName] = []
        first = unit.parts[0]
        at = unit.start
        while first.level in {"sub_bureau", "squad", "collective"} and at - 1 > floor:
            if self.text[at - 1] not in COORDINATION:
                break
            member = self._member_before(at - 1, floor, first)
            if member is None:
                break
            part = first._replace(name=self.text[member : at - 1])
            members.append(UnitName(member, at - 1, (part,), "coordinated"))
            at = member
        return members[::-1]

    def _member_before(self, end: int, floor: int, part: Part) -> int | None:
        if part.level == "squad":
            begin = max(floor, end - 6)
            trade = self.words.trade_start(self.text[begin:end])
            return begin + trade if trade is not None else None
        start = self.edges.division_before(end)
        return start if start is not None and start >= floor else None


def find_units(article: Article, heads: Iterable[Head]) -> Iterator[UnitName]:
    """Yield the unit names of an article, line by line, given its heads.

    >>> text = "五华分局到沙朗派出所"
    >>> [name.parts for name in find_units(Article(text), find_heads(text))][1]
    (Part(name='沙朗', head='派出所', level='station'),)
    """
    lines = [*_lines_with_heads(article, heads)]
    if not lines:
        return
    edges = LeftEdges(article)
    for line, heads in lines:
        yield from Finder(edges, line.start, line.end).units(heads)


def _lines_with_heads(article: Article, heads: Iterable[Head]) -> Iterator[tuple[Line, list[Head]]]:
    """Yield the lines that can name a unit, each with its heads."""
    ends = [line.end for line in article.lines]
    for index, found in groupby(heads, lambda head: bisect_left(ends, head.end)):
        in_line = [*found]
        if not all(head.is_weak for head in in_line):
            yield article.lines[index], in_line
