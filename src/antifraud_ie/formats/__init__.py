"""Formats of output, by name: each a module with a writer, a reader and a ``FORMAT`` that says what it is.

>>> sorted(FORMATS)
['brat', 'csv', 'docbin', 'doccano', 'jsonl', 'label-studio', 'parquet']
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from . import brat, csv, docbin, doccano, jsonl, label_studio, parquet
from .base import Format, Row, Writer
from .frames import to_arrow, to_pandas, to_polars

__all__ = ["FORMATS", "Format", "Row", "Writer", "format_for", "to_arrow", "to_pandas", "to_polars"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {module.FORMAT.name: module.FORMAT for module in (jsonl, csv, parquet, docbin, doccano, label_studio, brat)}
)


def format_for(path: Path) -> Format:
    """Return the format that a file's suffix stands for; JSON lines where it has none.

    >>> format_for(Path("records.parquet")).name, format_for(Path("-")).name
    ('parquet', 'jsonl')

    Raises ValueError where the suffix stands for no format.
    """
    suffixes = {each.suffix: each for each in FORMATS.values() if each.suffix} | {"": FORMATS["jsonl"]}
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        raise ValueError(f"unknown suffix {suffix!r}; expected one of {', '.join(sorted(filter(None, suffixes)))}")
    return suffixes[suffix]
