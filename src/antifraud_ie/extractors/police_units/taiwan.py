"""How Taiwan's papers shorten a city or county before its police (苗县警局, 北市信义分局), and squads of these."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from ...places import TAIWAN, Division, PlaceHit, gazetteer
from ...sides import TAIWAN_SIDE, side_of_strait
from .finding.heads import SELF_NAMED
from .parts import Part, UnitName
from .words import words

_POLICE_AHEAD = (
    r"(?=(?:政府)?警|刑警|刑大|刑事警|(?:妇幼|少年)(?:警察)?队|第[一二三四五六七八九]分局|\p{Han}{2}警?分局)"
)
# Short names of squads, and the official ones.
_SQUADS = {"妇幼队": "妇幼警察队", "少年队": "少年警察队"}
_TRADES = {"刑警": "刑事警察", "交警": "交通警察"}
_DETECTIVES = regex.compile("侦([一二三四五六七八九十]{1,2})队")
_NUMBERED = regex.compile(r"^\p{Han}{2}(?=[一二三四五六]$)")
_OF_CITY = ("刑事警察", "交通警察", "保安警察")
_SHORT = regex.compile(rf"\p{{Han}}[市县]{_POLICE_AHEAD}")


def short_names(text: str, hits: Sequence[PlaceHit]) -> Iterator[PlaceHit]:
    """Yield the shortened names of a text from Taiwan, outside the names found already.

    >>> [hit.surface for hit in short_names("苗縣警局員警".replace("縣", "县").replace("員", "员"), [])]
    ['苗县']
    """
    if side_of_strait(text) != TAIWAN_SIDE:
        return
    starts = [hit.start for hit in hits]
    for match in _SHORT.finditer(text):
        index = bisect_right(starts, match.end() - 1) - 1
        if match.group() in words().taiwan and (index < 0 or hits[index].end <= match.start()):
            yield PlaceHit(match.start(), match.end(), match.group())


def shortened(name: str) -> Division | None:
    """Return the city or county whose shortened name a unit's name begins with.

    >>> shortened("嘉县水上").name
    '嘉义县'
    """
    code = words().taiwan.get(name[:2])
    return gazetteer().get(code) if code else None


def is_county_of_taiwan(division: Division) -> bool:
    """Say whether a division is one whose sub-bureaus are not numbered, as those of Taiwan's cities are.

    >>> is_county_of_taiwan(gazetteer().named("屏东县")[0]), is_county_of_taiwan(gazetteer().named("台南市")[0])
    (True, False)
    """
    return division.name.endswith("县") and gazetteer().lineage(division)[0].code == TAIWAN


def official(name: UnitName) -> UnitName:
    """Return a name with its squads called as they are officially.

    >>> official(UnitName(0, 4, (Part("刑警", "大队", "squad"),), "squad")).parts[0].name
    '刑事警察'
    """
    return name._replace(parts=tuple(map(_official, name.parts)))


def _official(part: Part) -> Part:
    if part.level == "department":  # 侦四队
        return part._replace(head=_DETECTIVES.sub(r"侦查第\1队", part.head))
    if part.level == "sub_bureau":  # 三民二分局
        return part._replace(name=_NUMBERED.sub(r"\g<0>第", part.name))
    if part.level != "squad":
        return part
    if part.head == "刑大":
        return part._replace(name=f"{part.name}刑事警察", head="大队")
    short = next((ending for ending in _TRADES if part.head == "大队" and part.name.endswith(ending)), None)
    if short is not None:
        return part._replace(name=part.name.removesuffix(short) + _TRADES[short])
    return part._replace(head=_SQUADS.get(part.head, part.head))


def is_of_city(part: Part) -> bool:
    """Say whether a squad is one of those that only a city's or county's bureau has, and no sub-bureau.

    >>> is_of_city(Part("刑事警察", "大队", "squad")), is_of_city(Part("", "侦查队", "squad"))
    (True, False)
    """
    return part.head in SELF_NAMED or (part.head == "大队" and part.name.endswith(_OF_CITY))
