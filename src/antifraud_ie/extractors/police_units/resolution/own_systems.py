"""Bodies with a police of their own: railways, airports, forests, borders; their units keep their names as written."""

from __future__ import annotations

import regex

from ....places import Division, gazetteer
from ..corps import ARMY_DIVISION
from ..parts import Part
from ..units import Unit

_OWN_SYSTEM = regex.compile(
    r"铁路|机场$|港航|港务|航运|^长航|森林|林区|农垦|垦区|兵团|油田|民航|边境管理|边境$|边检|边防检查|边防$|缉私|师$"
)
_RAILWAY_STATION = regex.compile(r"(?P<place>\p{Han}{2,6}?)(?:火车|高铁|铁路|车)?[东西南北]?站$")
_OTHER_STATION = regex.compile(r"(?:汽车|客运|长途|地铁|警务|边检|检查|服务|收费|加油)站$")
# Where the divisions of the 兵团 are.
_XINJIANG = "650000"


def is_own_system(name: str) -> bool:
    """Say whether a unit's name tells that it stands outside the bureau of its division.

    >>> is_own_system("昆明铁路"), is_own_system("昆明")
    (True, False)
    """
    return _OWN_SYSTEM.search(name) is not None


def system_bureau(part: Part, division: Division | None) -> Unit:
    """Return the bureau of such a body, given the division that its name begins with.

    >>> system_bureau(Part("新疆兵团第十二师", "公安局", "bureau"), None).full_name
    '第十二师公安局'
    """
    name = without_province(part.name)
    corps = ARMY_DIVISION.search(name) if name.endswith("师") else None
    if corps is not None:
        name, division = corps.group(), gazetteer().get(_XINJIANG)
    return Unit("bureau", name + part.head, division, name + part.head)


def without_province(name: str) -> str:
    """Drop a province that stands before another place.

    >>> without_province("内蒙古呼伦贝尔边境管理"), without_province("云南机场")
    ('呼伦贝尔边境管理', '云南机场')
    """
    places = gazetteer()
    first = next(places.find(name), None)
    if first is None or first.start > 0 or places.named(first.surface)[0].level != "province":
        return name
    rest = name[first.end :]
    return rest if next(places.find(rest), None) is not None else name


def railway_place(name: str) -> str | None:
    """Return the place of a railway station, None for any other station's name.

    >>> railway_place("武夷山车站"), railway_place("汽车客运站")
    ('武夷山', None)
    """
    match = None if _OTHER_STATION.search(name) else _RAILWAY_STATION.fullmatch(name)
    return match["place"] if match else None


def railway_station(name: str, area: Division | None, above: Unit | None) -> Unit:
    """Return a railway unit such as 禹州站派出所: known only where a railway bureau was named.

    >>> railway_station("禹州站派出所", None, None).full_name
    """
    full = above.full_name + name if above and above.full_name else None
    return Unit("station", full, area, name, above.full_name if above else None)
