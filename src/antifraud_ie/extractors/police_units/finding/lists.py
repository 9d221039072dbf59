"""Lists of units that share a head: 五华、西山分局, 刑侦、治安大队, 广州、佛山等市公安局."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ....places import gazetteer
from ....unit_standards import is_district
from ..parts import Part, UnitName
from ..words import words
from .edges import LeftEdges
from .heads import TRADES, Head

# The longest body with a police of its own that a list can share.
BODY_LENGTH = 5
COORDINATION = frozenset("、和与及等")

# Behind 等 these sum a list of divisions up.
_LEVELS = frozenset({"市", "县", "区", "地", "市县", "县区"})
# Behind these stands a person.
_ROLE = regex.compile("(?:[长员]|主任|书记|民警|警官|政委)$")
# 昆明、开远、大理车站派出所.
_RAILWAY_STATION = regex.compile("(?:火车|高铁|车)站$")
# Page converters double a mark: 香水,、六盘山派出所.
_DOUBLED = frozenset(",，")
_ORDINAL = regex.compile("第[一二三四五六七八九十]")
# A station's name in a list; what ends otherwise there is another body or somebody: 司法所、城关派出所.
_STATION = regex.compile(
    r"\p{Han}{1,3}[\p{Han}--[所局院处科委会联办队部站行校司企店商市室厅社家人民员区镇乡村县街道警府协团课堂场点]]",
    regex.V1,
)


class Lists:
    """The lists in one line of a text."""

    def __init__(self, edges: LeftEdges) -> None:
        self.text, self.edges, self.words = edges.text, edges, words()

    def before(self, unit: UnitName, floor: int) -> Sequence[UnitName]:
        """The members before a unit that share its heads (五华、西山分局刑侦大队), in text order."""
        if self.text[unit.start - 1 : unit.start] not in COORDINATION:
            return ()
        first = unit.parts[0]
        if unit.parts[-1].level == "station":
            return self._stations_before(unit, floor)
        body = next((own for own in self.words.own if first.name.endswith(own)), "")
        if not _is_shared(first.level, body) and not self._follows_peer(unit):
            return ()
        members = self._members(unit.start, floor, first, body)
        return [member._replace(parts=(*member.parts, *unit.parts[1:])) for member in members]

    def _follows_peer(self, unit: UnitName) -> bool:
        """Whether a county's or city's bureau stands behind the name of another in the same division.

        通海、峨山县公安局; a name with its kind before 和 may be the place where something happened.
        """
        start, joint = self.edges.division_before(unit.start - 1), self.text[unit.start - 1]
        if unit.parts[0].level not in {"bureau", "centre"} or joint == "等" or start is None:
            return False
        if joint != "、" and self.edges.ends_with_kind(unit.start - 1):
            return False
        return are_peers(self.text[start : unit.start - 1], unit.parts[0].name)

    def _stations_before(self, unit: UnitName, floor: int) -> Sequence[UnitName]:
        """The members of a list of stations that begins a phrase: 海源、丰宁派出所."""
        members: list[UnitName] = []
        start, last = unit.start, unit.parts[-1]
        station = _RAILWAY_STATION.search(last.name)
        shared = station.group() if station else ""
        while unit.rule == "station" and start - 1 > floor and self.text[start - 1] == "、":
            end = start - 1
            end -= self.text[end - 1] in _DOUBLED
            start = self.edges.before(end, floor, "station")
            name = self.text[start:end]
            # 主任孙某、洋中派出所所长, 副分局长彭某、北斗派出所副所长
            if name.startswith("长") or _ROLE.search(self.text, max(0, start - 2), start):
                return ()
            if _STATION.fullmatch(name) is None or name in self.words.generic or name in self.words.trades:
                return ()
            members.append(UnitName(start, end, (last._replace(name=name + shared),), "coordinated"))
        return members[::-1]

    def closed(self, head: Head, floor: int) -> Sequence[UnitName]:
        """The members of a list closed by 等 that share a head behind it: 五华、西山等分局, 广州、佛山等市公安局."""
        before = self.text[max(floor, head.start - BODY_LENGTH) : head.start]
        body = before.rpartition("等")[2]
        if "等" not in before or body not in {"", *_LEVELS, *self.words.own} or not _is_shared(head.level, body):
            return ()
        if head.surface in TRADES or (body in _LEVELS and head.surface == "公安机关"):  # units only behind their place
            return ()
        own = "" if body in _LEVELS else body
        part = Part(own, head.surface, head.level)
        members = self._members(head.start - len(body), floor, part, own)
        return members if len(members) > 1 else ()

    def _members(self, end: int, floor: int, part: Part, body: str) -> Sequence[UnitName]:
        """The members of a list that ends right before a position, each with the head, and the body, of a part."""
        members: list[UnitName] = []
        while end - 1 > floor and self.text[end - 1] in COORDINATION:
            start = self._member_before(end - 1, floor, part)
            if start is None:
                break
            named = part._replace(name=_in_list(self.text[start : end - 1], part) + body)
            members.append(UnitName(start, end - 1, (named,), "coordinated"))
            end = start
        return members[::-1]

    def _member_before(self, end: int, floor: int, part: Part) -> int | None:
        if part.level == "squad":
            begin = max(floor, end - 6)
            trade = self.words.trade_start(self.text[begin:end])
            return begin + trade if trade is not None else None
        if part.level == "sub_bureau" and _ORDINAL.fullmatch(part.name):
            ordinal = _ORDINAL.match(self.text, max(floor, end - 2), end)
            return ordinal.start() if ordinal else None
        start = self.edges.division_before(end)
        return start if start is not None and start >= floor else None


def _in_list(name: str, part: Part) -> str:
    """A member's name, with the 区 that the last one writes: 武昌 in 武昌、洪山区分局."""
    shares = part.level == "sub_bureau" and is_district(part.name) and is_district(name + "区")
    return f"{name}区" if shares else name


def are_peers(short: str, name: str) -> bool:
    """Say whether two names can be of divisions of one kind that lie in the same division.

    >>> are_peers("通海", "峨山县"), are_peers("云南", "昆明市")
    (True, False)
    """
    kinds = {(d.parent, d.level) for d in gazetteer().named(name) if d.level != "town"}
    return any((d.parent, d.level) in kinds and d.name != name for d in gazetteer().named(short))


def _is_shared(level: str, body: str) -> bool:
    """Whether members of a list share such a head: 、 between bureaus of divisions parts whole names."""
    return level in {"sub_bureau", "squad", "collective"} or (level == "bureau" and body != "")
