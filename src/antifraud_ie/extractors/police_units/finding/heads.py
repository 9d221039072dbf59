"""Heads: the words that end a police unit's name (分局, 派出所, 刑侦大队), found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ....places import find_all
from ....special_units import special_units

TRAFFIC, TRAFFIC_IN_FULL = "交管局", "交通管理局"
# Squads of Taiwan's city and county bureaus that need no name of their own.
SELF_NAMED = ("妇幼警察队", "少年警察队", "交通警察队", "保安警察队", "捷运警察队", "妇幼队", "少年队", "刑大")
# Named for a trade of its city's or county's police: 石狮交警, 临沂公安交警.
TRADES = ("交警", "公安交警", "网警", "特警", "刑警")
_HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "bureau": ("公安局", "公安厅", "公安处", "警察局", "政府警察局", "警局", TRAFFIC, "局", "厅"),
        "sub_bureau": ("公安分局", "警察分局", "警分局", "分局", "警区"),
        "squad": ("总队", "支队", "大队", "中队", "侦查队", "警备队", *SELF_NAMED),
        "station": ("派出所", "分驻所", "警署", "分区"),
        "centre": ("中心", "指挥中心", "合成作战中心", "合成作战室"),
        "post": ("警务站", "警务室", "警务服务站", "警务服务室", "警务工作站", "警务工作室"),
        "collective": ("警方", "公安", "公安机关", *TRADES),
        "pointer": ("该局", "该所"),
    }
)
# Where a head has to stand: right behind one of these characters, right before one of these words.
_BEHIND = {"警局": "市县北中南园雄隆竹义栗化投林东兰莲", "局": "市县州旗盟区", "厅": "省"}
_BEFORE = {"分区": ("指挥官", "警", "特遣队", "军装", "巡逻小队", "刑事", "署理", "联同", "人员")}
# What must not stand right behind it: with these it makes up another word.
_NOT_BEFORE = {
    "公安局": ("面",),
    "公安厅": ("面",),
    "局": tuple("部面势限长内促中级"),
    "厅": tuple("局级长直属"),
    "警署": ("理",),
    "该局": tuple("部面势限长"),
    "该所": tuple("有在属长"),
    "刑大": ("预防",),
    "中心": ("派出所", "警务", "街", "路", "校", "小学", "城区", "广场", "大道", "医院"),
    "公安": (
        *("县", "部", "派出所", "系统", "大学", "学院", "检察", "边防", "基层", "队伍", "工作", "战线"),
        *("干部", "英模", "文联"),
    ),
}
# Before the word for a squad a trade is part of its name.
_SQUAD_AHEAD = re.compile("[^\\W\\d_A-Za-z]{0,5}?[总支大中]队")
# Heads of other bodies as well: a line that has no other head names no police unit.
_WEAK = frozenset({"中心", "指挥中心", "分区", "该局", "该所"})

# What may stand before 中心 and 指挥中心 to make an anti-fraud centre of them.
_FRAUD_CENTRE = re.compile(
    r"(?:[反防](?:虚假信息|电信网络|通讯网络|电信|网络|电)?(?:新型违法犯罪|诈骗|欺诈|诈|骗)(?:犯罪)?|侦查[(（]反诈[)）]"
    r"|打击治理电信网络(?:新型)?违法犯罪)(?:预警|劝阻|指挥|协调|服务|工作|联动|宣传|研究|研判|拦截|防控|处置){0,2}分?中心$"
)
_CENTRE_LENGTH = 21

# Bureaus inside a bureau: the 公安处 of a railway bureau, the 交管局 of a city's.
_IN_BUREAU = frozenset({"公安处", TRAFFIC})

# Levels of a chain must descend: bureau, sub-bureau, squad or station, post.
_RANK = {"bureau": 1, "sub_bureau": 2, "station": 6, "centre": 6, "post": 7}
_SQUAD_RANK = {"总队": 3, "支队": 4, "大队": 5, "警备队": 5, "侦查队": 6, "中队": 6}


class Head(NamedTuple):
    """The word that ends one part of a unit's name."""

    start: int
    end: int
    level: str
    surface: str

    @property
    def is_weak(self) -> bool:
        """Whether other bodies' names end in it as well."""
        return self.surface in _WEAK


def rank(level: str, head: str) -> int:
    """Return how deep in a chain a head stands; the parts of one name must go down.

    >>> rank("bureau", "公安局") < rank("squad", "支队") < rank("squad", "大队")
    True
    """
    if head in _IN_BUREAU:
        return _RANK["sub_bureau"]
    return _SQUAD_RANK.get(head, _SQUAD_RANK["大队"]) if level == "squad" else _RANK.get(level, 0)


def find_heads(text: str) -> Iterator[Head]:
    """Yield the special units and heads of a text in order.

    >>> [(head.surface, head.level) for head in find_heads("公安部和昆明市公安局")]
    [('公安部', 'special'), ('公安局', 'bureau')]
    """
    surfaces, levels, automaton = _table()
    special = special_units()
    floor = 0
    for index, first, last in find_all(automaton, text):
        start, end, surface, level = first, last, surfaces[index], levels[index]
        if level == "special":
            if special.is_other_word(surface, text, end):
                continue
        elif surface.endswith("中心") and (centre := _fraud_centre(text, floor, end)) is not None:
            start, surface = centre, text[centre:end]
        elif surface in TRADES and text.startswith("方", end):  # 公交警方
            start, end, surface = end - 1, end + 1, "警方"
        elif not _stands_right(surface, text, start, end):
            continue
        yield Head(start, end, level, surface)
        floor = end


def _stands_right(surface: str, text: str, start: int, end: int) -> bool:
    if surface in _BEHIND and text[start - 1 : start] not in _BEHIND[surface]:
        return False
    if surface in _BEFORE and not text.startswith(_BEFORE[surface], end):
        return False
    if surface in TRADES:
        return _SQUAD_AHEAD.match(text, end) is None
    return surface not in _NOT_BEFORE or not text.startswith(_NOT_BEFORE[surface], end)


def _fraud_centre(text: str, floor: int, end: int) -> int | None:
    """Return where an anti-fraud centre's name that ends at a position begins."""
    match = _FRAUD_CENTRE.search(text, max(floor, end - _CENTRE_LENGTH), end)
    return match.start() if match else None


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], tuple[str, ...], AhoCorasick]:
    """The surfaces of all heads and special units, the level of each, and the automaton over them."""
    levels = {surface: level for level, surfaces in _HEADS.items() for surface in surfaces}
    levels.update(dict.fromkeys(special_units().surfaces, "special"))
    surfaces = tuple(levels)
    # It reads whole texts: the DFA takes a millisecond more to build, and passes them twice as fast.
    automaton = AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return surfaces, tuple(levels.values()), automaton
