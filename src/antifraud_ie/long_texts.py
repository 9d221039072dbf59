"""Texts of any length: records without a Doc, read part by part where the text is longer than the pipeline's limit.

spaCy refuses texts above ``nlp.max_length``, for a Doc takes some 200 bytes a character. Records need no Doc. A text
above the limit is cut between paragraphs, so that memory stays bounded, and each part is told what the head of the
document says of all of it: its date, its home division, and whether it is about public safety.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from spacy.language import Language

from .article import Article
from .components import record_components
from .home import Home
from .raw_doc import storable
from .zones import Line

Rows = dict[str, list[dict[str, Any]]]

# Raw characters that are read for date and home; both stand near the beginning.
HEAD_LENGTH = 200_000
# Where a text may be cut, the best place first.
BOUNDARIES = ("\n", "</p>", "。")


def find_rows(nlp: Language, text: str, kinds: Iterable[str], disable: Collection[str] = ()) -> Rows:
    """Return the records of one text, by kind; components named under ``disable`` give none."""
    text = storable(text)
    rows: Rows = {kind: [] for kind in kinds}
    components = record_components(nlp, disable)
    for offset, article in _articles(text, nlp.max_length):
        for component in components:
            for kind, records in component.find(article, rows).items():
                rows[kind] += [_moved(record.to_dict(), offset) for record in records]
    return rows


def cuts(text: str, limit: int) -> Iterator[tuple[int, int]]:
    r"""Yield the bounds of the parts of a text, none longer than ``limit``, cut between paragraphs where there are any.

    >>> list(cuts("全市通报。\n下降三成。\n", 8))
    [(0, 6), (6, 12)]
    """
    start = 0
    while len(text) - start > limit:
        end = _boundary(text, start + limit // 2, start + limit)
        yield start, end
        start = end
    yield start, len(text)


def _boundary(text: str, first: int, last: int) -> int:
    for mark in BOUNDARIES:
        found = text.rfind(mark, first, last)
        if found >= 0:
            return found + len(mark)
    return last


def _articles(text: str, limit: int) -> Iterator[tuple[int, Article]]:
    """Yield the parts of a text, each with its offset."""
    if len(text) <= limit:
        yield 0, Article(text)
        return
    head = Article(text[:HEAD_LENGTH])
    for start, end in cuts(text, max(1, limit)):
        yield start, _Part(text[start:end], head, first=start == 0)


class _Part(Article):
    """A part of a long document, which has date, home and subject from the document's head."""

    def __init__(self, raw: str, head: Article, *, first: bool) -> None:
        super().__init__(raw)
        self._head = head
        self._first = first

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold text; only the first part begins with a title."""
        lines = super().lines
        if self._first:
            return lines
        return tuple(line._replace(zone="heading") if line.zone == "title" else line for line in lines)

    @cached_property
    def published(self) -> date | None:
        """The publication date of the document."""
        return self._head.published

    @cached_property
    def about_safety(self) -> bool:
        """Whether the document speaks of public safety, in its head or in this part."""
        return self._head.about_safety or super().about_safety

    @cached_property
    def _home(self) -> Home:
        return self._head._home


def _moved(row: dict[str, Any], offset: int) -> dict[str, Any]:
    """Return a row, and the rows in it, with places counted from the beginning of the document."""
    return {name: _moved_value(name, value, offset) for name, value in row.items()} if offset else row


def _moved_value(name: str, value: Any, offset: int) -> Any:
    if name in {"start_char", "end_char"}:
        return value + offset
    if isinstance(value, list):
        return [_moved(item, offset) if isinstance(item, dict) else item for item in value]
    return value
