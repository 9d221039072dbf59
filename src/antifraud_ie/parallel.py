"""Records of many texts, found by one process or several: texts go out in batches, records come back in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from spacy.language import Language

from .export import check_kinds
from .extractors import EXTRACTORS
from .long_texts import Rows, find_rows
from .workers import map_in_processes

# What a process takes at a time: enough to make sending cheap, not so much that some wait for others.
BATCH_CHARS = 50_000
BATCH_TEXTS = 100


def pipe(
    nlp: Language, texts: Iterable[str], kinds: Iterable[str] = tuple(EXTRACTORS), *, workers: int = 1
) -> Iterator[Rows]:
    """Yield the records of texts of any length, as ``to_dict`` gives them; no Doc is built.

    >>> from antifraud_ie import load
    >>> nlp = load()
    >>> nlp.max_length = 20
    >>> text = "昆明市公安局通报\\n今年以来，全市刷单警情同比下降3%。\\n五华分局民警张贴海报。"
    >>> [[unit["full_name"] for unit in rows["police_units"]] for rows in pipe(nlp, [text])]
    [['昆明市公安局', '昆明市公安局五华分局']]

    Only the components of this package run. A text above ``nlp.max_length`` is cut between paragraphs; what one part
    says of units, periods and places is not known to the next, but date and home division are those of the document.

    workers: how many processes find records; the order is that of the texts in any case.

    Raises TypeError where ``texts`` are no strings, ValueError for an unknown kind, BrokenProcessPool where a process
    is killed. An error of ``texts`` itself is raised when the records of all texts before it are out.
    """
    kinds = check_kinds(kinds)
    if workers < 1:
        raise ValueError(f"workers: expected 1 or more, got {workers!r}")
    if isinstance(texts, str | bytes | Mapping) or not isinstance(texts, Iterable):
        raise TypeError(f"texts: expected strings, as in a list, got one {type(texts).__name__}")
    strings = _strings(texts)
    if workers > 1:
        return find_in_processes(nlp, strings, kinds, workers)
    return (find_rows(nlp, text, kinds) for text in strings)


def find_in_processes(
    nlp: Language, texts: Iterable[str], kinds: Iterable[str], workers: int, disable: Collection[str] = ()
) -> Iterator[Rows]:
    """Yield the records of texts, found by so many processes, in the order of the texts."""
    work = partial(find_rows, nlp, kinds=tuple(kinds), disable=disable)
    return map_in_processes(work, _batches(texts), workers)


def _strings(texts: Iterable[str]) -> Iterator[str]:
    for position, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"texts: expected strings, got {type(text).__name__} at position {position}")
        yield text


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in lists; where the texts end in an error, those before it first."""
    batch: list[str] = []
    chars = 0
    try:
        for text in texts:
            chars += len(text)
            batch.append(text)
            if chars >= BATCH_CHARS or len(batch) == BATCH_TEXTS:
                yield batch
                batch, chars = [], 0
    except Exception:
        yield batch
        raise
    if batch:
        yield batch
