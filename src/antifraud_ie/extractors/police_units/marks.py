"""What stands around the names of units: a zone in brackets, quotes; and the letters that they are made of."""

from __future__ import annotations

import re

# The letters that are not of ASCII; a range of Han characters takes `re` a millisecond to compile.
HAN = r"[^\W\d_A-Za-z]"
# 上街(高新区)公安分局: a zone that shares the sub-bureau.
ASIDE, ASIDE_LENGTH = re.compile(f"[(（]{HAN}{{2,8}}[区县市][)）]$"), 11
# A post's name in quotes: “石榴籽”警务室.
OPENING_QUOTES, CLOSING_QUOTES = '“"‘「『', '”"’」』'
QUOTED = re.compile(f"[{OPENING_QUOTES}]{HAN}{{2,8}}[{CLOSING_QUOTES}]")


def without_aside(name: str) -> str:
    """Return a sub-bureau's name without the zone in brackets that shares it.

    >>> without_aside("上街(高新区)")
    '上街'
    """
    return ASIDE.sub("", name) if name.endswith((")", "）")) else name
