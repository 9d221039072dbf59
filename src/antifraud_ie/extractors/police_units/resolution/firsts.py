"""The first part of a unit's name: what it means by itself, or by what the article said before."""

from __future__ import annotations

import regex

from ....article import Article
from ....places import HONG_KONG, MUNICIPALITIES, TAIWAN, Division, gazetteer
from ....records import UnitKind
from ....special_units import special_units
from ....unit_standards import base_name, bureau_name, parent_of, prefixed, sub_bureau_name
from ..finding.heads import TRAFFIC, TRAFFIC_IN_FULL
from ..parts import Part
from ..taiwan import is_county_of_taiwan, is_of_city
from ..units import Unit, city_of, named_below
from ..words import words
from .centres import centre_of, centre_of_zone
from .divisions import Divider
from .hong_kong import FORCE, district_of, is_of_hong_kong, police_district
from .memory import Memory, spelled_out
from .own_systems import is_own_system, railway_place, railway_station, system_bureau, without_province

_ORDINAL = regex.compile("[第警][一二三四五六七八九十]")
# With a mountain's or a lake's name before them, these are proper names whatever division is called like it.
_SCENIC = frozenset({"景区", "风景区", "名胜区", "风景名胜区", "旅游区", "旅游度假区"})
_LEVEL_WORDS = frozenset({"市", "县", "区", "州", "旗", "盟", "省", "自治区", ""})
BUREAU = Part("", "公安局", "bureau")
RAILWAY_BUREAU = Part("", "公安处", "bureau")


