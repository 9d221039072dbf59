"""Finding police units: a unit's name is a chain of parts, each a name and a head (五华 + 分局, 沙朗 + 派出所)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import regex

from ...article import Article
from ...places import gazetteer
from ...unit_standards import is_district
from ...zones import Line
from .beginnings import Beginnings
from .edges import LeftEdges
from .heads import SELF_NAMED, Head, rank
from .parts import Part, UnitName
from .words import without_aside, words

BETWEEN_LENGTH = 12
DEPARTMENT_LENGTH = 12
# The longest body with a police of its own that a list can share.
BODY_LENGTH = 5
COORDINATION = frozenset("、和与及等")

# A station's name in a list; what ends otherwise there is another body or somebody: 司法所、城关派出所.
_STATION = regex.compile(
    r"\p{Han}{1,3}[\p{Han}--[所局院处科委会联办队部站行校司企店商市室厅社家人民员区镇乡村县街道警府协团课堂场点]]",
    regex.V1,
)
_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9·]*+")
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
                yield from self._coordinated_with(unit, floor)
                yield unit
                floor = unit.end
                chain = []
            start = self.begin.of(head, floor)
            if start is None:
                listed = self._listed(head, floor)
                yield from listed
                floor = head.end if listed or head.level in _BOUNDING else floor
            else:
                chain_start, chain_end = start, head.end
                chain = [Part(self.words.in_full(self.text[start : head.start], head.level), head.surface, head.level)]
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
        if level == "sub_bureau":
            between = without_aside(between)
        if surface == "警察分局" and self.words.not_police.search(between):  # 旅游警察分局
            between, surface = between + "警察", "分局"
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
        if above.head in {"公安厅", "公安局"} and surface == "公安局":
            return self.words.system_start(between) is not None
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
        if office is None and (in_hong_kong or last.level not in {"collective", "station"}):
            office = self.words.department.match(self.text, end, limit)
        if office is None and last.level == "squad":
            office = self.words.detectives.match(self.text, end, limit)
        if office and not self.edges.has_gap(end - 1, end):
            level = "post" if office.group().endswith("岗") else "department"
            chain = [*chain, Part("", office.group(), level)]
            end = office.end()
        return UnitName(start, end, tuple(chain), "chain" if len(chain) > 1 else chain[0].level)

    def _coordinated_with(self, unit: UnitName, floor: int) -> Sequence[UnitName]:
        """The members before a unit that share its heads (五华、西山分局刑侦大队), in text order."""
        if self.text[unit.start - 1 : unit.start] not in COORDINATION:
            return ()
        first = unit.parts[0]
        if unit.parts[-1].level == "station":
            return self._stations_before(unit, floor)
        body = next((own for own in self.words.own if first.name.endswith(own)), "")
        if not _is_shared(first.level, body) and not self._follows_peer(unit):
            return ()
        members = self._members(unit.start, floor, first, body)
        return [member._replace(parts=(*member.parts, *unit.parts[1:])) for member in members]

    def _follows_peer(self, unit: UnitName) -> bool:
        """Whether a county's or city's bureau stands behind the short name of another in the same division.

        通海、峨山县公安局; a name written with its kind is one of its own, or the place where something happened.
        """
        start = self.edges.division_before(unit.start - 1)
        if (
            unit.parts[0].level not in {"bureau", "centre"}
            or self.text[unit.start - 1] == "等"
            or start is None
            or self.edges.ends_with_kind(unit.start - 1)
        ):
            return False
        return are_peers(self.text[start : unit.start - 1], unit.parts[0].name)

    def _stations_before(self, unit: UnitName, floor: int) -> Sequence[UnitName]:
        """The members of a list of stations that begins a phrase: 海源、丰宁派出所."""
        members: list[UnitName] = []
        start, last = unit.start, unit.parts[-1]
        while unit.rule == "station" and start - 1 > floor and self.text[start - 1] == "、":
            end = start - 1
            start = self.edges.before(end, floor, "station")
            name = self.text[start:end]
            if _STATION.fullmatch(name) is None or name in self.words.generic or name in self.words.trades:
                return ()
            members.append(UnitName(start, end, (last._replace(name=name),), "coordinated"))
        return members[::-1]

    def _listed(self, head: Head, floor: int) -> Sequence[UnitName]:
        """The members of a list closed by 等 that share a head behind it: 五华、西山等分局, 南昌、九江等铁路公安处."""
        before = self.text[max(floor, head.start - BODY_LENGTH) : head.start]
        body = before.rpartition("等")[2]
        if "等" not in before or body not in {"", *self.words.own} or not _is_shared(head.level, body):
            return ()
        part = Part(body, head.surface, head.level)
        members = self._members(head.start - len(body), floor, part, body)
        return members if len(members) > 1 else ()

    def _members(self, end: int, floor: int, part: Part, body: str) -> Sequence[UnitName]:
        """The members of a list that ends right before a position, each with the head, and the body, of a part."""
        members: list[UnitName] = []
        while end - 1 > floor and self.text[end - 1] in COORDINATION:
            start = self._member_before(end - 1, floor, part)
            if start is None:
                break
            named = part._replace(name=_in_list(self.text[start : end - 1], part) + body)
            members.append(UnitName(start, end - 1, (named,), "coordinated"))
            end = start
        return members[::-1]

    def _member_before(self, end: int, floor: int, part: Part) -> int | None:
        if part.level == "squad":
            begin = max(floor, end - 6)
            trade = self.words.trade_start(self.text[begin:end])
            return begin + trade if trade is not None else None
        start = self.edges.division_before(end)
        return start if start is not None and start >= floor else None


def _in_list(name: str, part: Part) -> str:
    """A member's name, with the 区 that the last one writes: 武昌 in 武昌、洪山区分局."""
    shares = part.level == "sub_bureau" and is_district(part.name) and is_district(name + "区")
    return f"{name}区" if shares else name


def are_peers(short: str, name: str) -> bool:
    """Say whether two names can be of divisions of one kind that lie in the same division.

    >>> are_peers("通海", "峨山县"), are_peers("云南", "昆明市")
    (True, False)
    """
    kinds = {(d.parent, d.level) for d in gazetteer().named(name) if d.parent and d.level != "town"}
    return any((d.parent, d.level) in kinds and d.name != name for d in gazetteer().named(short))


def _is_shared(level: str, body: str) -> bool:
    """Whether members of a list share such a head: 、 between bureaus of divisions parts whole names."""
    return level in {"sub_bureau", "squad", "collective"} or (level == "bureau" and body != "")


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
