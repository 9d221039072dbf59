"""What every format is made of: a writer that takes documents one by one, and a function that reads them back."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

STDOUT = Path("-")
# A document as a line of output has it: its name, what else is to be said of it, and its records by kind.
Row = Mapping[str, Any]


class Writer(ABC):
    """Writes documents into a file or a folder; a context manager, which closes what is open.

    path: where to; ``-`` is standard output, for formats of text. kinds: the kinds of records that rows have.
    keep: further columns of tables, which rows may have.
    Raises OSError where nothing can be written there, ModuleNotFoundError where an extra is missing.
    """

    def __init__(self, path: Path, kinds: tuple[str, ...], keep: tuple[str, ...] = ()) -> None:
        self.path = path
        self.kinds = kinds
        self.keep = keep
        self.open()

    def open(self) -> None:
        """Make ready to write."""
        self.path.parent.mkdir(parents=True, exist_ok=True)

    @abstractmethod
    def write(self, row: Row, text: str) -> None:
        """Write a document with its text. Raises ValueError where the format cannot hold it."""

    @abstractmethod
    def close(self) -> None:
        """Write what is still to be written, and close."""

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class TextWriter(Writer):
    """Writes documents as text."""

    encoding = "utf-8"
    mode = "w"

    def open(self) -> None:
        """Open the file, or standard output."""
        if self.path == STDOUT:
            self.file: IO[str] = open(  # noqa: SIM115  # closed by `close`
                sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False
            )
            return
        super().open()
        self.file = self.path.open(self.mode, encoding=self.encoding, newline="")

    def close(self) -> None:
        """Close the file."""
        self.file.close()


@dataclass(frozen=True, slots=True)
class Format:
    """A format of output.

    suffix: of files that are written so unless told otherwise; empty where there is none.
    resumable: whether a line stands there for each document, failed ones too, so that a run can be gone on with.
    beside: the suffix of another file that is written beside the first, empty where there is none.
    stores_text: whether texts are stored. on_stdout: whether it can be written to standard output.
    """

    name: str
    writer: Callable[[Path, tuple[str, ...], tuple[str, ...]], Writer]
    read: Callable[[Path], Iterator[dict[str, Any]]]
    suffix: str
    resumable: bool = False
    beside: str = ""
    stores_text: bool = False
    on_stdout: bool = True
