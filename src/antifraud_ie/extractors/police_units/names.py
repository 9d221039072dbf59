"""Finding police units: a unit's name is a chain of parts, each a name and a head (五华 + 分局, 沙朗 + 派出所)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from ...article import Article
from .edges import NAME_LENGTH, LeftEdges
from .heads import Head, find_heads, may_have_heads, rank
from .words import words

BETWEEN_LENGTH = 12
DEPARTMENT_LENGTH = 12
ZONE_LENGTH = 8
COORDINATION = frozenset("、和与及")

_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9·]*+")
_LEVEL_WORDS = frozenset("省市县州区旗盟")
_BARE_BUREAU = regex.compile(r"(?<![城上超股门楼都集夜菜闹地成行分各])[市县州]$")
_SYSTEM_ALONE = frozenset({"兵团", "长航", "长江航运"})

# From the ministry to a police post there are fewer levels than this.
DEEPEST = 8


class Part(NamedTuple):
    """One level of a unit's name."""

    name: str
    head: str
    level: str


class UnitName(NamedTuple):
    """A unit as written: its span in the clean text and the parts of its name, highest first."""

    start: int
    end: int
    parts: tuple[Part, ...]
    rule: str


class Finder:
    """Finds the unit names of one line of a text."""

    def __init__(self, edges: LeftEdges, start: int, end: int) -> None:
        self.text = edges.text
        self.start = start
        self.end = end
        self.words = words()
        self.edges = edges

    def units(self) -> Iterator[UnitName]:
        """Yield the line's unit names from left to right."""
        floor = self.start
        chain: list[Part] = []
        chain_start = chain_end = self.start
        for head in find_heads(self.text, self.start, self.end):
            part = self._next_part(chain[-1], chain_end, head) if 0 < len(chain) < DEEPEST else None
            if part is not None:
                chain.append(part)
                chain_end = head.end
                continue
            if chain:
                unit = self._finish(chain_start, chain_end, chain)
                yield from self._with_coordinated(unit, floor)
                floor = unit.end
                chain = []
            start = self._accept(head, floor)
            if start is not None:
                chain_start, chain_end = start, head.end
                chain = [Part(self.text[start : head.start].removeprefix("公安"), head.surface, head.level)]
        if chain:
            yield from self._with_coordinated(self._finish(chain_start, chain_end, chain), floor)

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
        if not _PLAIN.fullmatch(between) or self.edges.last_stop(chain_end, start) is not None:
            return None
        if between in self.words.generic or self._named_otherwise(between, level):
            return None
        return Part(between, surface, level)

    def _goes_below(self, above: Part, level: str, surface: str, between: str) -> bool:
        if above.level == "collective":
            if above.head != "公安":
                return False
            return level == "centre" if not between else level in {"sub_bureau", "squad"} and len(between) <= 5
        needs_name = level in {"sub_bureau", "station", "squad"} and surface not in {"侦查队", "警备队"}
        return rank(level, surface) > rank(above.level, above.head) and bool(between or not needs_name)

    def _accept(self, head: Head, floor: int) -> int | None:
        """Where the name that a head ends begins, or None where it names no police unit."""
        if head.level in {"special", "collective"} and self._is_foreign(head.start):
            return None
        if head.level == "special":
            return head.start
        accept = {
            "bureau": self._accept_bureau,
            "centre": self._accept_centre,
            "collective": self._accept_collective,
            "squad": self._accept_squad,
        }.get(head.level, self._accept_open)
        return accept(head, self.edges.before(head.start, floor, head.level), floor)

    def _accept_open(self, head: Head, start: int, floor: int) -> int | None:
        """Sub-bureaus, stations and posts, whose names are an open class."""
        name = self.text[start : head.start]
        if len(name) < 2 or name in self.words.generic or name.endswith("公安"):
            return None
        if self._named_otherwise(self.text[max(floor, head.start - NAME_LENGTH) : head.start], head.level):
            return None
        if len(name) == NAME_LENGTH and self.edges.last_stop(start - 1, start) is None:
            return None
        return self._with_system_word(start, floor) if head.level == "sub_bureau" else start

    def _accept_squad(self, head: Head, start: int, floor: int) -> int | None:
        """A squad begins at its trade, or at the division before it."""
        trade = self.words.trade.search(self.text[start : head.start])
        before = self.text[max(self.start, head.start - NAME_LENGTH) : head.start]
        if trade is None or self._named_otherwise(before, "squad"):
            return None
        return start if self.edges.begins_division(start) else start + trade.start()

    def _accept_bureau(self, head: Head, start: int, floor: int) -> int | None:
        end, surface = head.start, head.surface
        if start < end and self.edges.division_before(end) is not None:
            return start if surface != "局" or self.edges.ends_with_kind(end) else None
        if surface == "局":
            return end - 1 if _BARE_BUREAU.search(self.text, max(self.start, end - 2), end) else None
        system = self.words.system.search(self.text[start:end])
        if system is None and end > self.start and self.text[end - 1] in _LEVEL_WORDS:
            return end - 1
        if surface == "公安厅":
            return end
        if system is None or surface not in {"公安局", "公安处"}:
            return None
        return start if system.start() > 0 or system.group() in _SYSTEM_ALONE else None

    def _accept_centre(self, head: Head, start: int, floor: int) -> int | None:
        end, surface = head.start, head.surface
        divided = self.edges.division_before(end) is not None
        if surface == "中心" or (surface == "指挥中心" and not divided):
            return None
        if divided:
            return start
        if end > self.start and self.text[end - 1] in "市县州省区":
            return end - 1
        return end if surface.startswith("侦查") else None

    def _accept_collective(self, head: Head, start: int, floor: int) -> int | None:
        """昆明公安, and 开发区公安 of a zone."""
        if self.edges.division_before(head.start) is not None:
            return start if start < head.start else None
        name = self.text[start : head.start]
        is_zone = name.endswith("区") and len(name) <= ZONE_LENGTH and self.words.zone.search(name) is not None
        return start if is_zone else None

    def _is_foreign(self, end: int) -> bool:
        return self.words.foreign.search(self.text, max(self.start, end - NAME_LENGTH), end) is not None

    def _named_otherwise(self, name: str, level: str) -> bool:
        """税务分局, 城管执法大队: the name says that it is no police unit."""
        other = self.words.not_police.search(name)
        if level != "squad":
            return other is not None
        trade = self.words.trade.search(name)
        if other is not None and (trade is None or other.start() < trade.start()):
            return True
        return trade is not None and self.words.not_police.search(name[: trade.start()]) is not None

    def _with_system_word(self, start: int, floor: int) -> int:
        """公安海淀分局: the word before the name belongs to it."""
        at = start - 2
        return at if at >= floor and self.text.startswith("公安", at) and not self.edges.has_gap(at, start) else start

    def _finish(self, start: int, end: int, chain: list[Part]) -> UnitName:
        """Close a chain, with the office named right behind it (公共关系科)."""
        office = self.words.department.match(self.text, end, min(self.end, end + DEPARTMENT_LENGTH))
        if office and chain[-1].level not in {"collective", "station"} and not self.edges.has_gap(end - 1, end):
            level = "post" if office.group().endswith("岗") else "department"
            chain = [*chain, Part("", office.group(), level)]
            end = office.end()
        return UnitName(start, end, tuple(chain), "chain" if len(chain) > 1 else chain[0].level)

    def _with_coordinated(self, unit: UnitName, floor: int) -> Iterator[UnitName]:
        """Yield members that share the unit's first head (五华、西山分局), then the unit."""
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
        yield from reversed(members)
        yield unit

    def _member_before(self, end: int, floor: int, part: Part) -> int | None:
        if part.level == "squad":
            trade = self.words.trade.search(self.text[max(floor, end - 6) : end])
            return end - len(trade.group()) if trade else None
        start = self.edges.division_before(end)
        return start if start is not None and start >= floor else None


def find_units(article: Article) -> Iterator[UnitName]:
    """Yield the unit names of an article, line by line.

    >>> [name.parts for name in find_units(Article("五华分局到沙朗派出所"))][1]
    (Part(name='沙朗', head='派出所', level='station'),)
    """
    lines = [line for line in article.lines if may_have_heads(article.text, line.start, line.end)]
    if not lines:
        return
    edges = LeftEdges(article)
    for line in lines:
        yield from Finder(edges, line.start, line.end).units()
