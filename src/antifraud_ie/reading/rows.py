"""Rows: the documents inside a file of JSON lines, a table (CSV, TSV, Parquet) or a JSON array, one after the other.

A row comes with its number, and as what it was read to: a line of JSON (which is parsed where the document is read),
the cells asked for, or an error. No file but a JSON array is held in memory as a whole.
"""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from .encodings import detect

ID_FIELD = "id"
# Rows of a Parquet file that are held at a time, bytes that an encoding is told by, and the longest cell of a CSV file.
PARQUET_ROWS = 256
HEAD = 1 << 20
LONGEST_CELL = 1 << 27
BROKEN_CSV = 'expected a {row} of CSV, where a cell in quotes ends in " and has "" for a quote inside'
UNDECODABLE = "expected a row in {encoding}, found bytes that are not; name another encoding if it is in one"

Cells = dict[str, Any]


class Row(NamedTuple):
    """A row by its number: a line of JSON or cells by name, and what was wrong with it."""

    number: int
    content: str | Cells | None
    error: str | None = None


class Rows(NamedTuple):
    """The rows of a file, and the encoding they are in."""

    encoding: str
    rows: Iterable[Row]


def read_rows(path: Path, fields: Sequence[str], encoding: str | None = None) -> Rows:
    """Return the rows of a file, by its suffix; of tables the columns ``fields``, the first of which is the text's.

    Raises OSError or ValueError where the file, or what is left of it, cannot be read.
    """
    if path.suffix.lower() == ".parquet":
        return Rows("utf-8", _parquet_rows(path, fields))
    encoding = encoding or _encoding_of(path)
    return Rows(encoding, _READERS[path.suffix.lower()](path, fields, encoding))


def count_rows(path: Path, fields: Sequence[str], encoding: str | None = None) -> int:
    """Return how many rows a file has."""
    if path.suffix.lower() == ".parquet":
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # an extra

        with ParquetFile(path) as table:
            return int(table.metadata.num_rows)
    return sum(1 for _ in read_rows(path, fields, encoding).rows)


def parse_row(content: str | Cells, text_field: str) -> str:
    """Return the text of a row.

    >>> parse_row('{"id": 3, "text": "反诈"}', "text")
    '反诈'

    Raises ValueError where there is none.
    """
    if isinstance(content, str):
        row = json.loads(content)
        text = row.get(text_field) if isinstance(row, dict) else None
        if not isinstance(text, str):
            raise ValueError(f'expected a JSON object with a string under "{text_field}"')
    else:
        text = content.get(text_field)
        if not isinstance(text, str):
            raise ValueError(f'expected a string in column "{text_field}"')
    return text


def row_fields(content: str | Cells, fields: Iterable[str]) -> dict[str, Any]:
    """Return what a row has under some names, whatever else is wrong with it; nothing where it cannot be read.

    >>> row_fields('{"id": 3, "text": null}', ["id", "url"]), row_fields('{"id": 3, "te', ["id"])
    ({'id': 3}, {})
    """
    try:
        row = json.loads(content) if isinstance(content, str) else content
    except (ValueError, RecursionError):
        return {}
    return {name: _plain(row[name]) for name in fields if name in row} if isinstance(row, dict) else {}


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: a date as text, and nothing for NaN, which tables write where none stands."""
    return json.loads(json.dumps(value, default=str), parse_constant=lambda _: None)


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        return detect(file.read(HEAD)) or "utf-8"  # rows that are not in it fail one by one


def _lines(path: Path, encoding: str, newline: str) -> Iterator[str]:
    """Yield lines without a byte order mark; what cannot be decoded becomes lone surrogates."""
    with path.open(encoding=encoding, errors="surrogateescape", newline=newline) as file:
        for line in file:
            yield line.removeprefix("\ufeff")
            break
        yield from file


def _is_decoded(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _json_rows(path: Path, _: Sequence[str], encoding: str) -> Iterator[Row]:
    for number, line in enumerate(_lines(path, encoding, newline="\n"), 1):
        if not _is_decoded(line):
            yield Row(number, None, UNDECODABLE.format(encoding=encoding))
        elif line.strip():
            yield Row(number, line)


class _Replayed:
    """Lines that can be taken again from the second of a row, where a quote that nothing closes has swallowed them."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._row: list[str] = []
        self._again: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._row.append(line)
        return line

    def begin_row(self) -> None:
        """Forget the lines of the row before."""
        self._row.clear()

    def take_again(self) -> None:
        """Go back to the second line of the row."""
        self._again.extendleft(reversed(self._row[1:]))


