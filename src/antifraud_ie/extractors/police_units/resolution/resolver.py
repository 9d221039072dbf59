"""Resolving police units: from a name as written to the one unit in the hierarchy, or to its candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ....article import Article
from ....places import Division, gazetteer
from ....records import Candidate, UnitKind
from ....special_units import special_units
from ....unit_standards import base_name, is_district
from ..corps import split_corps
from ..finding.heads import TRAFFIC, TRAFFIC_IN_FULL
from ..parts import Part, UnitName
from ..taiwan import official
from ..units import Unit, named_below
from .divisions import Divider, Split
from .firsts import Firsts
from .hong_kong import district_of, is_of_hong_kong
from .memory import Memory, spelled_out
from .own_systems import railway_place
from .trades import police_of_trade

# With nothing but a division before it, the police of that division.
_OF_DIVISION = frozenset({"bureau", "sub_bureau", "collective"})


# What stands in one district, whatever bureau its name has before it.
_LOCAL = frozenset({"station", "post"})


class Reading(NamedTuple):
    """What the parts of a name mean, from the top down; of an ambiguous name the last part alone.

    ``certain`` says that nothing the article teaches of formal names can change it, but one of its division's own.
    """

    units: Sequence[Unit]
    certain: bool


class Resolver:
    """Resolves the units of one article in text order, remembering what was named before.

    >>> from ..finding.heads import find_heads
    >>> from ..finding.names import find_units
    >>> article = Article("五华公安分局通报,沙朗派出所劝阻一人。")
    >>> names = list(find_units(article, find_heads(article.text)))
    >>> [unit.full_name for unit in Resolver(article).resolve(names)]
    ['昆明市公安局五华分局', '昆明市公安局五华分局沙朗派出所']
    """

    def __init__(self, article: Article) -> None:
        self.memory = Memory()
        self.divider = Divider(article, self.memory)
        self.firsts = Firsts(article, self.memory, self.divider)

    def resolve(self, names: Sequence[UnitName]) -> Iterator[Unit | None]:
        """Yield what each name means in its place; None for a pointing word before which no unit is named."""
        if self.divider.is_taiwan:
            names = [official(name) for name in names]
        readings = [self._learn(name) for name in names]
        if self.memory.sub_bureaus or self.memory.districts:
            # 夷陵区邓村派出所 may stand before 夷陵区分局, from which its full name is made.
            self.memory.unlearn()
            readings = [self._learn(name) for name in names]
        self.memory.forget()
        listed = _listed(names)
        for name, reading in zip(names, readings, strict=True):
            if reading is None:
                yield self._point_back(name)
            else:
                units = reading.units if self._stands(reading) else self._read(name).units
                for unit, part in zip(units, name.parts[-len(units) :], strict=True):
                    self.memory.note(unit, part, listed=name in listed)
                yield units[-1]

    def _learn(self, name: UnitName) -> Reading | None:
        """Read a name for the formal names in it, so that short forms that stand before it resolve too."""
        if name.parts[0].level == "anaphoric":
            return None
        reading = self._read(name)
        parts = name.parts[-len(reading.units) :]
        for unit, part in zip(reading.units, parts, strict=True):
            self.memory.note(unit, part)
            self.memory.learn(unit, part, below=part is not name.parts[0])
        return reading

    def _stands(self, reading: Reading) -> bool:
        """Whether a reading still holds now that the whole article is known."""
        division = reading.units[0].division
        is_plain = division is None or self.memory.own_name(division) is None
        return reading.certain and is_plain and not self.memory.corps

    def _read(self, name: UnitName) -> Reading:
        first, below = name.parts[0], name.parts[1:]
        corps, plain = split_corps(first.name)
        first = first._replace(name=plain) if corps else first
        split = self.divider.split(first, name.start)
        if first.head in {"警区", "警署"}:  # only Hong Kong has them
            own = tuple(filter(is_of_hong_kong, split.divisions))
            split = Split(own, split.rest if own else first.name)
        if len(split.divisions) > 1:
            return Reading((self._ambiguous(name.parts, split),), certain=False)
        division = split.divisions[0] if split.divisions else None
        unit = self.firsts.read(first, division, split.rest, alone=not below)
        unit = self._of_corps(unit, corps)
        spelled_out = division is not None and not split.rest and first.level in _OF_DIVISION and first.head != "公安处"
        is_of_trade = bool(below) and below[-1].level == "trade"
        certain = (spelled_out or first.level == "special") and (unit.spelled or not below) and not is_of_trade
        return Reading(self._chain(unit, below), certain)

    def _of_corps(self, unit: Unit, corps: str) -> Unit:
        """A bureau of a division of the 兵团 has this before its name: 第八师石河子市公安局."""
        if corps and unit.full_name:
            self.memory.corps[unit.full_name] = corps
        corps = self.memory.corps.get(unit.full_name or "", "")
        if not corps:
            return unit
        return unit._replace(full_name=f"{corps}{unit.full_name}", name=corps + unit.name)

    def _point_back(self, name: UnitName) -> Unit | None:
        """Return the unit that a pointing word means, with what is named below it; None if none was named."""
        pointer = name.parts[0]
        is_centre = pointer.head.startswith(("反", "防"))
        named = self.memory.fraud_centre(pointer) if is_centre else self.memory.latest(pointer)
        if named is None:
            return None
        kind = "sub_bureau" if name.parts[0].head.endswith("分局") else named.kind
        units = self._chain(named._replace(kind=kind, spelled=False), name.parts[1:])
        for unit, part in zip(units[1:-1], name.parts[1:], strict=False):
            self.memory.note(unit, part)
        return units[-1]

    def _ambiguous(self, parts: tuple[Part, ...], split: Split) -> Unit:
        """The units that a name means with each of its candidates, and what these have in common."""
        places = gazetteer()
        units = []
        for division in split.divisions:
            unit = self.firsts.read(parts[0], division, split.rest, alone=False)
            units.append((division, self._chain(unit, parts[1:])[-1]))
        candidates = tuple(
            Candidate(unit.full_name, division.code.split("/")[0], self.divider.settler.evidence(division))
            for division, unit in units
            if unit.full_name
        )
        above = places.lineage(split.divisions[0])[:-1]
        shared = [d for d in above if all(places.within(other, d) for other in split.divisions)]
        return units[0][1]._replace(
            full_name=None, parent=None, division=shared[-1] if shared else None, candidates=candidates
        )

    def _chain(self, unit: Unit, below: Sequence[Part]) -> list[Unit]:
        """A unit and those that the further parts of its name mean."""
        units = [unit]
        for part in below:
            units.append(self._below(units[-1], part))
        return units

    def _below(self, unit: Unit, part: Part) -> Unit:
        """A further part of a chain: a sub-bureau of a city bureau, a station of either, a squad, a centre."""
        if part.head == TRAFFIC:
            return named_below(unit, "bureau", TRAFFIC_IN_FULL)
        if part.level == "trade":
            return police_of_trade(part.head, unit, self.memory)
        if part.level == "department":
            return named_below(unit, "squad" if is_of_hong_kong(unit.division) else unit.kind, part.head)
        if part.level == "sub_bureau":
            # Written in full, a sub-bureau keeps its 区: 重庆市公安局沙坪坝区分局.
            base = part.name if part.head.endswith("分局") and is_district(part.name) else base_name(part.name)
            name = f"{base}分局" if "分局" in part.head else base + part.head
            return named_below(unit, "sub_bureau", name)._replace(division=self._area_of(unit, part))
        below = named_below(unit, _kind(unit, part), part.name + part.head)
        if not unit.spelled:
            below = spelled_out(below, self.memory)
        return below._replace(division=self._area_of(unit, part))

    def _area_of(self, above: Unit, part: Part) -> Division | None:
        """The division a lower part names, else that of the unit above; an airport is of its city."""
        if is_of_hong_kong(above.division):
            return district_of(part.name) or above.division
        if part.name.endswith("机场"):
            return above.division
        on_rails = "铁路" in (above.full_name or "")
        if above.division is not None and not on_rails:
            inner = self.divider.inner(above.division, part.name)
            if inner is None and part.level in _LOCAL:
                inner = self.divider.only_district(above.division)
            return inner or above.division
        place = railway_place(part.name) if part.level == "station" else part.name
        named = self.divider.place(place) if place else None
        return named if named is not None and self._is_on_line(named, above) else above.division

    def _is_on_line(self, place: Division, above: Unit) -> bool:
        """Whether a station's place can be one of a railway bureau's: 龙门 of 洛阳 is no county of 广东."""
        if place.level != "county":
            return True
        seat = self.divider.place((above.full_name or "").partition("铁路")[0])
        return seat is None or gazetteer().lineage(seat)[0] == gazetteer().lineage(place)[0]


def _kind(above: Unit, part: Part) -> UnitKind:
    """A part's kind is that of its head; a command centre inside a squad stays a squad."""
    if part.level == "special":
        return special_units()[part.head].kind
    if part.head == "指挥中心" and above.kind == "squad":
        return "squad"
    return part.level  # type: ignore[return-value]


def _listed(names: Sequence[UnitName]) -> frozenset[UnitName]:
    """The names that stand in a list, one character apart: no single word points back to them."""
    pairs = [pair for pair in pairwise(names) if pair[0].end + 1 == pair[1].start]
    return frozenset(name for pair in pairs for name in pair)
