"""Heads: the words that end a police unit's name (分局, 派出所, 刑侦大队), found in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...special_units import special_units

# Levels of a chain must descend: bureau, sub-bureau, squad or station, post.
_RANK = {"bureau": 1, "sub_bureau": 2, "station": 6, "centre": 6, "post": 7}
_SQUAD_RANK = {"总队": 3, "支队": 4, "大队": 5, "侦查队": 5, "警备队": 5, "中队": 6}

# The standard `re`, not `regex`: with the lookahead it passes plain text twice as fast.
_HEAD = re.compile(
    r"(?=[公政警局厅分总支大中侦派反防指合打])(?:"
    r"(?P<bureau>公安[局厅](?!面)|公安处|(?:政府)?警察局|(?<=[市县北中南园雄隆竹义栗化投林东兰莲])警局|(?<=[市县州旗盟区])局(?![部面势限长内促中级])|(?<=省)厅(?![局级长直属]))"
    r"|(?P<sub_bureau>公安分局|警察?分局|分局|(?<!戒)警区)"
    r"|(?P<squad>总队|支队|大队|中队|(?:侦查|警备)队)"
    r"|(?P<station>派出所|分驻所|警署(?!理)|(?<=[一-鿿]{2})分区(?=指挥官|警|特遣队|军装|巡逻小队|刑事|署理|联同|人员))"
    r"|(?P<centre>(?:[反防](?:虚假信息|电信网络|通讯网络|电信|网络|电)?(?:新型违法犯罪|诈骗|欺诈|诈|骗)(?:犯罪)?|侦查[(（]反诈[)）]|打击治理电信网络(?:新型)?违法犯罪)"
    r"(?:预警|劝阻|指挥|协调|服务|工作|联动){0,2}分?中心|合成作战(?:中心|室)|指挥中心|中心(?!派出所|警务))"
    r"|(?P<post>警务(?:服务)?[站室])"
    r"|(?P<collective>警方|公安机关|公安(?!局|厅|县|分局|部|处|派出所|系统|大学|学院|检察|边防|基层|队伍|工作|战线|厅局|干部|英模|文联)))"
)
# A line without any of these has no head worth looking for.
_POLICE = re.compile(
    r"(?=[公派警分总支大中侦诈市县州旗盟刑罪调司作省治])(?:公安|派出所|警[方区局署分务备政察]|分局|[总支大中]队|侦查队|诈骗?(?:[^，。]{0,4})中心|[市县州旗盟]局"
    r"|总区|分驻所|司警|治安警|刑事局|罪案|罪科|调查科|作战|省厅)"
)


class Head(NamedTuple):
    """The word that ends one part of a unit's name."""

    start: int
    end: int
    level: str
    surface: str


def rank(level: str, head: str) -> int:
    """Return how deep in a chain a head stands; the parts of one name must go down.

    >>> rank("bureau", "公安局") < rank("squad", "支队") < rank("squad", "大队")
    True
    """
    if head == "公安处":  # of a railway bureau
        return _RANK["sub_bureau"]
    return _SQUAD_RANK.get(head, 0) if level == "squad" else _RANK.get(level, 0)


def may_have_heads(text: str, start: int, end: int) -> bool:
    """Say whether a stretch can name a police unit at all: a cheap check before the search.

    >>> may_have_heads("春耕备耕全面展开", 0, 8)
    False
    """
    return _POLICE.search(text, start, end) is not None


def find_heads(text: str, start: int, end: int) -> Iterator[Head]:
    """Yield special units and, outside them, the heads of a stretch in text order.

    >>> [(head.surface, head.level) for head in find_heads("公安部和昆明市公安局", 0, 10)]
    [('公安部', 'special'), ('公安局', 'bureau')]
    """
    position = start
    for unit_start, unit_end, surface in special_units().find(text[start:end]):
        yield from _plain_heads(text, position, start + unit_start)
        yield Head(start + unit_start, start + unit_end, "special", surface)
        position = start + unit_end
    yield from _plain_heads(text, position, end)


def _plain_heads(text: str, start: int, end: int) -> Iterator[Head]:
    for match in _HEAD.finditer(text, start, end):
        yield Head(match.start(), match.end(), match.lastgroup or "", match.group())
