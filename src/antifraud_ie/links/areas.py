"""Areas that are no divisions: new areas, the 兵团, towns, and railways and airports with police of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..article import Article
from ..lexicon import packaged_text
from ..places import HONG_KONG, MACAU, Division, gazetteer
from ..sides import side_of_strait

_CORPS = Division("66", "新疆生产建设兵团", "province", None)
_XINJIANG = "650000"
_OF_CORPS = re.compile("(?:新疆)?(?:生产建设)?兵团(?!第?[一二三四五六七八九十]{1,2}[师团])")
# A town opens a clause or follows its county; 城镇, 小镇 and 农村集镇 name none, 张村镇 does.
_TOWN = re.compile(
    r"(?:^|(?<=[，,、；;：:“\s市县区旗月日年来份间]))(?![各全该本我每等两几这那在进入到向和与及、]|.{0,2}[城乡小古心重两三四五六七八九十]镇"
    "|(?:..|[农乡新小中老旧县山])[村集]镇)"
    "(?P<name>[一-鿿]{2,3}镇)(?![区村街长一]|政府|党委|干部|派出所|中心|司法所|综治|人民)"
)
# The police of railways and airports, and what they call their ground.
_OWN_SYSTEM = re.compile("铁路(?:公安|警|派出所)|铁警|乘警|机场(?:公安|分局|派出所|辖区)")
_OWN_GROUND = re.compile("铁警|公安处|铁路(?:公安|警)|(?:公安局[一-鿿]{0,4})?(?:国际)?机场(?:公安|分局|派出所|辖区)")
_UNIT = re.compile("公安(?:局|处|分局)|分局|派出所|铁警|警方|支队|大队")
_UNIT_BEFORE, _UNIT_AFTER = 8, 14
# Words of Macau's and of Hong Kong's police, which are rarely named where everybody knows them.
_SPECIAL_REGIONS = {
    MACAU: ("澳门警", "澳门特区", "保安司", "司警"),
    HONG_KONG: ("香港警", "香港治安", "警务处", "警队"),
}


@cache
def _new_areas() -> Mapping[str, Division]:
    """The new areas by their names, which are their codes as well."""
    lines = packaged_text("data", "new_areas.tsv").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {name: Division(name, name, "prefecture", parent) for name, parent in rows}


@cache
def _new_area() -> re.Pattern[str]:
    return re.compile("|".join(_new_areas()))


def areas_in(text: str) -> Iterator[tuple[int, int, Division]]:
    """Yield start, end and meaning of the areas in a sentence that are no divisions of the gazetteer.

    >>> [(start, end, area.name) for start, end, area in areas_in("5月，古里镇警情少于雄安新区")]
    [(10, 14, '雄安新区'), (3, 6, '古里镇')]
    """
    if "新区" in text:
        for match in _new_area().finditer(text):
            yield match.start(), match.end(), _new_areas()[match.group()]
    if "兵团" in text:
        for match in _OF_CORPS.finditer(text):
            yield match.start(), match.end(), _CORPS
    position = text.find("镇")
    while position >= 0:
        # Two or three characters make a name.
        town = _TOWN.match(text, max(0, position - 2)) or _TOWN.match(text, max(0, position - 3))
        if town:
            yield town.start("name"), town.end("name"), Division(town["name"], town["name"], "town", None)
        position = text.find("镇", position + 1)


def is_own_ground(text: str, end: int) -> bool:
    """Whether a name up to a position heads that of a railway's or an airport's police: 天津铁路公安处, 西宁公安处."""
    return _OWN_GROUND.match(text, end) is not None


def home_of(article: Article) -> Division | None:
    """Return what the figures of an article are about where nothing else is said.

    It is the article's home, but none for the police of railways and airports, and an area that the title names.

    >>> home_of(Article("西宁铁警把课堂开进车厢\\n西宁公安处乘警支队通报，旅客被骗金额下降。"))
    """
    text, home = article.text, article.home
    if article.about_safety and _is_own_system(text):
        return None
    head = next((text[line.start : line.end] for line in article.lines if line.zone == "title"), "")
    if "兵团" in head and (home is None or gazetteer().lineage(home)[0].code == _XINJIANG):
        return _CORPS
    named = _new_area().search(head) if "新区" in head else None
    if named and (home is None or _lies_in(_new_areas()[named.group()], home)):
        return _new_areas()[named.group()]
    if home is None:
        return _special_region(text) if article.about_safety else None
    return home


def _special_region(text: str) -> Division | None:
    """Macau or Hong Kong where a text speaks of it as its own."""
    for code, words in _SPECIAL_REGIONS.items():
        if any(word in text for word in words) and side_of_strait(text) is None:
            return gazetteer().get(code)
    return None


def _is_own_system(text: str) -> bool:
    """Whether the first unit that a text names polices a railway or an airport."""
    if "铁" not in text and "机场" not in text:
        return False
    unit = _UNIT.search(text)
    if unit is None:
        return False
    return _OWN_SYSTEM.search(text, max(0, unit.start() - _UNIT_BEFORE), unit.end() + _UNIT_AFTER) is not None


def _lies_in(area: Division, home: Division) -> bool:
    places = gazetteer()
    return area.parent is not None and places.lineage(home)[0] == places.lineage(places.get(area.parent))[0]
