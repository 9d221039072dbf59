"""The View: dirty raw text seen as clean Simplified text, with the way back to the raw characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from .scan import HAN, Scan
from .simplify import simplify

# Where Han meets letters or digits; so many such gaps make a style.
_AFTER_HAN = re.compile("(?<=[一-鿿])[0-9A-Za-z]")
_BEFORE_HAN = re.compile("[0-9A-Za-z%](?=[一-鿿])")
_STYLE_MIN = 4


class View:
    """A raw text as all matching sees it: clean, Simplified, each character knowing where it came from.

    ``gaps`` holds the positions in ``text`` before which white space was dropped: soft clause boundaries.

    >>> view = View("<p>冒充公檢機(jī)關(guān)</p>　全市　警情")
    >>> view.text
    '冒充公检机关\\n全市警情'
    >>> start, end = view.raw_span(4, 6)
    >>> view.raw[start:end]
    '機(jī)關(guān)'
    >>> sorted(view.gaps)
    [9]
    """

    __slots__ = ("_clean_starts", "_raw_ends", "_raw_starts", "gaps", "raw", "text")

    raw: str
    text: str
    gaps: frozenset[int]

    def __init__(self, raw: str) -> None:
        scan = Scan(raw)
        self.raw = raw
        self._raw_starts = scan.starts
        self._raw_ends = scan.ends
        self._clean_starts = [0, *accumulate(map(len, scan.parts))]
        self.text = simplify("".join(scan.parts))
        gaps = frozenset([self._clean_starts[index] for index in scan.gaps])
        self.gaps = gaps - _letter_spacing(self.text, gaps) - _script_spacing(self.text, gaps)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds in ``raw`` of ``text[start:end]``, with a reading left behind its last character.

        An empty span is mapped to an empty one. Raises ValueError unless 0 <= start <= end <= len(text).
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"expected 0 <= start <= end <= {len(self.text)}, got {start} and {end}")
        if start == len(self.text):
            return len(self.raw), len(self.raw)
        clean_starts = self._clean_starts
        first = bisect_right(clean_starts, start) - 1
        raw_start = self._raw_starts[first] + start - clean_starts[first]
        if start == end:
            return raw_start, raw_start
        last = bisect_right(clean_starts, end - 1) - 1
        if end == clean_starts[last + 1]:
            return raw_start, self._raw_ends[last]
        return raw_start, self._raw_starts[last] + end - clean_starts[last]


def _letter_spacing(text: str, gaps: frozenset[int]) -> set[int]:
    """Return the gaps inside spaced-out text (反 诈 中 心): three single Han characters or more in a row."""
    spacing: set[int] = set()
    run: list[int] = []
    for gap in sorted([gap for gap in gaps if gap + 1 in gaps or gap - 1 in gaps]):
        if not (HAN.match(text, gap - 1) and HAN.match(text, gap)):
            continue
        if run and gap != run[-1] + 1:
            spacing.update(_between_single(text, run))
            run = []
        run.append(gap)
    spacing.update(_between_single(text, run))
    return spacing


def _script_spacing(text: str, gaps: frozenset[int]) -> set[int]:
    """Return the gaps between Han and letters or digits where it is the text's style to set them (损失 3 万元)."""
    spaced = {gap for gap in gaps if _AFTER_HAN.match(text, gap) or (gap and _BEFORE_HAN.match(text, gap - 1))}
    if len(spaced) < _STYLE_MIN:
        return set()
    borders = len(_AFTER_HAN.findall(text)) + len(_BEFORE_HAN.findall(text))
    return spaced if 2 * len(spaced) > borders else set()


def _between_single(text: str, run: list[int]) -> list[int]:
    """Return those of a run of neighbouring gaps that have a single Han character on both sides."""
    if run and HAN.match(text, max(run[0] - 2, 0)) and run[0] > 1:
        run = run[1:]
    if run and HAN.match(text, run[-1] + 1):
        run = run[:-1]
    return run if len(run) > 1 else []