def _json_array(path: Path, _: Sequence[str], encoding: str) -> Iterator[Row]:
    source = "".join(_lines(path, encoding, newline=""))
    if not _is_decoded(source):
        raise ValueError(UNDECODABLE.format(encoding=encoding))
    try:
        rows = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"expected a JSON array of objects: {error}") from error
    if not isinstance(rows, list):
        raise ValueError(f"expected a JSON array of objects, got {type(rows).__name__}; .jsonl has an object a line")
    for number, row in enumerate(rows, 1):
        yield Row(number, json.dumps(row))


def _csv_rows(path: Path, fields: Sequence[str], encoding: str, delimiter: str = ",") -> Iterator[Row]:
    lines = _Replayed(_lines(path, encoding, newline=""))
    table = csv.reader(lines, delimiter=delimiter, strict=True)  # or else quotes that nothing closes go unnoticed
    try:
        header = _next_cells(table) or []
    except csv.Error as error:
        raise ValueError(f"{BROKEN_CSV.format(row='header')}: {error}") from error
    _check_columns(header, fields)
    for number in count(1):
        lines.begin_row()
        try:
            cells = _next_cells(table)
        except csv.Error as error:
            lines.take_again()
            yield Row(number, None, f"{BROKEN_CSV.format(row='row')}: {error}")
            continue
        if cells is None:
            return
        yield _csv_row(number, header, cells, fields, encoding)


def _next_cells(table: Iterator[list[str]]) -> list[str] | None:
    """Return the cells of the next row, however long; the limit is of the whole process, and others may rely on it."""
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        return next(table, None)
    finally:
        csv.field_size_limit(limit)


def _csv_row(number: int, header: list[str], cells: list[str], fields: Sequence[str], encoding: str) -> Row:
    row = {name: cell for name, cell in zip(header, cells, strict=False) if name in fields and _is_decoded(cell)}
    error = None
    if any(cells[len(header) :]):
        # A comma in the text makes a cell too many, and moves those behind it.
        row = {name: row[name] for name in header[: header.index(fields[0])] if name in row}
        error = f"expected {len(header)} cells as in the header, found {len(cells)}"
    elif any(name in fields and name not in row for name in header[: len(cells)]):
        error = UNDECODABLE.format(encoding=encoding)
    return Row(number, row, error)


def _parquet_rows(path: Path, fields: Sequence[str]) -> Iterator[Row]:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # an extra

    with ParquetFile(path) as table:
        names = table.schema_arrow.names
        _check_columns(names, fields)
        columns = [name for name in dict.fromkeys(fields) if name in names]
        numbers = count(1)
        for batch in table.iter_batches(batch_size=PARQUET_ROWS, columns=columns):
            for cells in batch.to_pylist():
                yield Row(next(numbers), cells)


_READERS: Mapping[str, Callable[[Path, Sequence[str], str], Iterator[Row]]] = {
    ".jsonl": _json_rows,
    ".json": _json_array,
    ".csv": _csv_rows,
    ".tsv": partial(_csv_rows, delimiter="\t"),
}


def _check_columns(names: Sequence[str], fields: Sequence[str]) -> None:
    text_field = fields[0]
    if names.count(text_field) > 1:
        raise ValueError(f'expected one column "{text_field}" with the text, got {", ".join(names)}')
    if text_field not in names:
        raise ValueError(f'expected a column "{text_field}" with the text, got {", ".join(names) or "no columns"}')
    for name in fields:
        if name not in names and name != ID_FIELD:
            raise ValueError(f'expected a column "{name}", which is to be kept, got {", ".join(names)}')
