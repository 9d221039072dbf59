"""The unit that a name means, and the ways from it to others."""

from __future__ import annotations

from typing import NamedTuple

from ...places import Division, gazetteer
from ...records import Candidate, UnitKind


class Unit(NamedTuple):
    """What a name means: its kind, its full name and that of the unit above, the division it belongs to.

    ``full_name`` is None where it cannot be known; ``candidates`` are then the units it may be.
    ``spelled`` says that the division is written in the name itself.
    """

    kind: UnitKind
    full_name: str | None
    division: Division | None
    name: str
    parent: str | None = None
    spelled: bool = False
    candidates: tuple[Candidate, ...] = ()


def city_of(division: Division) -> Division:
    """Return the prefecture-level division that a division is or lies in, else its province.

    >>> city_of(gazetteer().named("尤溪县")[0]).name
    '三明市'
    """
    lineage = gazetteer().lineage(division)
    return next((area for area in lineage if area.level == "prefecture"), lineage[0])


def named_below(above: Unit, kind: UnitKind, name: str) -> Unit:
    """Return a unit of another, named by it.

    >>> named_below(Unit("bureau", "昆明市公安局", None, "昆明市公安局"), "squad", "刑侦支队").full_name
    '昆明市公安局刑侦支队'
    """
    full = None if above.full_name is None else above.full_name + name
    return Unit(kind, full, above.division, name, above.full_name, above.spelled)
