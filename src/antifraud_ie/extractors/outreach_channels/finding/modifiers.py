"""The modifiers that belong to a channel's noun: 宣传|海报, 社区|微信群."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ..mentions import Mention
from ..words import channel_words

_MOST = 5


class _Modifiers(NamedTuple):
    warning: frozenset[str]  # by themselves: 防骗|视频
    plain: frozenset[str]
    complete: frozenset[str]  # they take none: 小区|业主群
    placed: frozenset[str]  # they take no place: 社区|志愿者
    places: frozenset[str]
    describing: frozenset[str]  # of a bare noun: 法治|讲座, but not of 安全|宣讲小分队
    by_code: Mapping[str, frozenset[str]]
    ends: frozenset[str]  # the last characters of all
    longest: int


def with_modifiers(mention: Mention, text: str, gaps: frozenset[int]) -> Mention:
    """Take in the modifiers that belong to the noun; one that warns makes a weak word strong.

    >>> poster = Mention(4, 6, "poster", "poster", "print", True, frozenset())
    >>> with_modifiers(poster, "主题宣传海报", frozenset())[:2]
    (0, 6)
    """
    known = _modifiers()
    start, weak = mention.start, mention.weak
    if (
        text[start - 1 : start] not in known.ends
        or text[start].isdigit()
        or text[start : mention.end] in known.complete
    ):
        return mention
    modifiers = known.by_code.get(mention.code, known.plain)
    for _ in range(_MOST):
        if text[start - 1 : start] not in known.ends or start in gaps:
            break
        for length in range(min(known.longest, start), 1, -1):
            word = text[start - length : start]
            describes = word in known.describing and _is_modified(text, start, mention.end, modifiers)
            if describes or (word in known.places and text[start : mention.end] in known.placed):
                return mention.moved(start, mention.end, weak=weak)
            if word in modifiers:
                start -= length
                weak = weak and word not in known.warning
                break
        else:
            break
    return mention if start == mention.start else mention.moved(start, mention.end, weak=weak)


def _is_modified(text: str, start: int, end: int, modifiers: frozenset[str]) -> bool:
    """Whether the name at ``start`` opens with a modifier and goes on after it: 宣讲|小分队."""
    return any(text[start : start + length] in modifiers for length in (2, 3, 4) if start + length < end)


@cache
def _modifiers() -> _Modifiers:
    words = channel_words()["modifiers"]
    warning = frozenset(words["warning"])
    plain = warning.union(words["plain"])
    by_code = {code: frozenset(listed) for code, listed in words["instead"].items()}
    by_code |= {code: plain.union(listed) for code, listed in words["beside"].items()}
    every = plain.union(*by_code.values())
    ends, longest = frozenset(word[-1] for word in every), max(map(len, every))
    complete, describing = frozenset(words["complete"]), frozenset(words["describing"])
    placed, places = frozenset(words["placed"]), frozenset(words["places"])
    return _Modifiers(warning, plain, complete, placed, places, describing, by_code, ends, longest)
