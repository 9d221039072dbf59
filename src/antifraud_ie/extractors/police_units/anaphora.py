"""Pointing words: bare heads (分局成立了…, 该所民警) that mean a unit named before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ...article import Article
from .parts import Part, UnitName
from .words import words

_POINTER = regex.compile(
    r"(?P<that>该(?:分局|警区|支队|大队|中队|中心|局(?![部面势限长])|所(?![有在属]))(?!长))"
    r"|(?P<bare>(?:公安|警察?)?分局|公安处|支队|大队)|(?P<below>侦查队(?!长))"
)
_BELOW = regex.compile(
    r"(?P<centre>反(?:电信网络|电信|网络|电)?(?:诈骗|诈)(?:预警|劝阻|指挥)?中心|合成作战(?:中心|室))"
    r"|(?P<squad>\p{Han}{2,6}?(?:支队|大队|中队))"
)
_SUB_BUREAU = Part("", "分局", "anaphoric")
# What may stand behind a bare head as a part of it; such a name is joined to it (分局 + 刑侦大队研判中心).
_LOWER = frozenset({"squad", "station", "post"})
_MANY = frozenset("各某每几数两全")
# 县(市、区)分局 are all of a kind, not one.
_OF_ALL = regex.compile("[区县市][)）]")
_HAN = regex.compile(r"\p{Han}")


def find_pointers(article: Article, named: Sequence[UnitName]) -> Iterator[UnitName]:
    """Yield the pointing words outside the names found, from the first of these on."""
    if not named:
        return
    text = article.text
    ends = iter(named)
    current = next(ends, None)
    for match in _POINTER.finditer(text, named[0].start):
        start, end = match.span()
        while current is not None and current.end <= start:
            current = next(ends, None)
        if current is not None and current.start < end:
            continue
        if not match["that"] and not _begins_name(text, start, article.view.gaps):
            continue
        if match["below"]:  # in Taiwan each 分局 has one
            yield UnitName(start, end, (_SUB_BUREAU, Part("", match.group(), "squad")), "anaphoric")
            continue
        joined = current is not None and current.start == end and current.parts[0].level in _LOWER
        if current is not None and joined:
            below, end = current.parts, current.end
        else:
            below = _parts_below(text, end)
            end += sum(len(part.name + part.head) for part in below)
        yield UnitName(start, end, (Part("", match.group(), "anaphoric"), *below), "anaphoric")


def _parts_below(text: str, position: int) -> tuple[Part, ...]:
    """A centre or squad named right behind a bare head: 分局刑警大队."""
    match = _BELOW.match(text, position)
    if match is None:
        return ()
    if match["centre"]:
        return (Part("", match.group(), "centre"),)
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
