"""Parquet: the tidy table, a row a record, written in groups of rows as the run goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .base import Format, Row, Writer
from .frames import arrow_schema, import_pyarrow
from .schema import flat_rows, grouped_rows

# Records that are held before they are written.
GROUP = 50_000


class ParquetWriter(Writer):
    """Writes records as rows of a Parquet file, which can be read when it has been closed."""

    def open(self) -> None:
        """Open the file."""
        import_pyarrow()
        from pyarrow.parquet import ParquetWriter as Table  # noqa: PLC0415  # an extra

        super().open()
        self._schema = arrow_schema(self.kinds, self.keep)
        self._table = Table(self.path, self._schema, compression="zstd")
        self._record = import_pyarrow().struct(self._schema)
        self._waiting: list[Any] = []
        self._records = 0

    def write(self, row: Row, text: str) -> None:
        """Take the records of a document, and write those that make a group full.

        Raises ValueError where a value does not fit its column; then the document is left out alone.
        """
        rows = list(flat_rows(row, self.kinds, self.keep))
        try:
            self._waiting.append(import_pyarrow().array(rows, self._record))
        except OverflowError as error:
            raise ValueError(str(error)) from error
        self._records += len(rows)
        if self._records >= GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the footer."""
        self._flush()
        self._table.close()

    def _flush(self) -> None:
        if self._records:
            records = import_pyarrow().concat_arrays(self._waiting).flatten()
            self._table.write_table(import_pyarrow().Table.from_arrays(records, schema=self._schema))
            self._waiting, self._records = [], 0


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file, those that have records."""
    import_pyarrow()
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415  # an extra

    with ParquetFile(path) as table:
        rows = (row for batch in table.iter_batches() for row in batch.to_pylist())
        yield from grouped_rows(rows)


FORMAT = Format("parquet", ParquetWriter, read, ".parquet", on_stdout=False)
