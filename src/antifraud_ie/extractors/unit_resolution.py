"""Resolving police units: from a name as written to the unit's standard full name and divisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..places import Division, Gazetteer, gazetteer
from ..records import UnitKind
from ..special_units import special_units
from .unit_names import Part, UnitName

# Squads that stand outside the bureau of their division.
OWN_SYSTEMS = ("边境管理", "边检", "边防检查", "铁路", "民航", "森林警察", "长航")
TAIWAN, HONG_KONG, MACAU = "710000", "810000", "820000"


class Unit(NamedTuple):
    """What a name means: kind, full name, and the division it belongs to."""

    kind: UnitKind
    full_name: str | None
    division: Division | None
    named_division: bool = False


class Resolver:
    """Resolves the units of one article in text order, remembering what was named before."""

    def __init__(self, home: Division | None, local_names: Mapping[str, Division]) -> None:
        self.places: Gazetteer = gazetteer()
        self.home = home
        self.local_names = local_names
        self.bureaus: dict[str, Unit] = {}
        self.sub_bureau: Unit | None = None
        self.latest: dict[str, Unit] = {}
        self.formal: dict[str, str] = {}
        self.centres: dict[str, str] = {}

    def learn(self, names: list[UnitName]) -> None:
        """Note formal names given anywhere in the article, so that short forms before them resolve too."""
        for name in names:
            unit = self.resolve(name)
            if not unit.full_name or unit.division is None:
                continue
            last = name.parts[-1]
            if len(name.parts) > 1 and last.level in {"station", "squad", "centre"}:
                self.formal.setdefault(last.name + last.head, unit.full_name)
            if last.level == "centre" and unit.named_division:
                self.centres.setdefault(unit.division.code, unit.full_name)
        self.bureaus.clear()
        self.latest.clear()
        self.sub_bureau = None

    def resolve(self, name: UnitName) -> Unit:
        """Return what a unit's name means in its place."""
        unit = self.below(self._first(name.parts[0], alone=len(name.parts) == 1), name.parts[1:])
        self._remember(unit, name.parts[-1])
        return unit

    def below(self, unit: Unit, parts: Sequence[Part]) -> Unit:
        """Return the unit that further parts name below a given one."""
        for part in parts:
            unit = self._below(unit, part)
        return unit

    def _first(self, part: Part, *, alone: bool) -> Unit:
        if part.level == "special":
            special = special_units()[part.head]
            return Unit(special.kind, special.full_name, self.places.get(special.province) if special.province else None)
        division, rest = self._divide(part.name, part.level)
        if part.level == "bureau":
            return self._bureau(part, division, rest)
        if part.level == "collective":
            return self._collective(division, rest)
        if part.level == "sub_bureau":
            return self._sub_bureau(part, division, rest)
        if part.level == "centre":
            return self._centre(part, division)
        return self._local(part, division, rest, alone=alone)

    def _divide(self, name: str, level: str) -> tuple[Division | None, str]:
        """Split a name into the division written at its head, resolved, and the rest."""
        division: Division | None = None
        position = 0
        for start, end, surface in self.places.find(name):
            if start != position:
                break
            found = self.choose(surface, within=division)
            if found is None or (division is not None and not self.places.within(found, division)):
                break
            if level == "station" and end == len(name) and not surface.endswith(("省", "市", "县", "区", "旗")):
                break  # a station is named after a town or a road that may share a division's short name
            division, position = found, end
        return division, name[position:]

    def choose(self, surface: str, within: Division | None = None) -> Division | None:
        """Settle a division's name by its prefix, else by the article's home, else None where several bear it."""
        if surface in self.local_names:
            return None
        candidates = self._candidates(surface)
        if within is not None:
            candidates = [c for c in candidates if self.places.within(c, within)]
        candidates = [c for c in candidates if not any(c != outer and self.places.within(c, outer) for outer in candidates)]
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        for area in reversed(self.places.lineage(self.home)) if self.home else ():
            near = [c for c in candidates if self.places.within(c, area) or self.places.within(area, c)]
            if len(near) == 1:
                return near[0]
            exact = [c for c in near if c.name == surface]
            if len(exact) == 1:
                return exact[0]
        for level in ("province", "prefecture"):
            higher = [c for c in candidates if c.level == level]
            if len(higher) == 1:
                return higher[0]
        return None

    def _candidates(self, surface: str) -> list[Division]:
        """Bearers of a name; a former division counts under its successor, and only near the article's home."""
        bearers = self.places.named(surface)
        current = [division for division in bearers if division.current]
        if current:
            return current
        city = self._home_city()
        former = dict.fromkeys(self.places.current(division) for division in bearers if division.successor)
        return [division for division in former if city is None or self.places.within(division, city)]

    def _home_city(self) -> Division | None:
        return next((d for d in self.places.lineage(self.home) if d.level == "prefecture"), None) if self.home else None

    def _bureau(self, part: Part, division: Division | None, rest: str) -> Unit:
        if rest in {"市", "县", "区", "州", "旗", "省", ""} and division is None:
            return self._anaphoric_bureau(rest or "省")
        if rest and part.name.endswith(OWN_SYSTEMS):
            return Unit("bureau", part.name + part.head, None)
        if rest:
            return Unit("bureau", self._join(division, rest + part.head), division)
        return self._of_division("bureau", division)

    def _collective(self, division: Division | None, rest: str) -> Unit:
        city = self.local_names.get(rest)
        if city is not None:
            return Unit("collective", self._sub_bureau_name(city, rest), city)
        return self._of_division("collective", division)

    def _anaphoric_bureau(self, level: str) -> Unit:
        """市局, 县公安局: the bureau of that level named before, else the one of the article's home."""
        if level in self.bureaus:
            return self.bureaus[level]._replace(named_division=False)
        for division in reversed(self.places.lineage(self.home)) if self.home else ():
            if division.name.endswith(level) or (level == "省" and division.level == "province"):
                return self._of_division("bureau", division)._replace(named_division=False)
        return Unit("bureau", None, self.home)

    def _of_division(self, kind: UnitKind, division: Division | None) -> Unit:
        name = self.bureau_name(division) if division else None
        return Unit(kind, name, division, named_division=True)

    def bureau_name(self, division: Division) -> str:
        """Return the standard full name of a division's police, from the prefecture down."""
        if division.code == HONG_KONG:
            return "香港警务处"
        if division.code == MACAU:
            return "澳门警方"
        parent = self.places.parent(division)
        province = self.places.lineage(division)[0]
        if province.code == TAIWAN and division.level == "prefecture":
            return f"{division.name}政府警察局"
        if division.level == "province":
            return division.name + ("公安局" if division.name.endswith("市") else "公安厅")
        if division.level in {"county", "town"} and parent is not None:
            if division.name.endswith("区") or division.level == "town" or province.code in {TAIWAN, HONG_KONG}:
                return self._sub_bureau_name(parent, division.name)
            prefix = parent.name if parent.level == "prefecture" else ""
            return f"{prefix}{division.name}公安局"
        return f"{division.name}公安局"

    def _sub_bureau_name(self, parent: Division, name: str) -> str:
        bureau = self.bureau_name(parent)
        if parent.code == HONG_KONG:
            return f"{bureau}{name}"
        return f"{bureau}{self._base(name)}分局"

    def _base(self, name: str) -> str:
        shorts = [short for division in self.places.named(name) if division.name == name for short in division.shorts]
        plain = name[:-1] if len(name) > 2 and name[-1] in "区镇乡" else name
        return min((short for short in shorts if name.startswith(short)), key=len, default=plain)

    def _sub_bureau(self, part: Part, division: Division | None, rest: str) -> Unit:
        if division is not None and self.places.lineage(division)[0].code == HONG_KONG:
            return Unit("sub_bureau", f"香港警务处{self._base(part.name)}{part.head}", division)
        if division is not None and not rest:
            if division.level in {"county", "town"}:
                return Unit("sub_bureau", self.bureau_name(division), division, named_division=True)
            return Unit("sub_bureau", None, division)
        parent = division or self._city()
        if parent is None:
            return Unit("sub_bureau", None, None)
        if parent.code == HONG_KONG:
            return Unit("sub_bureau", f"香港警务处{rest}{part.head}", parent)
        return Unit("sub_bureau", self._sub_bureau_name(parent, rest), parent)

    def _city(self) -> Division | None:
        """The prefecture-level city that units without one belong to."""
        for area in (self.bureaus["市"].division if "市" in self.bureaus else None, self.home):
            if area is not None:
                lineage = self.places.lineage(area)
                return next((d for d in lineage if d.level == "prefecture"), lineage[0])
        return None

    def _centre(self, part: Part, division: Division | None) -> Unit:
        if division is None and part.name in {"市", "县", "区", "州", "省", ""}:
            bureau = self._anaphoric_bureau(part.name or "市")
            division = bureau.division
            if part.name == "":
                return Unit("centre", self._join_name(bureau.full_name, part.head), division)
        if division is None:
            return Unit("centre", None, None)
        full = self.centres.get(division.code) or self._join(division, part.head)
        return Unit("centre", full, division, named_division=True)

    def _local(self, part: Part, division: Division | None, rest: str, *, alone: bool) -> Unit:
        """A station, squad or post without its parent: known from elsewhere in the article, or below the unit at hand."""
        kind: UnitKind = part.level  # type: ignore[assignment]
        if self.home is not None and self.home.code == HONG_KONG:
            return Unit(kind, f"香港警务处{part.name}{part.head}", self.home)
        if part.name.endswith(OWN_SYSTEMS):
            return Unit(kind, self._without_province(part.name) + part.head, division or self.home)
        formal = self.formal.get(rest + part.head) or self.formal.get(part.name + part.head)
        if division is not None:
            parent = self.bureau_name(division) if division.level != "prefecture" or part.level == "squad" else None
            full = formal if formal and alone else self._join_name(parent, rest + part.head)
            return Unit(kind, full, division)
        above = self._parent_of(part)
        if formal and alone:
            return Unit(kind, formal, above.division if above else self.home)
        if above is None:
            return Unit(kind, None, self.home)
        return Unit(kind, self._join_name(above.full_name, rest + part.head), above.division)

    def _without_province(self, name: str) -> str:
        first = next(self.places.find(name), None)
        if first is not None and first.start == 0 and first.end < len(name) and self.places.named(first.surface)[0].level == "province":
            return name[first.end :]
        return name

    def _parent_of(self, part: Part) -> Unit | None:
        if part.head == "支队":
            city = self._city()
            return self._of_division("bureau", city) if city else None
        if part.head == "总队":
            return self._anaphoric_bureau("省") if self.home else None
        if self.sub_bureau is not None:
            return self.sub_bureau
        if self.home is not None and self.home.level in {"county", "town"}:
            return self._of_division("bureau", self.home)
        return None

    def _below(self, unit: Unit, part: Part) -> Unit:
        """A further part of a chain: a sub-bureau of a city bureau, a station of either, a squad, a centre."""
        if part.level == "special":
            special = special_units()[part.head]
            return Unit(special.kind, f"{unit.full_name}{part.head}", unit.division)
        if part.level == "department":
            return unit._replace(full_name=self._join_name(unit.full_name, part.head))
        if part.level == "sub_bureau":
            return self._sub_bureau_below(unit, part)
        kind: UnitKind = part.level  # type: ignore[assignment]
        full = self._join_name(unit.full_name, part.name + part.head)
        division = self._inner(unit.division, part.name) or unit.division
        return Unit(kind, full if unit.named_division else self._expand(full), division, unit.named_division)

    def _sub_bureau_below(self, unit: Unit, part: Part) -> Unit:
        inner = self._inner(unit.division, part.name)
        base = self._base(part.name)
        return Unit("sub_bureau", self._join_name(unit.full_name, base + "分局"), inner or unit.division, unit.named_division)

    def _inner(self, outer: Division | None, name: str) -> Division | None:
        if outer is None or not name:
            return None
        return next((d for d in map(self.places.current, self.places.named(name)) if d != outer and self.places.within(d, outer)), None)

    def _expand(self, full: str | None) -> str | None:
        """Spell out an abbreviation of a formal name given in the article (基管中心 of 基层基础管控中心)."""
        if full is None:
            return None
        for formal in self.formal.values():
            if formal != full and formal[-2:] == full[-2:] and formal[:6] == full[:6] and _abbreviates(full, formal):
                return formal
        return full

    def _join(self, division: Division | None, name: str) -> str | None:
        return None if division is None else self._prefixed(division) + name

    def _prefixed(self, division: Division) -> str:
        parent = self.places.parent(division)
        if division.level == "county" and parent is not None and parent.level == "prefecture":
            return parent.name + division.name
        return division.name

    @staticmethod
    def _join_name(above: str | None, name: str) -> str | None:
        return None if above is None else above + name

    def _remember(self, unit: Unit, part: Part) -> None:
        if unit.full_name is None or unit.division is None:
            return
        if part.level in {"bureau", "collective"} and unit.named_division and unit.division.level != "town":
            self.bureaus[unit.division.name[-1]] = Unit("bureau", unit.full_name, unit.division, named_division=True)
        if unit.division.level in {"county", "town"} and part.level in {"bureau", "collective", "sub_bureau"}:
            self.sub_bureau = unit
        elif part.level == "sub_bureau":
            self.sub_bureau = unit
        self.latest[part.head if part.level == "squad" else part.level] = unit


def _abbreviates(short: str, full: str) -> bool:
    letters = iter(full)
    return len(short) < len(full) and all(letter in letters for letter in short)
