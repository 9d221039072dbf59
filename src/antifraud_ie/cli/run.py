"""A run over many documents, as ``extract`` and ``report`` have it: what is read, and what reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ..batch import Outcome, Reader, Tally, read_all
from ..pipeline import load
from ..reading import count_documents, documents_in
from .inputs import input_files
from .options import checked_encoding, lexicon_files


@dataclass(frozen=True)
class Run:
    """What a run reads, and the processes that read it."""

    reader: Reader
    files: list[str]
    encoding: str | None
    workers: int

    def outcomes(self, tally: Tally, done: Mapping[str, bool] = MappingProxyType({})) -> Iterator[Outcome]:
        """Yield what becomes of the documents that are not done; the tally learns of those that are."""
        documents = documents_in(*self._source())
        return read_all(self.reader, tally.waiting(documents, done), self.workers)

    def count(self) -> int:
        """Return how many documents there are."""
        return count_documents(*self._source())

    def _source(self) -> tuple[list[str], str, str | None, tuple[str, ...]]:
        return self.files, self.reader.text_field, self.encoding, self.reader.keep


def prepare(
    paths: list[str],
    written: Iterable[Path],
    *,
    kinds: tuple[str, ...],
    with_text: bool,
    text_field: str,
    encoding: str | None,
    workers: int,
    include_boilerplate: bool,
    lexicon: list[str] | None,
    quiet: bool,
    keep: tuple[str, ...] = (),
) -> Run:
    """Return a run over what paths name, but for the files that it writes itself.

    Raises ValueError where paths or options are wrong, LexiconError where a lexicon is.
    """
    encoding = checked_encoding(encoding)
    files = input_files(paths, written, quiet=quiet)
    nlp = load(include_boilerplate=include_boilerplate, lexicons=lexicon_files(lexicon))
    return Run(Reader(nlp, kinds, text_field, with_text, keep), files, encoding, workers)
