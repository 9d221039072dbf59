"""Outputs among inputs: what an earlier run has written, whose texts are mentions, or documents read before."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from ..extractors import KINDS
from .brat import CONFIG, INDEX
from .frames import import_pyarrow
from .schema import DOCUMENT_COLUMNS, LABEL

_COLUMNS = {*DOCUMENT_COLUMNS, LABEL, "text", "start_char", "end_char"}
# How a report names its maker, in its head.
GENERATOR = '<meta name="generator" content="antifraud_ie">'
HEAD_LINES = 20


def is_output(path: Path) -> bool:
    """Say whether this package has written a file that could be taken for documents.

    >>> is_output(Path("none.txt"))
    False
    """
    if all((path.parent / name).is_file() for name in (CONFIG, INDEX)):
        return True
    look = _LOOKS.get(path.suffix.lower())
    try:
        return look is not None and look(path)
    except (OSError, ValueError, RecursionError, csv.Error):
        return False  # reading it will say what is wrong with it


def is_report(path: Path) -> bool:
    """Say whether there is a file that is a report of this package."""
    if not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return any(GENERATOR in line for line in islice(file, HEAD_LINES))


def _is_csv(path: Path) -> bool:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return set(next(csv.reader(file), [])) >= _COLUMNS


def _is_parquet(path: Path) -> bool:
    import_pyarrow()
    from pyarrow.parquet import read_schema  # noqa: PLC0415  # an extra

    return set(read_schema(path).names) >= _COLUMNS


def _is_json_lines(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        row = json.loads(file.readline())
    return isinstance(row, dict) and (_is_row(row) or _is_row(row.get("origin")))


def _is_row(row: Any) -> bool:
    """Say whether a line of output begins so, or what annotation formats keep of one."""
    return isinstance(row, dict) and "document" in row and any(name in row for name in ("error", "kinds", *KINDS))


_LOOKS: Mapping[str, Callable[[Path], bool]] = {
    ".csv": _is_csv,
    ".parquet": _is_parquet,
    ".jsonl": _is_json_lines,
    ".html": is_report,
    ".htm": is_report,
}
