"""How Taiwan's papers shorten a city or county before its police: 苗县警局, 北市信义分局."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from ...places import Division, PlaceHit, gazetteer
from ...sides import TAIWAN_SIDE, side_of_strait
from .words import words

_POLICE_AHEAD = r"(?=(?:政府)?警|刑警|第[一二三四五六七八九]分局|\p{Han}{2}警?分局)"
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
