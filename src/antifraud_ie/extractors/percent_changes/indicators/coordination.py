"""Coordination: the members of a list that numbers are said of in turn (A、B分别下降3%、5%)."""

from __future__ import annotations

import re

from .noun_phrases import HEAD, ends_with_head, without_figure

_SEPARATORS = tuple(map(re.compile, (r"[，,；;]", r"、|，|,", r"、(?:和|与|及)?|和|与|以及|(?<!涉)及|，|,")))
# The numbers of a list that share a noun: 第一、二、三产业.
_NUMBERED = re.compile("第?[一二三四五]")


def deal(phrase: str, size: int) -> list[str]:
    """Split a coordination into ``size`` members, or keep it whole; a head on the last one alone is shared.

    >>> deal("刑事、治安警情", 2), deal("接报刑事和治安警情", 3)
    (['刑事警情', '治安警情'], ['接报刑事和治安警情'])
    """
    for separator in _SEPARATORS:
        parts = [part for stated in separator.split(phrase) if (part := without_figure(stated.strip()))]
        if len(parts) == size:
            return _share_head(parts)
        if len(parts) > size:
            break
    return [phrase]


def _share_head(parts: list[str]) -> list[str]:
    """Give every member the head of the last one; 第一、第二产业投资 share all that follows the numbers."""
    last = parts[-1]
    numbered = _NUMBERED.match(last)
    if numbered and all(map(_NUMBERED.fullmatch, parts[:-1])):
        return [f"第{part[-1]}{last[numbered.end() :]}" for part in parts[:-1]] + [f"第{last[numbered.end() - 1 :]}"]
    if all(part[0] == last[0] and len(part) < len(last) - 1 for part in parts[:-1]):
        return [part + last[len(part) :] for part in parts[:-1]] + [last]
    head = HEAD.search(parts[-1])
    if head is None or head.start() == 0:
        return parts
    return [part if ends_with_head(part) else part + head.group() for part in parts]
