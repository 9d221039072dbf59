"""What an article has said so far about its units, so that short forms and pointing words can be resolved."""

from __future__ import annotations

from functools import lru_cache

from ....places import Division, gazetteer
from ....unit_standards import bureau_name, spelled_bureau
from ..parts import Part
from ..units import Unit, city_of, named_below
from ..words import words

# Units under one parent that an abbreviation is compared with: more are no news article.
SIBLINGS = 50
_FORMAL_LEVELS = frozenset({"sub_bureau", "station", "squad", "centre", "post"})
_SQUADS = ("总队", "支队", "大队")
_NUMBERS = frozenset("一二三四五六七八九十")
_TOWN_KINDS = ("镇", "乡", "街道")


class Memory:
    """Units named so far (latest first asked), and formal names given anywhere in the article.

    >>> from ....places import gazetteer
    >>> memory = Memory()
    >>> city = gazetteer().named("昆明市")[0]
    >>> unit = Unit("bureau", "昆明市公安局", city, "昆明市公安局", spelled=True)
    >>> memory.note(unit, Part("昆明市", "公安局", "bureau"))
    >>> memory.bureau("市").full_name, memory.city().name
    ('昆明市公安局', '昆明市')
    """

    def __init__(self) -> None:
        self._own = words().own
        # By their divisions: names below a city's bureau, and those of districts with their 区 and nothing above.
        self.sub_bureaus: dict[str, str] = {}
        self.districts: dict[str, str] = {}
        # Bureaus of the divisions of the 兵团, each with the division that the article writes before it.
        self.corps: dict[str, str] = {}
        self.unlearn()

    def unlearn(self) -> None:
        """Drop what was named and all formal names but those of divisions."""
        self.formal: dict[str, Unit] = {}
        self.formal_below: dict[tuple[str | None, str], list[Unit]] = {}
        self.centres: dict[str, str] = {}
        self._systems: dict[str, Unit] = {}
        self._locals: dict[str, Unit] = {}
        self.forget()

    def forget(self) -> None:
        """Drop what was named, keep the formal names and the one local unit where there is only one."""
        self._only = next(iter(self._locals.values())) if len(self._locals) == 1 else None
        self._bureaus: dict[str, Unit] = {}
        self._latest: dict[str, Unit] = {}
        self._fraud_centre: Unit | None = None
        self._area: Division | None = None
        self.local: Unit | None = None
        # The bureau of the squad named right before.
        self.beside: Unit | None = None

    def learn(self, unit: Unit, last: Part, *, below: bool) -> None:
        """Keep a formal name, by its last part, for short forms that stand before it too.

        ``below`` says that the name of another unit is written before it.
        """
        if unit.full_name is None:
            return
        if last.level != "collective" and last.name.endswith(self._own) and len(self._systems) < SIBLINGS:
            self._systems.setdefault(unit.full_name, unit)
        if unit.division and not below and (spelled := spelled_bureau(unit.division, last.name, last.head)):
            self.districts.setdefault(unit.division.code, spelled)
        if last.level not in _FORMAL_LEVELS and last.head != "公安处":
            return
        if below or unit.name != last.name + last.head:
            self._keep(unit)
        division = unit.division
        if division is None:
            return
        if last.level == "centre" and unit.spelled:
            self.centres.setdefault(division.code, unit.full_name)
        in_county = last.level == "sub_bureau" and division.level == "county"
        # 塘沽分局 of 滨海新区公安局 is not the district's own.
        if in_county and below and unit.parent != bureau_name(division) and division.name not in (unit.parent or ""):
            self.sub_bureaus.setdefault(division.code, unit.full_name)

    def own_name(self, division: Division) -> str | None:
        """Return the formal name that the article gives the police of a division, None where it gives none."""
        return self.sub_bureaus.get(division.code) or self.districts.get(division.code)

    def _keep(self, unit: Unit) -> None:
        if unit.name in self.formal:
            return
        self.formal[unit.name] = unit
        siblings = self.formal_below.setdefault((unit.parent, unit.name[-2:]), [])
        if (unit.full_name or "").startswith(unit.parent or "-") and len(siblings) < SIBLINGS:
            siblings.append(unit)

    def formal_of(self, name: str, part: Part) -> Unit | None:
        """Return the unit known by a station's, squad's or post's name, with or without its 镇 or 乡."""
        variants = (name, *(name + kind for kind in _TOWN_KINDS)) if part.level == "station" else (name,)
        return next((self.formal[v + part.head] for v in variants if v + part.head in self.formal), None)

    def note(self, unit: Unit, part: Part, *, listed: bool = False) -> None:
        """Remember a unit as the latest of its kind, but for a squad in a list, which no single word means."""
        kind = _kind(part.level, part.head)
        if not (listed and part.level == "squad" and kind in self._latest):
            self._latest[kind] = unit
        if part.level == "squad":
            self.beside = Unit("bureau", unit.parent, unit.division, "")
        elif part.level != "centre":
            self.beside = None
        elif "诈" in unit.name or "骗" in unit.name:
            self._fraud_centre = unit
        if kind == "分局":
            self._latest["局"] = unit
        elif part.level == "collective":  # 昆明警方 may be called 该局 next
            is_sub_bureau = unit.name.endswith("分局")
            self._latest["局"] = unit._replace(kind="sub_bureau" if is_sub_bureau else "bureau")
        if unit.full_name is None or unit.division is None:
            return
        self._area = unit.division
        level = unit.division.level
        if part.level in {"bureau", "collective"} and unit.spelled and _is_whole(unit, level):
            self._bureaus[level_word(unit.division.name)] = unit
        if part.level == "sub_bureau" or (level in {"county", "town"} and part.level in {"bureau", "collective"}):
            self.local = self._locals[unit.full_name] = unit

    def latest(self, part: Part) -> Unit | None:
        """Return the unit that a pointing word (分局, 该所, 大队) points back to, or on to where it is the only one."""
        kind = _kind(part.level, part.head)
        return self._latest.get(kind) or (self.nearest() if kind == "分局" else None)

    def fraud_centre(self, part: Part) -> Unit | None:
        """Return the anti-fraud centre that one without a name means: that named last, else the last bureau's."""
        if self._fraud_centre is not None:
            return self._fraud_centre
        bureau = self._latest.get("局")
        return named_below(bureau, "centre", part.head) if bureau is not None else None

    def nearest(self) -> Unit | None:
        """Return the sub-bureau or county bureau named last, else the only one that the article names at all."""
        return self.local or self._only

    def nearest_in(self, city: Division) -> Unit | None:
        """Return the nearest unit where it lies in a city, which alone is written before a station's name."""
        local = self.nearest()
        is_there = local is not None and local.division is not None and gazetteer().within(local.division, city)
        return local if is_there else None

    def namesake(self, name: str) -> Unit | None:
        """Return the sub-bureau that a station has its name from: 东港派出所 of 东港分局, 中山一派出所 of 中山分局."""
        bases = {f"{name}分局", f"{name[:-1]}分局"} if len(name) > 2 else {f"{name}分局"}
        return next((unit for unit in self._locals.values() if unit.name in bases), None)

    def brigade(self) -> Unit | None:
        """Return the 大队 that a 中队 named alone belongs to: the latest, where it is of the unit at hand."""
        named, local = self._latest.get("大队"), self.nearest()
        return named if named and local and named.parent == local.full_name else None

    def of_system(self, name: str) -> Unit | None:
        """Return the one unit of a city's own police (公交总队) that a name means (昆明公交)."""
        meant = [unit for full, unit in self._systems.items() if _abbreviates(name, full)]
        return meant[0] if len(meant) == 1 else None

    def of_trade(self, above: Unit, letter: str) -> Unit | None:
        """Return the squad of a bureau that the article names for a trade, by its first letter: 交管大队 for 交警."""
        squads = (unit for head in _SQUADS for unit in self.formal_below.get((above.full_name, head), ()))
        return next((squad for squad in squads if squad.name.startswith(letter)), None)

    def bureau(self, level: str) -> Unit | None:
        """Return the latest bureau named of a level: 市, 县, 省."""
        return self._bureaus.get(level)

    def city(self) -> Division | None:
        """Return the city whose bureau was named last."""
        bureau = self._bureaus.get("市")
        area = bureau.division if bureau else None
        return city_of(area) if area else None

    def area(self) -> Division | None:
        """Return the city of the unit named last, whatever it was."""
        return city_of(self._area) if self._area else None


