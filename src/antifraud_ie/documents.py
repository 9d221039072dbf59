"""The documents of a run: text files, folders of them, JSON lines and standard input, each with a name of its own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

STDIN = "-"
ROWS_SUFFIX = ".jsonl"
TEXT_FIELD = "text"


class Document(NamedTuple):
    """A document by its name: a path; or ``-``, or ``PATH:LINE`` for a row of JSON lines, which bring their content."""

    name: str
    content: bytes | None = None
    is_row: bool = False

    def read(self, text_field: str = TEXT_FIELD) -> tuple[str, dict[str, Any]]:
        """Return the text, and the ``id`` of the row where it has one.

        Raises OSError or ValueError where there is no text to be had.

        >>> Document("news.jsonl:7", b'{"id": 3, "text": "..."}', is_row=True).read()
        ('...', {'id': 3})
        """
        data = Path(self.name).read_bytes() if self.content is None else self.content
        return _row_text(data, text_field) if self.is_row else (decode(data), {})


def decode(data: bytes) -> str:
    """Return a text that is UTF-8, with or without a byte order mark, or else GB 18030.

    >>> decode("反诈".encode("gb18030"))
    '反诈'
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB 18030 text")


def find_files(paths: Iterable[str]) -> list[str]:
    """Return the files that paths name: folders give their .txt files, in order and deep; nothing stands twice.

    Raises ValueError where a path names nothing.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def documents_in(files: Iterable[str]) -> Iterator[Document]:
    """Yield the documents that files hold, one for each row of JSON lines."""
    for file in files:
        if file.endswith(ROWS_SUFFIX):
            with Path(file).open("rb") as rows:
                for number, row in enumerate(rows, 1):
                    if row.strip():
                        yield Document(f"{file}:{number}", row, is_row=True)
        else:  # a worker has no standard input, so it is read here
            yield Document(file, sys.stdin.buffer.read() if file == STDIN else None)


def count_documents(files: Iterable[str]) -> int:
    """Return how many documents files hold."""
    files = list(files)
    rows = [file for file in files if file.endswith(ROWS_SUFFIX)]
    return len(files) - len(rows) + sum(1 for _ in documents_in(rows))


def _files(path: str) -> Iterable[str]:
    if path == STDIN:
        return [path]
    if Path(path).is_file():
        if path.endswith(ROWS_SUFFIX) and not os.access(path, os.R_OK):
            raise ValueError(f"{path}: cannot be read")
        return [path]
    if not Path(path).is_dir():
        raise ValueError(f"{path}: no such file or folder")
    found = sorted(Path(path).rglob("*.txt"))
    if not found:
        raise ValueError(f"{path}: no .txt files in this folder")
    return map(str, found)


def _row_text(content: bytes, text_field: str) -> tuple[str, dict[str, Any]]:
    row = json.loads(content)
    text = row.get(text_field) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise ValueError(f'expected a JSON object with a string under "{text_field}"')
    return text, {"id": row["id"]} if "id" in row else {}
