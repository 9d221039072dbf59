"""Divisions of the 兵团 before the names of their police, as provinces stand before others: 第三师图木舒克市公安局."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...places import PlaceHit

# Every pattern opens with the one plain character, which `re` looks for fast.
_DIVISION = re.compile(r"师(?=[^\W\d_A-Za-z]{2,5}(?:市|垦区)(?:公安|$))")
_BEFORE = re.compile(r"(?:(?:新疆)?(?:生产建设)?兵团)?第?[一二三四五六七八九十]{1,2}$")
_LONGEST = len("新疆生产建设兵团第十四")


def divisions_of_corps(text: str) -> Iterator[PlaceHit]:
    """Yield the divisions of the 兵团 that stand before a city's or a 垦区's police.

    >>> [hit.surface for hit in divisions_of_corps("兵团第六师芳草湖垦区公安局")]
    ['兵团第六师']
    """
    for match in _DIVISION.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
        if before is not None:
            yield PlaceHit(before.start(), match.end(), text[before.start() : match.end()])


def without_corps(name: str) -> str:
    """Return a name without the division of the 兵团 that it begins with.

    >>> without_corps("兵团第六师芳草湖垦区"), without_corps("第八师")
    ('芳草湖垦区', '第八师')
    """
    first = next(divisions_of_corps(name), None)
    return name[first.end :] if first is not None and first.start == 0 else name
