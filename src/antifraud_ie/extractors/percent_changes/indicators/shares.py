"""Shares: a change in percentage points behind a share is that of the share (刷单类占三成六，同比上升4个百分点)."""

from __future__ import annotations

import re

SHARE = "占比"
_POINTS = "点"
# A share right before the change: 占36%, 占全部警情的一成一; and the word alone (占比比上月提高2个百分点).
_STATED = re.compile(
    "占(?![用领据])(?:比(?:为|达到?)?|[^，。；,;\n率重例份]{0,10}?的?)[约近超逾]?[0-9.一二三四五六七八九十百分之点]{1,8}[%成]?[半多余一二三四五六七八九]?[，,]?$|占比?$"
)
# How far before the change such a share may begin.
_REACH = 30


def share_before(text: str, start: int, end: int, phrase: str) -> str | None:
    """Return the share of what a phrase names where a change in points follows it, None where there is none.

    >>> text = "刷单类占三成六，同比上升4个百分点"
    >>> share_before(text, 8, len(text), "刷单类")
    '刷单类占比'
    """
    if not text.endswith(_POINTS, start, end) or phrase.endswith(SHARE) or phrase[0] == "占":
        return None
    stated = _STATED.search(text, max(0, start - _REACH), start)
    return phrase.partition("占")[0] + SHARE if stated else None
