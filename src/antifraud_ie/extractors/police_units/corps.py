"""Divisions of the 兵团 before the names of their police, as provinces stand before others: 第三师图木舒克市公安局."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...places import PlaceHit

# Every pattern opens with the one plain character, which `re` looks for fast.
_DIVISION = re.compile(r"师(?=[^\W\d_A-Za-z]{2,5}(?:市|垦区)(?:公安|$))")
_BEFORE = re.compile(r"(?:(?:新疆)?(?:生产建设)?兵团)?第?[一二三四五六七八九十]{1,2}$")
# 第十二师, whose police stand alone.
ARMY_DIVISION = re.compile("第[一二三四五六七八九十]{1,2}师")
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


def split_corps(name: str) -> tuple[str, str]:
    """Return the division of the 兵团 that a name begins with, as its police are called, and the rest.

    >>> split_corps("兵团第六师芳草湖垦区"), split_corps("八师石河子市"), split_corps("第八师")
    (('第六师', '芳草湖垦区'), ('第八师', '石河子市'), ('', '第八师'))
    """
    first = next(divisions_of_corps(name), None) if "师" in name else None
    if first is None or first.start > 0:
        return "", name
    number = first.surface.removeprefix("新疆").removeprefix("生产建设").removeprefix("兵团").removeprefix("第")
    return f"第{number}", name[first.end :]
