"""Pointing words: bare heads (分局成立了…, 该所民警) that mean a unit named before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ....article import Article
from ....unit_standards import base_name
from ..context import is_app
from ..marks import HAN
from ..parts import Part, UnitName
from ..words import Endings, words
from .edges import ACCOUNT, NAME_LENGTH
from .heads import Head

# Heads that point, behind 该 and by themselves; in Taiwan each 分局 has a 侦查队.
_WITH_THAT = frozenset({"分局", "警区", "支队", "大队", "中队", "中心"})
_BARE = frozenset({"分局", "公安分局", "警分局", "警察分局", "公安处", "支队", "大队"})
_IN_SUB_BUREAU = "侦查队"
_BELOW = re.compile(
    "(?P<centre>反(?:电信网络|电信|网络|电)?(?:诈骗|诈)(?:预警|劝阻|指挥)?中心|合成作战(?:中心|室))"
    rf"|(?P<squad>{HAN}{{2,6}}?(?:支队|大队|中队))|(?P<named>侦查队|警备队)(?!长)"
)
_SUB_BUREAU = Part("", "分局", "anaphoric")
# What may stand behind a bare head as a part of it; such a name is joined to it (分局 + 刑侦大队研判中心).
_LOWER = frozenset({"squad", "station", "post"})
_MANY = frozenset("各某每几数两全等")
# 县(市、区)分局, 全区公安分局 are all of a kind, not one.
_OF_ALL = re.compile("[区县市][)）]|[各全每][区县市]")
_HAN = re.compile(HAN)
# Before a centre without a name: those of many bureaus, or of any, or no centre but a pose.
_OF_MANY = re.compile(
    "(?:[属当本各地]地|各级|[两三四]级|所在地|附近|辖区|上级|全[国省市县区]|外地|冒充|假冒|自称|谎称|声称|伪装成|假扮|称是)$"
)


def find_pointers(article: Article, heads: Iterable[Head], named: Sequence[UnitName]) -> Iterator[UnitName]:
    """Yield the pointing words among an article's heads outside the names found, from the first of these on."""
    if not named:
        return
    text = article.text
    ends = iter(named)
    current = next(ends, None)
    for head in heads:
        start, end = _start(text, head), head.end
        if start is None or start < named[0].start:
            continue
        while current is not None and current.end <= start:
            current = next(ends, None)
        if current is not None and current.start < end:
            continue
        if text[start] != "该" and not _begins_name(text, start, article.view.gaps):
            continue
        if head.surface == _IN_SUB_BUREAU:
            yield UnitName(start, end, (_SUB_BUREAU, Part("", head.surface, "squad")), "anaphoric")
            continue
        pointer = Part("", text[start:end], "anaphoric")
        joined = current is not None and current.start == end and _goes_below(pointer, current.parts[0])
        if current is not None and joined:
            below, end = current.parts, current.end
        else:
            below = _parts_below(text, end, current.start if current is not None else len(text))
            end += sum(len(part.name + part.head) for part in below)
        yield UnitName(start, end, (pointer, *below), "anaphoric")


def find_namesakes(text: str, heads: Iterable[Head], named: Sequence[UnitName]) -> Iterator[UnitName]:
    """Yield collectives outside the names found that are called like a sub-bureau among these (横琴公安, 横琴分局)."""
    bases = {_base(part.name) for name in named for part in name.parts if part.level == "sub_bureau" and part.name}
    if not bases:
        return
    endings, ends = Endings(bases), [name.end for name in named]
    for head in heads:
        base = endings.of(text[max(0, head.start - NAME_LENGTH) : head.start]) if head.level == "collective" else None
        if base is None:
            continue
        start = head.start - len(base)
        if text.endswith(ACCOUNT, 0, start):
            continue
        after = bisect_right(ends, start)
        if after == len(named) or named[after].start >= head.end:
            yield UnitName(start, head.end, (Part(base, head.surface, head.level),), "collective")


def _goes_below(pointer: Part, below: Part) -> bool:
    """Whether a name right behind a pointing word is of a part of what it means: 该局第二分局, 分局刑侦大队."""
    return below.level in _LOWER or (below.level == "sub_bureau" and pointer.head == "该局")


def _base(name: str) -> str:
    """What a sub-bureau is called for short: 东侨 of 东侨经济技术开发区."""
    zone = words().zones.start(name)
    return name[:zone] if zone is not None and zone > 1 else base_name(name)


def _start(text: str, head: Head) -> int | None:
    """Return where the pointing word that ends in a head begins, None where the head is none."""
    start, end, level, surface = head
    if level == "pointer":
        return start
    if level == "centre" and surface.startswith(("反", "防")):
        return None if is_app(text, start, end) or _OF_MANY.search(text, max(0, start - 3), start) else start
    titled = text.startswith("长", end)
    if surface in _WITH_THAT and text[start - 1 : start] == "该" and not titled:
        return start - 1
    return start if not titled and (surface in _BARE or surface == _IN_SUB_BUREAU) else None


def _parts_below(text: str, position: int, limit: int) -> tuple[Part, ...]:
    """A centre or squad named right behind a bare head, before the next name: 分局刑警大队."""
    match = _BELOW.match(text, position, limit)
    if match is None:
        return ()
    if match["centre"]:
        return (Part("", match.group(), "centre"),)
    if match["named"]:
        return (Part("", match.group(), "squad"),)
    name, head = match.group()[:-2], match.group()[-2:]
    return (Part(name, head, "squad"),) if words().trade_start(name) is not None else ()


def _begins_name(text: str, position: int, gaps: frozenset[int]) -> bool:
    """Whether a bare head stands at the beginning of a phrase."""
    if _OF_ALL.match(text, max(0, position - 2), position):
        return False
    if position == 0 or position in gaps or not _HAN.match(text, position - 1):
        return True
    if text[position - 1] in _MANY:
        return False
    return any(end == 3 for _, end in words().stops.find(text[max(0, position - 3) : position].rjust(3)))
