"""The divisions written in a unit's name: 昆明市五华区 in 昆明市五华区反诈中心, none in 望江门派出所."""

from __future__ import annotations

from typing import NamedTuple

import regex

from ....article import Article
from ....places import HONG_KONG, MUNICIPALITIES, Division, gazetteer
from ....sides import TAIWAN_SIDE, side_of_strait
from ..parts import Part
from ..taiwan import shortened
from ..units import city_of
from ..words import words
from .homonyms import Settler
from .memory import Memory

# A station is named after a town or a road that may share a division's short name (望江门, 南京东路).
_NAMED_AFTER = regex.compile(
    r"\p{Han}?|(?:国际)?机场\p{Han}*|[东西南北中一二三四五六七八九十]{0,2}(?:路|大?街|大道|巷|新村|广场|开发区|新区|[火高车][车铁]站"
    r"|社区|小区|街道|花园|公园|市场|商圈|商城|口岸|码头|中心|村)"
)
# A province is no city, but for these.
_CITY_PROVINCES = MUNICIPALITIES | {HONG_KONG}
_NEW_AREA = "新区"
_LANDFORMS = frozenset("湖山江河港岛海湾泉关")
_WITH_KIND = ("省", "市", "县", "区", "州", "旗", "盟")


class Split(NamedTuple):
    """A part's name: the divisions that its head may mean (one if settled) and what is left."""

    divisions: tuple[Division, ...]
    rest: str


class Divider:
    """Splits the names of one article's units into divisions and the rest."""

    def __init__(self, article: Article, memory: Memory) -> None:
        self.places = gazetteer()
        self.settler = Settler(article)
        self.local_names = article.local_names
        self.home = article.home
        self.is_taiwan = side_of_strait(article.text) == TAIWAN_SIDE
        self.article = article
        self.memory = memory
        self._splits: dict[tuple[Part, int], Split] = {}

    def split(self, part: Part, at: int) -> Split:
        """Split a part's name, settling its divisions as far as they can be.

        >>> divider = Divider(Article("昆明通报"), Memory())
        >>> found = divider.split(Part("昆明五华高新", "分局", "sub_bureau"), 0)
        >>> [division.name for division in found.divisions], found.rest
        (['五华区'], '高新')
        """
        if part.level == "special" or (part.name in words().zones and not self._is_near(part.name)):
            return Split((), part.name)
        if (part, at) not in self._splits:
            self._splits[part, at] = self._leading_divisions(part, at)
        return self._splits[part, at]

    def _leading_divisions(self, part: Part, at: int) -> Split:
        if self._is_plain(part):
            found = self.settler.settle(part.name, at, level=part.level)
            return Split(found, "" if found else part.name)
        short = shortened(part.name) if self.is_taiwan else None
        settled: tuple[Division, ...] = (short,) if short else ()
        position = offset = len("嘉县") if short else 0
        for hit_start, hit_end, surface in self.places.find(part.name[offset:]):
            start, end = offset + hit_start, offset + hit_end
            if start != position or surface in self.local_names or len(settled) > 1:
                break
            if end + 1 == len(part.name) and part.name[end] in _LANDFORMS and not surface.endswith(_WITH_KIND):
                break  # 松山湖 is not 松山
            if part.level in {"station", "post"} and _names_a_street(surface, part.name[end:]):
                break
            level = part.level if end == len(part.name) else ""
            found = self.settler.settle(surface, at, level=level, within=settled[0] if settled else None)
            if not found or self._is_zone_elsewhere(found, part.name[end:]):
                break
            if part.level in {"station", "post"} and not settled and self._is_elsewhere(found, surface):
                break
            settled, position = found, end
            if part.level in {"station", "post"} and part.name.startswith(_NEW_AREA, end):  # 钱塘新区新湾派出所
                position = end + len(_NEW_AREA)
        return Split(settled, part.name[position:])

    def _is_zone_elsewhere(self, found: tuple[Division, ...], rest: str) -> bool:
        """Whether a zone of the city at hand only begins like a district of another: 东湖高新区 of Wuhan."""
        if len(found) > 1 or found[0].level != "county" or words().zones.start(rest) != 0:
            return False
        city = self.city()
        return city is not None and not self.places.within(self.places.current(found[0]), city)

    def _is_elsewhere(self, found: tuple[Division, ...], surface: str) -> bool:
        """Whether a county's short name before a station's is a namesake's, as the article names nothing near it.

        金山 in an article on Xiamen that does not speak of Shanghai is a place of the city at hand.
        """
        if self.home is None or self.home.level == "province" or surface.endswith(_WITH_KIND):
            return False
        settler, province = self.settler, self.places.lineage(self.home)[0]
        return all(d.level == "county" and not settler.lies_in(d, province) and not settler.evidence(d) for d in found)

    def _is_plain(self, part: Part) -> bool:
        """Whether a name is that of a division and nothing else, as most names are."""
        if part.level in {"station", "post"} or part.name in self.local_names:
            return False
        return bool(self.places.named(part.name))

    def place(self, name: str) -> Division | None:
        """Return the one division of a name, None where it has none or several."""
        divisions = self.split(Part(name, "", ""), 0).divisions
        return divisions[0] if len(divisions) == 1 else None

    def inner(self, outer: Division | None, name: str) -> Division | None:
        """Return the division inside another that a name begins with."""
        hit = next(self.places.find(name), None) if outer and name else None
        if outer is None or hit is None or hit.start > 0:
            return None
        bearers = self.places.named_in(hit.surface, self.article.year)
        return next((d for d in bearers if d != outer and self.places.within(d, outer)), None)

    def only_district(self, city: Division) -> Division | None:
        """Return the one district of a city that the article names in full, None where it names none or several."""
        if city.level != "prefecture":
            return None
        hits = (hit for hit in self.article.places if hit.surface.endswith("区"))
        surfaces = {hit.surface for hit in hits if self.article.zone_at(hit.start) != "boilerplate"}
        named = [d for d in self.places.children(city) if d.name in surfaces]
        return named[0] if len(named) == 1 else None

    def city(self) -> Division | None:
        """Return the city that units without one belong to: its bureau named before, the home, any unit before."""
        city = self.memory.city() or (city_of(self.home) if self.home else self.memory.area())
        return None if city is not None and city.level == "province" and city.code not in _CITY_PROVINCES else city

    def city_of_zone(self, division: Division | None) -> Division | None:
        """Return the city written before a zone's name, else that at hand: 四川天府新区公安分局 is of Chengdu."""
        if division is not None and (division.level != "province" or division.code in _CITY_PROVINCES):
            return division
        city = self.city()
        return city if city is None or division is None or self.places.within(city, division) else None

    def _is_near(self, surface: str) -> bool:
        """Whether a zone's name is also that of a division in the city at hand (水上 of 嘉义)."""
        city = self.city()
        return city is not None and any(self.places.within(d, city) for d in self.places.named(surface))


def _names_a_street(surface: str, rest: str) -> bool:
    return not surface.endswith(_WITH_KIND) and _NAMED_AFTER.fullmatch(rest) is not None