class Firsts:
    """Reads the first parts of one article's unit names."""

    def __init__(self, article: Article, memory: Memory, divider: Divider) -> None:
        self.places = gazetteer()
        self.home = article.home
        self.local_names = article.local_names
        self.memory = memory
        self.divider = divider
        self._readers = {
            "bureau": self._bureau,
            "collective": self._collective,
            "sub_bureau": self._sub_bureau,
            "centre": self._centre,
        }

    def read(self, part: Part, division: Division | None, rest: str, *, alone: bool) -> Unit:
        """Return the unit that a first part means, given the division at its head and the rest of its name."""
        if part.level == "special":
            return self._special(part.head)
        if part.head == TRAFFIC:
            above = self._bureau(part._replace(head=BUREAU.head), division, rest)
            return named_below(above, "bureau", TRAFFIC_IN_FULL)
        if part.level == "sub_bureau" and part.name == "区":
            return self._pointed_bureau("区")._replace(kind="sub_bureau")
        reader = self._readers.get(part.level)
        return reader(part, division, rest) if reader else self._local(part, division, rest, alone=alone)

    def _special(self, surface: str) -> Unit:
        special = special_units()[surface]
        division = self.places.get(special.province) if special.province else None
        if division is not None and division.level != "province":
            return self._of_division(special.kind, division)
        name = special.full_name.removeprefix(special.parent or "")
        return Unit(special.kind, special.full_name, division, name, special.parent)

    def _bureau(self, part: Part, division: Division | None, rest: str) -> Unit:
        if division is None and rest in _LEVEL_WORDS:
            return self._pointed_bureau(rest or "省")
        if part.head == "公安处" and division is not None and not rest:  # today only railways have them
            name = f"{base_name(division.name)}铁路公安处"
            return self.memory.formal.get(part.name + part.head) or Unit("bureau", name, division, name)
        if rest and is_own_system(part.name):
            if division is None and part.name[0] in _LEVEL_WORDS:  # 省森林公安局
                return self._of_own_system(part)
            return system_bureau(part, division)
        return self._zone_bureau(part, division, rest) if rest else self._of_division("bureau", division)

    def _zone_bureau(self, part: Part, division: Division | None, rest: str) -> Unit:
        """天府新区公安局: its zone lies in a city."""
        if rest in _SCENIC:
            return Unit("bureau", part.name + part.head, division, part.name + part.head)
        division = division or self.divider.city()
        full = f"{prefixed(division)}{rest}{part.head}" if division else None
        return Unit("bureau", full, division, rest + part.head, bureau_name(division) if division else None)

    def _of_own_system(self, part: Part) -> Unit:
        """A body named with the level of its division only, that of the home."""
        above = self._pointed_bureau(part.name[0])
        if above.full_name is None or above.division is None:
            return Unit("bureau", None, self.home, part.name + part.head)
        name = prefixed(above.division) + part.name[1:] + part.head
        return Unit("bureau", name, above.division, name)

    def _collective(self, part: Part, division: Division | None, rest: str) -> Unit:
        if rest.endswith(words().own):
            named = self.memory.of_system(part.name)
            return named._replace(kind="collective") if named else Unit("collective", None, division, part.name)
        city = self.local_names.get(part.name) or (division or self.divider.city() if rest else None)
        if city is not None and rest:
            full = sub_bureau_name(city, rest)
            name = full.removeprefix(bureau_name(city))
            return spelled_out(Unit("collective", full, city, name, bureau_name(city)), self.memory)
        return self._of_division("collective", division)

    def _pointed_bureau(self, level: str) -> Unit:
        """市局, 县公安局: the bureau of that level named before, else the one of the article's home."""
        named = self.memory.bureau(level)
        if named is not None and not self._lies_in_home(named.division):
            return named._replace(kind="bureau", spelled=False)
        for division in reversed(self.places.lineage(self.home)) if self.home else ():
            if division.name.endswith(level) or (level == "省" and division.level == "province"):
                return self._of_division("bureau", division)._replace(spelled=False)
        return Unit("bureau", None, self.home, f"{level}公安局")

    def _lies_in_home(self, division: Division | None) -> bool:
        """Whether a city is one of the counties of the city that the article is about, whose bureau 市局 means then."""
        home = self.home
        if home is None or division is None or home.level != "prefecture" or division.level != "county":
            return False
        return division.name[-1] == home.name[-1] and self.places.within(division, home)

    def _of_division(self, kind: UnitKind, division: Division | None) -> Unit:
        if division is None:
            return Unit(kind, None, None, "")
        standard = bureau_name(division)
        full, parent = self.memory.own_name(division) or standard, parent_of(standard, division)
        return Unit(kind, full, division, full.removeprefix(parent or ""), parent, spelled=True)

    def _sub_bureau(self, part: Part, division: Division | None, rest: str) -> Unit:
        if part.head == "警区" or is_of_hong_kong(division):
            return police_district(part, division, rest)
        is_local = division is not None and division.level in {"county", "town"}
        if division is not None and not rest:
            if is_local:
                return self._of_division("sub_bureau", division)
            return Unit("sub_bureau", None, division, part.name + part.head)
        if division is not None and is_local:  # 中正第一分局
            rest = base_name(division.name) + rest
            division = city_of(division)
        city = self.divider.city_of_zone(division)
        if division is None and city is not None and _ORDINAL.fullmatch(rest) and is_county_of_taiwan(city):
            return Unit("sub_bureau", None, self.places.lineage(city)[0], part.name + part.head)
        name = f"{base_name(rest)}分局" if "分局" in part.head else rest + part.head
        if city is None:
            return Unit("sub_bureau", None, None, name)
        parent = bureau_name(city)
        return spelled_out(Unit("sub_bureau", parent + name, city, name, parent), self.memory)

    def _centre(self, part: Part, division: Division | None, rest: str) -> Unit:
        if division is None and part.name == "局":
            return self._below_latest("centre", part.head)
        if division is None and part.name in _LEVEL_WORDS:
            if part.name == "":
                return self._nameless_centre(part)
            bureau = self._pointed_bureau(part.name)
            if bureau.full_name is None:
                return Unit("centre", None, bureau.division, part.head)
            division, rest = bureau.division, ""
        if rest:
            return centre_of_zone(part, division or self.divider.city(), rest)
        return centre_of(part, division, self.memory) if division else Unit("centre", None, None, part.head)

    def _nameless_centre(self, part: Part) -> Unit:
        """A centre in a list with squads is of their bureau; an investigation centre is the city's."""
        if part.head.startswith("侦查"):
            return named_below(self._pointed_bureau("市"), "centre", part.head)
        above = self.memory.beside or self._above(part._replace(head="大队"))
        return named_below(above, "centre", part.head) if above else Unit("centre", None, self.home, part.head)

    def _local(self, part: Part, division: Division | None, rest: str, *, alone: bool) -> Unit:
        """A station, squad or post without its parent: known from elsewhere, in a system of its own, or local."""
        kind: UnitKind = part.level  # type: ignore[assignment]
        name = rest + part.head
        known = self._formal(part, division, rest) if alone else None
        known = known or (self._squad_of_level(part) if division is None else None)
        if known is not None:
            return known
        if part.head == "警署" or (self.home is not None and self.home.code == HONG_KONG):
            area = district_of(rest) or division or self.places.get(HONG_KONG)
            name = part.name.removeprefix("香港") + part.head  # 中区警署 is named by its district
            return Unit(kind, FORCE + name, area, name, FORCE)
        if part.level == "station" and (place := railway_place(part.name)):
            bureau = self.memory.latest(RAILWAY_BUREAU)
            return railway_station(part.name + part.head, self.divider.place(place), bureau)
        if is_own_system(part.name) and part.level != "post" and part.name not in words().own:
            full = without_province(part.name) + part.head
            return Unit(kind, full, division or self.home, full)
        above = self._of_division("bureau", division) if division else self._above(part)
        # A post alone stands below a station that the name does not tell, and a station not right below a city.
        is_deep = part.level == "post" if division is None else division.level == "prefecture" and part.level != "squad"
        if is_deep and division is not None and (nearest := self.memory.nearest_in(division)) is not None:
            above, is_deep = nearest, False
        if above is None or is_deep:
            return Unit(kind, None, division or (above.division if above else self.home), name)
        named = named_below(above, kind, name)
        # 刑侦大队 is the 刑事侦查大队 named in full, but 交警支队 is not the 高速交警支队.
        spelled = spelled_out(named, self.memory) if kind == "squad" else named
        return spelled if spelled.name[0] == named.name[0] else named

    def _squad_of_level(self, part: Part) -> Unit | None:
        """市刑侦支队: the squad of that level's bureau; 局刑侦大队 that of the bureau named last."""
        if part.level != "squad" or not part.name:
            return None
        if part.name[0] == "局":
            return self._below_latest("squad", part.name[1:] + part.head)
        if part.name[0] not in _LEVEL_WORDS:
            return None
        return named_below(self._pointed_bureau(part.name[0]), "squad", part.name[1:] + part.head)

    def _below_latest(self, kind: UnitKind, name: str) -> Unit:
        """A unit of the bureau named last."""
        above = self.memory.latest(BUREAU) or Unit("bureau", None, self.home, "")
        return named_below(above, kind, name)

    def _formal(self, part: Part, division: Division | None, rest: str) -> Unit | None:
        """The unit of that name known from elsewhere in the article; 兴隆派出所 need not be of 兴隆县."""
        formal = self.memory.formal_of(part.name, part)
        if formal is not None or division is None:
            return formal
        formal = self.memory.formal_of(rest, part)
        is_there = formal and formal.division and self.places.within(formal.division, division)
        return formal if is_there else None

    def _above(self, part: Part) -> Unit | None:
        """The unit that a squad, station or post without one belongs to."""
        if part.name.endswith("乘警"):
            return self.memory.latest(RAILWAY_BUREAU)
        if part.head == "总队":
            return self._pointed_bureau("省") if self.home else None
        city = self.divider.city()
        if self._is_of_city(part, city):
            return self._of_division("bureau", city) if city else self.memory.latest(RAILWAY_BUREAU)
        brigade = self.memory.brigade() if part.head == "中队" else self.memory.namesake(part.name)
        if (local := brigade or self.memory.nearest()) is not None:
            return local
        if part.head == "大队" and city is not None and self.places.lineage(city)[0].code == TAIWAN:
            return self._of_division("bureau", city)
        is_local = self.home is not None and self.home.level in {"county", "town"}
        return self._of_division("bureau", self.home) if is_local else None

    def _is_of_city(self, part: Part, city: Division | None) -> bool:
        """Whether a squad named alone is the city's: a 支队 is, and in Taiwan some 大队."""
        if part.head == "支队":
            return city is None or city.code not in MUNICIPALITIES
        return self.divider.is_taiwan and city is not None and is_of_city(part)
