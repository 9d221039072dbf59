"""Centres of the police: those of a division or a zone, and those named in a list of squads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ....places import Division
from ....unit_standards import bureau_name, prefixed
from ..parts import Part, UnitName
from ..units import Unit
from .memory import Memory

# Centres without a name of their own, which only the squads beside them show to be of the police.
_CENTRE = (
    "(?:大数据(?:研判|实战|作战)?|(?:数据|情报|视频|案件)?研判|情报(?:信息|指挥|研判)?|情指行?|合成作战|合成研判|实战指挥|指挥调度"
    "|预警劝阻|执法办案(?:管理)?|案件管理|案管|资金查控|打击犯罪|新型犯罪研究)中心"
)
_AND = "[、和及与]"
_BEHIND = re.compile(f"{_AND}({_CENTRE})")
_BEFORE = re.compile(f"({_CENTRE}){_AND}$")
_LONGEST = 12


def find_listed_centres(text: str, named: Sequence[UnitName]) -> Iterator[UnitName]:
    """Yield the centres in lists with squads outside the names found, each with the units above its neighbour.

    >>> squad = UnitName(0, 4, (Part("刑侦", "大队", "squad"),), "squad")
    >>> [name.parts[-1].head for name in find_listed_centres("刑侦大队、大数据中心和情指中心", [squad])]
    ['大数据中心', '情指中心']
    """
    starts = [name.start for name in named]
    squads = [name for name in named if name.parts[-1].level == "squad"]
    given: set[int] = set()
    # Between two squads a centre is of the unit that the first one is of.
    for unit, spans in (
        *((squad, _behind(text, squad.end)) for squad in squads),
        *((squad, _before(text, squad.start)) for squad in squads),
    ):
        for start, end in spans:
            index = bisect_left(starts, end)
            if start not in given and (index == 0 or named[index - 1].end <= start):
                given.add(start)
                yield UnitName(start, end, (*unit.parts[:-1], Part("", text[start:end], "centre")), "listed_centre")


def _behind(text: str, position: int) -> Iterator[tuple[int, int]]:
    while match := _BEHIND.match(text, position):
        yield match.span(1)
        position = match.end()


def _before(text: str, position: int) -> Iterator[tuple[int, int]]:
    while match := _BEFORE.search(text, max(0, position - _LONGEST), position):
        yield match.span(1)
        position = match.start()


def centre_of(part: Part, division: Division, memory: Memory) -> Unit:
    """Return the centre of a division, by its formal name where the article gives it."""
    full, parent = memory.centres.get(division.code) or prefixed(division) + part.head, bureau_name(division)
    return Unit("centre", full, division, full.removeprefix(parent), parent, spelled=True)


def centre_of_zone(part: Part, city: Division | None, zone: str) -> Unit:
    """高新区反诈中心: its zone lies in a city."""
    if city is None:
        return Unit("centre", None, None, zone + part.head)
    full, parent = prefixed(city) + zone + part.head, bureau_name(city)
    return Unit("centre", full, city, full.removeprefix(parent), parent)