def _is_whole(unit: Unit, level: str) -> bool:
    """Whether a bureau is that of its whole division: 水上警方 are not all of the city's."""
    return level == "county" or (level != "town" and not unit.name.endswith("分局"))


@lru_cache(maxsize=1024)
def level_word(name: str) -> str:
    """Return the word by which a division's bureau is pointed at (市 in 市公安局).

    >>> level_word("昆明市"), level_word("广西壮族自治区")
    ('市', '自治区')
    """
    return "自治区" if name.endswith("自治区") else name[-1]


def spelled_out(unit: Unit, memory: Memory) -> Unit:
    """Return the unit whose formal name, given in the article, a short one abbreviates (基管中心: 基层基础管控中心).

    A centre's short form may leave out the squad that it stands in.
    """
    deeper = memory.formal.get(unit.name) if unit.kind == "centre" and unit.parent else None
    if deeper is not None and (deeper.parent or "").startswith(unit.parent or ""):
        return deeper
    for formal in memory.formal_below.get((unit.parent, unit.name[-2:]), ()):
        if _abbreviates(unit.name, formal.name):
            longer = unit._replace(full_name=formal.full_name, name=formal.name, division=formal.division)
            return spelled_out(longer, memory)
    return unit


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name has the letters of a longer one in their order, and its numbers: 刑侦大队 is no 刑侦一大队."""
    letters = iter(full)
    if _NUMBERS.intersection(full) - set(short):
        return False
    return len(short) < len(full) and all(letter in letters for letter in short)


@lru_cache(maxsize=256)
def _kind(level: str, head: str) -> str:
    """What a pointing word and the unit it points to have in common."""
    head = head.removeprefix("该")
    if level == "squad" or head in {"支队", "大队", "中队"}:
        return head
    if head.endswith("分局"):
        return "分局"
    if head.endswith("中心"):
        return "中心"
    return {"派出所": "所", "公安局": "局", "公安处": "处"}.get(head, head)
