"""JSON lines: a document a line, with everything that is known of it. The only format that a run can go on with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..raw_doc import storable
from .base import Format, Row, TextWriter


class JsonLines(TextWriter):
    """Writes a line a document, and each at once, so that a killed run has lost nothing."""

    def write(self, row: Row, text: str) -> None:
        """Write a line."""
        self.file.write(to_line(row) + "\n")
        self.file.flush()


class MoreJsonLines(JsonLines):
    """Writes behind what an earlier run has written."""

    mode = "a"


def to_line(row: Row) -> str:
    """Return a row as a line of JSON; where the name of a file is no Unicode, escaped.

    >>> to_line({"document": "反诈.txt"})
    '{"document": "反诈.txt"}'
    """
    line = json.dumps(row, ensure_ascii=False, allow_nan=False)
    return line if storable(line) == line else json.dumps(row)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


FORMAT = Format("jsonl", JsonLines, read, ".jsonl", resumable=True)
