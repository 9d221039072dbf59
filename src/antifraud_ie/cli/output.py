"""Where the documents of a run go: into a file of some format, and those that failed maybe into another."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..batch import Outcome, failed
from ..formats import Format, jsonl
from ..formats.base import STDOUT
from .usage import refuse


class OutputError(Exception):
    """What keeps a run from writing on, such as a full disk."""


class Output:
    """Writes outcomes; a context manager.

    JSON lines hold failures too. Beside any other format they go into ``OUTPUT.errors.jsonl``, which exists only where
    there are some. Raises OutputError where what was opened cannot be written.
    """

    def __init__(self, path: Path, to: Format, kinds: tuple[str, ...], keep: tuple[str, ...], *, resume: bool) -> None:
        self._path = path
        self._identity = ("id", *keep)
        self._holds_failures = to.resumable
        self._errors = None if path == STDOUT or to.resumable else _errors_file(path)
        try:
            self._writer = jsonl.MoreJsonLines(path, kinds) if resume else to.writer(path, kinds, keep)
            if self._errors:
                self._errors.unlink(missing_ok=True)
        except OSError as error:
            refuse(self._message(error))
        except ModuleNotFoundError as error:
            refuse(f"--format {to.name}: {error}")

    def __enter__(self) -> Output:
        return self

    def __exit__(self, raised: type[BaseException] | None, *_: object) -> None:
        try:
            self._writer.close()
        except OSError as error:
            if raised is None:  # or else it is the same once more
                raise OutputError(self._message(error)) from error

    def add(self, outcome: Outcome) -> Outcome:
        """Write what became of a document, and return it; it has failed too where the format cannot hold it."""
        try:
            return self._add(outcome)
        except BrokenPipeError:  # nobody reads standard output any more, and nobody needs to be told
            raise
        except OSError as error:
            raise OutputError(self._message(error)) from error

    def _add(self, outcome: Outcome) -> Outcome:
        if outcome.error is None:
            try:
                self._writer.write(outcome.row, outcome.text)
                return outcome
            except ValueError as error:
                identity = {name: outcome.row[name] for name in self._identity if name in outcome.row}
                outcome = failed(outcome.name, str(error), identity)
        if self._holds_failures:
            self._writer.write(outcome.row, "")
        elif self._errors:
            with self._errors.open("a", encoding="utf-8") as file:
                file.write(jsonl.to_line(outcome.row) + "\n")
        return outcome

    def _message(self, error: OSError) -> str:
        return f"--output: {self._path}: {error.strerror or error}"


def settled(output: Path) -> Path:
    """Return the path of an output without a way through a folder that is still to be made, as in new/../notes.txt."""
    return Path(os.path.realpath(output)) if ".." in output.parts and not output.parent.exists() else output


def written_files(output: Path, to: Format) -> tuple[Path, ...]:
    """Return all files that a run writes: the output, what its format puts beside it, and the failures."""
    if output == STDOUT:
        return ()
    beside = [output.with_suffix(to.beside)] if to.beside else []
    if output in beside:
        raise ValueError(f"--output: {output}: expected another suffix than {to.beside}, which {to.name} writes beside")
    return (output, *beside, *([] if to.resumable else [_errors_file(output)]))


def check_new(written: Iterable[Path], ways_out: str) -> None:
    """Raise ValueError where a file that is to be written is there already, and holds something."""
    for path in written:
        if path.is_file() and path.stat().st_size:
            raise ValueError(f"--output: {path}: exists already; {ways_out}")


def _errors_file(output: Path) -> Path:
    output = output if output.name else output.resolve()  # the folder that one is in
    return output.with_name(f"{output.name}.errors.jsonl")
