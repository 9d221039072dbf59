"""Batch runs: many documents read by one process or several, in order, none lost, a failing one recorded as such.

A run that writes JSON lines writes one for each document, so that the output itself tells how far it came: after a
kill, ``resume`` cuts off what was half written and tells what is done.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from spacy.language import Language

from .extractors import EXTRACTORS, KINDS
from .long_texts import find_rows
from .raw_doc import storable
from .reading import TEXT_FIELD, Document
from .workers import map_in_processes

# Documents that a worker takes at a time.
CHUNK = 8
WARM_UP = "昆明市公安局五华分局张贴反诈海报20张，全市刷单警情同比下降3%。"
# How a line of output begins, and what is left of it where a run was killed.
BEGINNING = b'{"document": "'
DIED = "the process that read it died: killed, or out of memory"


class Outcome(NamedTuple):
    """What became of a document: its row of output, the error where it failed, and the text where it is wanted."""

    name: str
    row: dict[str, Any]
    error: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Reader:
    """Turns documents into rows of output; it is sent to every process once.

    >>> from antifraud_ie import load
    >>> Reader(load())(Document("a.jsonl:1", '{"text": 5}')).row
    {'document': 'a.jsonl:1', 'error': 'expected a JSON object with a string under "text"'}

    with_text: whether outcomes bring the text, for formats that store it. keep: what else stands in a row's output.
    """

    nlp: Language
    kinds: tuple[str, ...] = tuple(EXTRACTORS)
    text_field: str = TEXT_FIELD
    with_text: bool = False
    keep: tuple[str, ...] = ()

    def __call__(self, document: Document) -> Outcome:
        """Return what became of a document; whatever goes wrong with it is an outcome too."""
        try:
            text, origin = document.read(self.text_field, self.keep)
            row = {"document": document.name, **origin, **find_rows(self.nlp, text, self.kinds)}
            return Outcome(document.name, row, text=storable(text) if self.with_text else "")
        except (OSError, ValueError) as error:
            return failed(document.name, str(error), document.identity(self.keep))
        except Exception as error:  # one document must not end the run
            return failed(document.name, f"{type(error).__name__}: {error}", document.identity(self.keep))


@dataclass
class Tally:
    """Counts of a run: documents read, those of them that an earlier run has done, those that failed.

    >>> str(Tally(read=12, before=5, failed=1))
    'read 12 (5 before), done 11, failed 1'
    """

    read: int = 0
    before: int = 0
    failed: int = 0

    def waiting(self, documents: Iterable[Document], done: Mapping[str, bool]) -> Iterator[Document]:
        """Yield the documents that are not done, and count those that are."""
        for document in documents:
            if document.name in done:
                self.read += 1
                self.before += 1
                self.failed += done[document.name]
            else:
                yield document

    def add(self, outcome: Outcome) -> None:
        """Count what became of a document."""
        self.read += 1
        self.failed += outcome.error is not None

    def __str__(self) -> str:
        before = f" ({self.before} before)" if self.before else ""
        return f"read {self.read}{before}, done {self.read - self.failed}, failed {self.failed}"


class ResumeError(ValueError):
    """An output that cannot be gone on with; the message names the file and the line."""


def read_all(reader: Reader, documents: Iterable[Document], workers: int = 1) -> Iterator[Outcome]:
    """Yield what becomes of documents, in their order; more than one worker means so many processes."""
    # Whatever is wrong with the pipeline itself shows here; and forked workers share what is built here.
    find_rows(reader.nlp, WARM_UP, reader.kinds)
    if workers == 1:
        yield from map(reader, documents)
        return
    yield from map_in_processes(reader, _chunks(iter(documents)), workers, _lost)


def resume(output: Path, kinds: Iterable[str]) -> dict[str, bool]:
    """Cut off a line that is half written, and return the documents done, each with whether it failed.

    kinds: of the records that lines have. Raises ResumeError where the file holds something else than such lines.
    """
    wanted = set(kinds)
    done: dict[str, bool] = {}
    end = 0
    with output.open("rb+") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n") and (done or BEGINNING.startswith(line[: len(BEGINNING)])):
                break
            try:
                row = json.loads(line)
                done[str(row["document"])] = "error" in row
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise ResumeError(
                    f"{output}, line {number}: expected the line of a document that an earlier run has written"
                ) from error
            if "error" not in row and wanted ^ row.keys() & KINDS.keys():
                raise ResumeError(
                    f"{output}, line {number}: expected {_listed(wanted)}, as this run takes, found {_listed(row)}"
                )
            end += len(line)
        file.truncate(end)
    return done


def _listed(kinds: Container[str]) -> str:
    return ", ".join(kind for kind in KINDS if kind in kinds) or "no records"


def failed(name: str, error: str, identity: Mapping[str, Any] = MappingProxyType({})) -> Outcome:
    """Return the outcome of a document that failed; ``identity`` is the ``id`` that its row has."""
    return Outcome(name, {"document": name, **identity, "error": error}, error)


def _lost(document: Document) -> Outcome:
    return failed(document.name, DIED, document.identity())


def _chunks(documents: Iterator[Document]) -> Iterator[list[Document]]:
    while chunk := list(islice(documents, CHUNK)):
        yield chunk
