"""CSV: the tidy table, a row a record, in UTF-8 with the byte order mark that spreadsheets know Chinese by.

An empty cell means None; lists stand as JSON.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..extractors import KINDS
from .base import STDOUT, Format, Row, TextWriter
from .schema import columns, flat_rows, grouped_rows, plain_type

_TYPES = {str: str, int: int, float: float}


class CsvWriter(TextWriter):
    """Writes records as rows of CSV."""

    def open(self) -> None:
        """Open the file and write the header."""
        self.encoding = "utf-8" if self.path == STDOUT else "utf-8-sig"
        super().open()
        self._table = csv.DictWriter(self.file, [column.name for column in columns(self.kinds, self.keep)])
        self._table.writeheader()

    def write(self, row: Row, text: str) -> None:
        """Write a row for each record of a document."""
        for flat in flat_rows(row, self.kinds, self.keep):
            self._table.writerow({name: _cell(value) for name, value in flat.items()})
        self.file.flush()


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file, those that have records, with values typed again."""
    types = {column.name: plain_type(column.type) for column in columns(KINDS)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = (
            {name: _value(cell, types.get(name, str)) for name, cell in row.items()} for row in csv.DictReader(file)
        )
        yield from grouped_rows(rows)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _value(cell: str, wanted: Any) -> Any:
    if not cell:
        return None
    return _TYPES[wanted](cell) if wanted in _TYPES else json.loads(cell)


FORMAT = Format("csv", CsvWriter, read, ".csv")
