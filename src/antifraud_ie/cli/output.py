"""Where the documents of a run go: into a file of some format, and those that failed maybe into another."""

from __future__ import annotations

from pathlib import Path

from ..batch import Outcome, failed
from ..formats import Format, jsonl
from ..formats.base import STDOUT
from .usage import refuse


class Output:
    """Writes outcomes; a context manager.

    JSON lines hold failures too. Beside any other format they go into ``OUTPUT.errors.jsonl``, which exists only where
    there are some.
    """

    def __init__(self, path: Path, to: Format, kinds: tuple[str, ...], *, resume: bool) -> None:
        self._holds_failures = to.resumable
        self._errors = None if path == STDOUT or to.resumable else path.with_name(f"{path.name}.errors.jsonl")
        try:
            if self._errors:
                self._errors.unlink(missing_ok=True)
            self._writer = jsonl.MoreJsonLines(path, kinds) if resume else to.writer(path, kinds)
        except OSError as error:
            refuse(f"--output: {path}: {error.strerror or error}")
        except ModuleNotFoundError as error:
            refuse(f"--format {to.name}: {error}")

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def add(self, outcome: Outcome) -> Outcome:
        """Write what became of a document, and return it; it has failed too where the format cannot hold it."""
        if outcome.error is None or self._holds_failures:
            try:
                self._writer.write(outcome.row, outcome.text)
                return outcome
            except ValueError as error:
                identity = {name: outcome.row[name] for name in ("id",) if name in outcome.row}
                outcome = failed(outcome.name, str(error), identity)
        if self._errors:
            with self._errors.open("a", encoding="utf-8") as file:
                file.write(jsonl.to_line(outcome.row) + "\n")
        return outcome
