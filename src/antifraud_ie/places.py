"""Places: the administrative divisions of China with their short, former and familiar names.

>>> gaz = gazetteer()
>>> [division.name for division in gaz.lineage(gaz.named("五华区")[0])]
['云南省', '昆明市', '五华区']
>>> sorted({gaz.city_name(division) for division in gaz.named("鼓楼区")})
['南京市', '开封市', '徐州市', '福州市']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from antifraud_ie.lexicon import packaged_text

# Their districts stand right under them: the city is the province.
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
TAIWAN, HONG_KONG, MACAU = "710000", "810000", "820000"

_ADCODE_LENGTH = 6


class PlaceHit(NamedTuple):
    """A place name found: where it stands in the searched string."""

    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True, eq=False)  # each stands once in the gazetteer: identity is equality, and fast
class Division:
    """An administrative division, current or former.

    ``code`` is GB/T 2260 on the mainland, the project's own elsewhere; ``level`` one of province,
    prefecture, county, town. ``since`` is None for before 2000, ``until`` for a current division;
    ``successor`` is the code of what a former one became.
    """

    code: str
    name: str
    level: str
    parent: str | None
    shorts: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str | None = None

    @property
    def adcode(self) -> str | None:
        """Its six digits; None for an area that no list of divisions knows."""
        return self.code if len(self.code) == _ADCODE_LENGTH and self.code.isdigit() else None

    @property
    def current(self) -> bool:
        """Whether the division exists today under this name."""
        return self.until is None

    def existed(self, year: int) -> bool:
        """Say whether there was a division of this name in a year.

        >>> gazetteer().named("襄樊")[0].existed(2008), gazetteer().named("襄樊")[0].existed(2024)
        (True, False)
        """
        return (self.since or 0) <= year and (self.until is None or year <= self.until)


class Gazetteer:
    """Divisions, looked up by name or code, and found in text.

    They are given in the order in which ``named`` returns them: current before former, larger before smaller.
    """

    def __init__(self, divisions: tuple[Division, ...], nicknames: Mapping[str, tuple[str, ...]]) -> None:
        self.divisions = divisions
        self._by_code = {division.code: division for division in divisions}
        self._children: dict[str, list[Division]] = {}
        by_name: dict[str, list[Division]] = {}
        for division in divisions:
            if division.parent:
                self._children.setdefault(division.parent, []).append(division)
            for surface in (division.name, *division.shorts):
                by_name.setdefault(surface, []).append(division)
        for nickname, codes in nicknames.items():
            bearers = by_name.setdefault(nickname, [])
            bearers.extend(self._by_code[code] for code in codes if self._by_code[code] not in bearers)
        self._by_name = by_name
        self._lineages: dict[str, tuple[Division, ...]] = {}
        self._surfaces = tuple(by_name)
        self._automaton = ahocorasick_rs.AhoCorasick(self._surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def named(self, surface: str) -> tuple[Division, ...]:
        """Return all divisions with this name, short name or nickname.

        Current ones before former ones, then larger before smaller.

        >>> [(d.name, d.until) for d in gazetteer().named("襄樊")]
        [('襄樊市', 2010)]
        """
        return tuple(self._by_name.get(surface, ()))

    def named_in(self, surface: str, year: int) -> tuple[Division, ...]:
        """Return the divisions that a name meant in a year; where it meant none, what its bearers became.

        >>> [d.name for year in (2024, 2026) for d in gazetteer().named_in("渝北区", year)]
        ['渝北区', '两江新区']
        """
        bearers = self.named(surface)
        alive = [division for division in bearers if division.existed(year)]
        codes = {division.code for division in alive}
        kept = [division for division in alive if division.successor not in codes]
        return tuple(kept or dict.fromkeys(map(self.current, bearers)))

    def get(self, code: str) -> Division:
        """Return the division with this code; KeyError if there is none."""
        return self._by_code[code]

    def parent(self, division: Division) -> Division | None:
        """Return the division right above, None for a province."""
        return self._by_code[division.parent] if division.parent else None

    def children(self, division: Division) -> tuple[Division, ...]:
        """Return the divisions right below, current before former."""
        return tuple(self._children.get(division.code, ()))

    def lineage(self, division: Division) -> tuple[Division, ...]:
        """Return the divisions from the province down to the given one."""
        line = self._lineages.get(division.code)
        if line is None:
            above = self.parent(division)
            line = (*self.lineage(above), division) if above else (division,)
            self._lineages[division.code] = line
        return line

    def current(self, division: Division) -> Division:
        """Return what a former division became; itself if it is current or its successor is not known.

        >>> gaz = gazetteer()
        >>> gaz.current(gaz.named("晋宁县")[0]).name
        '晋宁区'
        """
        return self._by_code[division.successor] if division.successor else division

    def within(self, division: Division, ancestor: Division) -> bool:
        """Say whether a division is the ancestor or lies in it."""
        return ancestor in self.lineage(division)

    def province_name(self, division: Division) -> str:
        """Return the name of the province that a division is or lies in."""
        return self.lineage(division)[0].name

    def city_name(self, division: Division) -> str | None:
        """Return the prefecture-level name; a municipality is its own city.

        None for a province, for Hong Kong and Macau, and for counties right under their province (仙桃市).
        """
        line = self.lineage(division)
        if line[0].code in MUNICIPALITIES:
            return line[0].name
        return self._name_at("prefecture", line)

    def county_name(self, division: Division) -> str | None:
        """Return the county-level name, None for anything above and for towns of cities without counties."""
        return self._name_at("county", self.lineage(division))

    @staticmethod
    def _name_at(level: str, line: tuple[Division, ...]) -> str | None:
        return next((division.name for division in line if division.level == level), None)

    def find(self, text: str) -> Iterator[PlaceHit]:
        """Yield the names, short names and nicknames in the text: longest, left to right, no overlaps.

        >>> [hit.surface for hit in gazetteer().find("云南省昆明市五华区的春城路")]
        ['云南省', '昆明市', '五华区', '春城']
        """
        surfaces = self._surfaces
        for index, start, end in find_all(self._automaton, text):
            yield PlaceHit(start, end, surfaces[index])


def find_all(automaton: ahocorasick_rs.AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """Return pattern, start and end of all that an automaton finds, whatever characters the text has."""
    try:
        return automaton.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # lone surrogates, which a View has none of: one "?" for each keeps the offsets
        return automaton.find_matches_as_indexes(text.encode("utf-8", "replace").decode("utf-8"))


def largest(divisions: Iterable[Division]) -> Division | None:
    """Return the one division above the counties, None where there is none or several: 西安 is the city alone.

    >>> largest(gazetteer().named("西安")).name, largest(gazetteer().named("鼓楼"))
    ('西安市', None)
    """
    large = [division for division in divisions if division.level in {"province", "prefecture"}]
    return large[0] if len(large) == 1 else None


def is_common_word(surface: str) -> bool:
    """Say whether a short name is an everyday word or a frequent other name, so that it needs more evidence.

    >>> is_common_word("和平"), is_common_word("昆明")
    (True, False)
    """
    return surface in _common_words()


@cache
def gazetteer() -> Gazetteer:
    """Return the packaged gazetteer, loaded once."""
    return Gazetteer(tuple(_division(fields) for fields in _rows("divisions.tsv")), _nicknames())


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word for fields in _rows("common_words.txt") for word in fields[0].split())


def _rows(name: str) -> Iterator[list[str]]:
    for line in packaged_text("data", name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _division(fields: list[str]) -> Division:
    code, name, level, parent, shorts, since, until, successor = fields
    return Division(
        code,
        name,
        level,
        parent or None,
        tuple(shorts.split("|")) if shorts else (),
        int(since) if since else None,
        int(until) if until else None,
        successor or None,
    )


def _nicknames() -> dict[str, tuple[str, ...]]:
    bearers: dict[str, tuple[str, ...]] = {}
    for nickname, code, _name in _rows("nicknames.tsv"):
        bearers[nickname] = (*bearers.get(nickname, ()), code)
    return bearers
