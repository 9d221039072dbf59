"""Police units: found by their heads, resolved to the unit in the hierarchy that a name means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from ...article import Article
from ...lexicon import Lexicon
from ...places import Division, gazetteer
from ...records import PoliceUnit, UnitLevel, UnitStatus
from ...unit_standards import base_name
from .context import APP, Context
from .corps import ARMY_DIVISION
from .finding.anaphora import find_namesakes, find_pointers
from .finding.heads import Head, find_heads
from .finding.names import find_units
from .parts import UnitName
from .resolution.centres import find_listed_centres
from .resolution.resolver import Resolver
from .units import Unit
from .words import words

_SQUAD_LEVELS: dict[str, UnitLevel] = {"总队": "province", "支队": "prefecture", "大队": "county", "中队": "town"}


def extract(article: Article, lexicon: Lexicon | None = None) -> tuple[PoliceUnit, ...]:
    """Return the police units of an article, in text order.

    >>> from antifraud_ie.article import read
    >>> [unit.full_name for unit in extract(read("近日,昆明市公安局五华分局沙朗派出所开展宣传。"))]
    ['昆明市公安局五华分局沙朗派出所']
    """
    if not article.about_safety:
        return ()
    context, heads = Context(article), [*find_heads(article.text)]
    names = [name for name in find_units(article, heads) if context.allows(name)]
    names = sorted([*names, *find_namesakes(article.text, heads, names)])
    names = sorted([*names, *find_listed_centres(article.text, names)])
    names = _with_pointers(article, heads, _trimmed(names))
    units = Resolver(article).resolve(names)
    return tuple(
        _record(article, name, unit)
        for name, unit in zip(names, units, strict=True)
        if unit is not None and (unit.full_name or not _needs_known(name, unit))
    )


def _with_pointers(article: Article, heads: Sequence[Head], names: list[UnitName]) -> list[UnitName]:
    """Add the pointing words; a squad named right behind one (公安处特警支队) becomes a part of it."""
    pointers = list(find_pointers(article, heads, names))
    ends = {pointer.end for pointer in pointers}
    return sorted([*(name for name in names if name.end not in ends), *pointers])


def _trimmed(names: list[UnitName]) -> list[UnitName]:
    """Cut what stands before a station's name known from a chain, or named twice: 充分发挥沙朗派出所."""
    if not any(name.rule == "station" for name in names):
        return names
    counts = Counter(name.parts[-1].name for name in names if name.parts[-1].level == "station")
    sure = {name.parts[-1].name for name in names if len(name.parts) > 1}
    sure.update(station for station, count in counts.items() if count > 1)
    sure.update([base_name(station) for station in counts if station.endswith(("镇", "乡"))])
    return [_trim(name, sure) if name.rule == "station" else name for name in names]


def _trim(name: UnitName, sure: set[str]) -> UnitName:
    part = name.parts[0]
    cut = next((at for at in range(1, len(part.name) - 1) if part.name[at:] in sure), None)
    if cut is None or gazetteer().named(part.name[:cut]):
        return name
    return name._replace(start=name.start + cut, parts=(part._replace(name=part.name[cut:]),))


def _record(article: Article, name: UnitName, unit: Unit) -> PoliceUnit:
    province, city, county, adcode = _place(unit.division)
    status: UnitStatus = "resolved" if unit.full_name else "ambiguous" if unit.candidates else "unknown"
    return PoliceUnit(
        **article.span(name.start, name.end),
        rule=name.rule,
        kind=unit.kind,
        full_name=unit.full_name,
        province=province,
        city=city,
        county=county,
        level=_level(unit),
        name=unit.name or None,
        parent=unit.parent,
        adcode=adcode,
        status=status,
        candidates=unit.candidates,
    )


def _needs_known(name: UnitName, unit: Unit) -> bool:
    """县局, 区局, 公交警方 and the police of a trade are names of a unit only where one is meant."""
    first = name.parts[0]
    if name.parts[-1].level == "trade":
        return True
    if first.level == "collective":
        return first.name.endswith(words().own) and unit.division is None and not unit.candidates
    return first.head in {"局", "厅"} and first.name in {"县", "州", "省", "区"}


@lru_cache(maxsize=256)
def _place(division: Division | None) -> tuple[str | None, str | None, str | None, str | None]:
    """The names of a division's province, city and county, and its code."""
    if division is None:
        return None, None, None, None
    places = gazetteer()
    names = places.province_name(division), places.city_name(division), places.county_name(division)
    return *names, _adcode(division)


def _adcode(division: Division) -> str | None:
    """The GB/T 2260 code of the smallest division that has one: no town has, nor what lies in the three regions."""
    codes = [area.code.split("/")[0] for area in gazetteer().lineage(division)]
    return next((code for code in reversed(codes) if len(code) == 6 and (code[0] < "7" or code == codes[0])), None)


def _level(unit: Unit) -> UnitLevel | None:
    """The rung of the hierarchy: a station stands on the town's, a squad on that of its name."""
    if unit.kind in {"station", "post"}:
        return "town"
    if unit.kind == "squad" and unit.name[-2:] in _SQUAD_LEVELS:
        return _SQUAD_LEVELS[unit.name[-2:]]
    if unit.kind == "sub_bureau" or unit.name.endswith("分局"):
        return "county"
    if unit.division is not None:
        # The divisions of the 兵团 are on a level with prefectures.
        in_corps = unit.division.level == "province" and ARMY_DIVISION.match(unit.full_name or "")
        return "prefecture" if in_corps else cast("UnitLevel", unit.division.level)
    return "national" if unit.full_name in {"公安部", APP} or unit.parent == "公安部" else None
