"""Texts of any length: records without a Doc, read part by part where the text is longer than the pipeline's limit.

spaCy refuses texts above ``nlp.max_length``, for a Doc takes some 200 bytes a character. Records need no Doc. A text
above the limit is cut between paragraphs, so that memory stays bounded, and each part is told what the head of the
document says of all of it: its date, its home division, and whether it is about public safety.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from spacy.language import Language

from .article import Article
from .components import record_components
from .places import Division
from .raw_doc import storable
from .scan import hidden_spans
from .text import View
from .zones import Line, TailPlace, find_tail, zone_lines

Rows = dict[str, list[dict[str, Any]]]

# Raw characters that are read for date and home; both stand near the beginning.
HEAD_LENGTH = 200_000
# Where a text may be cut, the best place first.
BOUNDARIES = ("\n", "</p>", "。")


def find_rows(nlp: Language, text: str, kinds: Iterable[str], disable: Collection[str] = ()) -> Rows:
    """Return the records of one text, by kind; components named under ``disable`` give none."""
    rows: Rows = {kind: [] for kind in kinds}
    components = record_components(nlp, disable)
    for offset, article in articles(text, nlp.max_length):
        for component in components:
            for kind, records in component.find(article, rows).items():
                rows[kind] += [moved(record.to_dict(), offset) for record in records]
    return rows


def articles(text: str, limit: int) -> Iterator[tuple[int, Article]]:
    r"""Yield the parts of a text, each with its offset; one that is no longer than ``limit`` is a part of its own.

    >>> [(offset, part.text) for offset, part in articles("警方通报。\n下降三成。", 7)]
    [(0, '警方通报。\n'), (6, '下降三成。')]
    """
    text = storable(text)
    if len(text) <= limit:
        yield 0, Article(text)
        return
    head = Article(text[slice(*next(cuts(text, HEAD_LENGTH)))])
    bounds = list(cuts(text, max(1, limit)))
    with_tail = _part_with_tail(text, bounds)
    for number, (start, end) in enumerate(bounds):
        tail: TailPlace = "before" if number > with_tail else "within" if number == with_tail else "after"
        yield start, _Part(text[start:end], head, opens=start == 0, tail=tail)


def _part_with_tail(text: str, bounds: Sequence[tuple[int, int]]) -> int:
    """Return the number of the part in which the tail of a document begins, that of none where it has no tail.

    Parts are read from the end of the document, until running text shows that no tail reaches farther back.
    """
    found = len(bounds)
    for number in reversed(range(len(bounds))):
        start, end = bounds[number]
        tail = find_tail(View(text[start:end]).text, opens=start == 0)
        if tail.start is not None:
            found = number
        if tail.is_behind_text:
            break
    return found


def cuts(text: str, limit: int) -> Iterator[tuple[int, int]]:
    r"""Yield the bounds of the parts of a text, none longer than ``limit``, cut between paragraphs where there are any.

    >>> list(cuts("全市通报。\n下降三成。\n", 8))
    [(0, 6), (6, 12)]

    No cut goes through a comment, a script or a style sheet; one right behind a cut belongs to no part.
    """
    hidden = list(hidden_spans(text))
    start = 0
    while len(text) - start > limit:
        end = _boundary(text, start + limit // 2, start + limit)
        index = bisect_left(hidden, (end,)) - 1
        if index < 0 or hidden[index][1] <= end:
            yield start, end
            start = end
            continue
        first, last = hidden[index]
        if first > start:
            yield start, first
        start = last
    yield start, len(text)


def _boundary(text: str, first: int, last: int) -> int:
    for mark in BOUNDARIES:
        found = text.rfind(mark, first, last)
        if found >= 0:
            return found + len(mark)
    return last


class _Part(Article):
    """A part of a long document, which has date, home and subject from the document's head."""

    def __init__(self, raw: str, head: Article, *, opens: bool, tail: TailPlace) -> None:
        super().__init__(raw)
        self._head = head
        self._opens = opens
        self._tail = tail

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold text; only the first part begins with a title."""
        return zone_lines(self.text, opens=self._opens, tail=self._tail)

    @cached_property
    def published(self) -> date | None:
        """The publication date of the document."""
        return self._head.published

    @property
    def home(self) -> Division | None:
        """The division that the document is about."""
        return self._head.home

    @property
    def local_names(self) -> dict[str, Division]:
        """Names that are local to a city, as the head has them."""
        return self._head.local_names

    @cached_property
    def about_safety(self) -> bool:
        """Whether the document speaks of public safety, in its head or in this part."""
        return self._head.about_safety or super().about_safety


def moved(row: dict[str, Any], offset: int) -> dict[str, Any]:
    """Return a row, and the rows in it, with places counted from the beginning of the document."""
    return {name: _moved_value(name, value, offset) for name, value in row.items()} if offset else row


def _moved_value(name: str, value: Any, offset: int) -> Any:
    if name in {"start_char", "end_char"}:
        return value + offset
    if isinstance(value, list):
        return [moved(item, offset) if isinstance(item, dict) else item for item in value]
    return value
