"""The numbers around channels that may count them, or the people they reached."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from ....numerals import Number, find_numbers
from ..mentions import Bounds, Mention

_COUNTING = re.compile("[0-9二两三四五六七八九十百千万]")  # 一 alone counts nothing
_NUMERAL = re.compile(
    r"[0-9〇○零一二三四五六七八九十百千万亿两廿卅][0-9〇○零一二三四五六七八九十百千万亿两廿卅余多几来半点.,]*(?:\([a-z]{2,5}\)[余多]?)?"
)
_QUALIFIER_REACH, _NUMERAL_CONTEXT = 6, 8  # how far before a numeral its reader looks, and after it
_HEADCOUNT_REACH = 16  # from 人数 to its numeral, with what qualifies it
_PEOPLE_OPENINGS = frozenset("人户名位家")


def numbers_in(
    text: str, mentions: Sequence[Mention], sentences: Mapping[int, Bounds]
) -> dict[Bounds, tuple[Number, ...]]:
    """Return the numbers of each mention's sentence that has some; only those that a measure may follow are read.

    ``sentences`` holds the bounds of each mention's sentence by its start.

    >>> poster = Mention(3, 5, "poster", "poster", "print", False, frozenset({"张"}))
    >>> [number.start for number in numbers_in("6日贴海报3张。", [poster], {3: (0, 8)})[0, 8]]
    [5]
    """
    measures: frozenset[str] = frozenset().union(*(mention.measures for mention in mentions))
    openings = {measure[:1] for measure in measures} | _PEOPLE_OPENINGS
    found = {}
    for start, end in dict.fromkeys(sentences[mention.start] for mention in mentions):
        if _COUNTING.search(text, start, end) and (numbers := tuple(_counts_in(text, start, end, openings))):
            found[start, end] = numbers
    return found


def _counts_in(text: str, start: int, end: int, openings: Container[str]) -> Iterator[Number]:
    """Yield the numbers that a measure may follow, and those after 人数; each is read by itself, with its qualifier."""
    numerals = [numeral.span() for numeral in _NUMERAL.finditer(text, start, end)]
    left = start
    for (first, last), (right, _) in pairwise((*numerals, (end, end))):
        if text[last : last + 1] in openings or text.find("人数", max(left, first - _HEADCOUNT_REACH), first) >= 0:
            yield from find_numbers(text, max(left, first - _QUALIFIER_REACH), min(right, last + _NUMERAL_CONTEXT))
        left = last
