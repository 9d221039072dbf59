"""Cues: the characters and words without which no amount and no trend is stated, found together in one pass."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from ....places import find_all

# Every amount holds one of these.
_AMOUNTS = (
    *("%", "‰", "倍", "番", "分之", "分点", "基点", "BP", "过半", "一半", "半数", "减半", "腰斩"),
    *(f"{digit}成" for digit in "0123456789〇一二两三四五六七八九十"),
    *(f"百分{digit}" for digit in "零一二三四五六七八九十廿"),
)
# Every trend holds one of these.
_TRENDS = (
    *"升降增减跌涨",
    *("提高", "成长", "加快", "反弹", "走高", "走低", "上扬", "下滑"),
    *("下走", "回落", "收窄", "放缓", "了下来", "持平", "不变"),
)
_Spans = list[tuple[int, int]]


class Cues(NamedTuple):
    """Start and end of the cues of a text, in text order."""

    amounts: _Spans
    trends: _Spans


@lru_cache(maxsize=2)
def cues_of(text: str) -> Cues:
    """Return the cues of a text; those of the latest texts are kept.

    >>> cues_of("警情下降，发案减半")
    Cues(amounts=[(7, 9)], trends=[(3, 4)])
    """
    cues = Cues([], [])
    for index, start, end in find_all(_automaton(), text):
        cues[index >= len(_AMOUNTS)].append((start, end))
    return cues


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([*_AMOUNTS, *_TRENDS], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
