"""The police districts and stations of Hong Kong, and the districts of the city that they lie in."""

from __future__ import annotations

from ....places import HONG_KONG, Division, gazetteer
from ....unit_standards import base_name
from ..parts import Part
from ..units import Unit
from ..words import words

FORCE = "香港警务处"


def is_of_hong_kong(division: Division | None) -> bool:
    """Say whether a division is Hong Kong or lies in it.

    >>> is_of_hong_kong(gazetteer().named("观塘区")[0]), is_of_hong_kong(None)
    (True, False)
    """
    return division is not None and gazetteer().lineage(division)[0].code == HONG_KONG


def district_of(name: str) -> Division | None:
    """Return the district that a police district or station of a name lies in; None where it is not known.

    >>> district_of("油尖").name, district_of("西区")
    ('油尖旺区', None)
    """
    code = words().hong_kong.get(name)
    return gazetteer().get(code) if code else None


def police_district(part: Part, division: Division | None, rest: str) -> Unit:
    """Return the police district that a name means, given the division at its head and the rest of its name.

    >>> unit = police_district(Part("油尖", "警区", "sub_bureau"), None, "油尖")
    >>> unit.full_name, unit.division.name
    ('香港警务处油尖警区', '油尖旺区')
    """
    place = rest or base_name(division.name if division else part.name)
    area = district_of(place) or division or gazetteer().get(HONG_KONG)
    return Unit("sub_bureau", f"{FORCE}{place}{part.head}", area, place + part.head, FORCE)
