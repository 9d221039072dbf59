"""The documents of a run, each with a name of its own: files, pages, rows of tables, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import regex

from ..extras import to_install
from .encodings import decode
from .pages import ARCHIVE_SUFFIXES, PAGE_SUFFIXES, decode_page, main_text, saved_page
from .rows import ID_FIELD, Cells, count_rows, parse_row, read_rows, row_fields

STDIN = "-"
TEXT_FIELD = "text"
ROW_SUFFIXES = frozenset({".jsonl", ".json", ".csv", ".tsv", ".parquet"})
SUFFIXES = frozenset({".txt"}) | ROW_SUFFIXES | PAGE_SUFFIXES | ARCHIVE_SUFFIXES
# A folder gives files of these: JSON that is found there is mostly something else than documents.
FOLDER_SUFFIXES = SUFFIXES - {".json"}
_SUFFIX = regex.compile(r"\.[A-Za-z]\w{0,9}")  # what stands behind the dot in 通报2022.02 is none
# What a suffix needs beyond the package's own requirements: a module, and the extra that brings it.
_NEEDS = {
    ".parquet": ("pyarrow", "tables"),
    **dict.fromkeys(PAGE_SUFFIXES | ARCHIVE_SUFFIXES, ("trafilatura", "html")),
}


class Document(NamedTuple):
    """A document by its name: the path of a file, ``PATH:ROW`` for a row of one, ``-`` for standard input.

    Only rows and standard input bring their content: a line of JSON, cells by name, or bytes. ``encoding`` is that of
    the file where it is known; ``error`` says why a row could not be read.
    """

    name: str
    content: bytes | str | Cells | None = None
    encoding: str | None = None
    error: str | None = None

    def read(self, text_field: str = TEXT_FIELD, keep: Iterable[str] = ()) -> tuple[str, dict[str, Any]]:
        """Return the text, and what else is to be said of it.

        >>> Document("news.jsonl:7", '{"id": 3, "text": "..."}').read()
        ('...', {'id': 3})

        That is the ``id`` of a row, and what it has under the names ``keep``; the ``encoding`` that is not UTF-8, and
        the number of ``undecodable`` characters; of a page the main ``text``, which offsets refer to.
        Raises OSError or ValueError where there is no text to be had.
        """
        if self.error is not None:
            raise ValueError(self.error)
        if isinstance(self.content, str | dict):
            encoding = {} if self.encoding in (None, "utf-8") else {"encoding": self.encoding}
            return parse_row(self.content, text_field), {**self.identity(keep), **encoding}
        data = Path(self.name).read_bytes() if self.content is None else self.content
        suffix = _suffix(self.name)
        if suffix in ARCHIVE_SUFFIXES:
            data = saved_page(data)
        if suffix in PAGE_SUFFIXES | ARCHIVE_SUFFIXES:
            page = decode_page(data, self.encoding)
            text = main_text(page.text)
            return text, {**page.report(), "text": text}
        decoded = decode(data, self.encoding)
        return decoded.text, decoded.report()

    def identity(self, keep: Iterable[str] = ()) -> dict[str, Any]:
        """Return the ``id`` of a row and what is to be kept of it, which it has even where it has no text.

        >>> Document("news.jsonl:7", '{"id": 3}').identity()
        {'id': 3}
        """
        return row_fields(self.content, (ID_FIELD, *keep)) if isinstance(self.content, str | dict) else {}


def find_files(paths: Iterable[str]) -> list[str]:
    """Return the files that paths name: folders give those of known suffixes, in order and deep.

    A file stands once, by the name that comes first, however many paths and links lead to it.
    Raises ValueError where a path names nothing, a file of another suffix, or one that only an extra can read.
    """
    first_names: dict[str, str] = {}
    for path in paths:
        for file in _files(path):
            first_names.setdefault(file if file == STDIN else os.path.realpath(file), file)
    files = list(first_names.values())
    for file in files:
        _check_extra(file)
    return files


def documents_in(
    files: Iterable[str], text_field: str = TEXT_FIELD, encoding: str | None = None, keep: Iterable[str] = ()
) -> Iterator[Document]:
    """Yield the documents that files hold, one for each row of a table; what cannot be read is a document too.

    keep: the columns of tables that rows bring beside ``id`` and their text.
    """
    fields = (text_field, ID_FIELD, *keep)
    for file in files:
        if _suffix(file) in ROW_SUFFIXES:
            yield from _row_documents(file, fields, encoding)
        else:
            yield _document(file, encoding)


def count_documents(
    files: Iterable[str], text_field: str = TEXT_FIELD, encoding: str | None = None, keep: Iterable[str] = ()
) -> int:
    """Return how many documents ``documents_in`` yields."""
    fields = (text_field, ID_FIELD, *keep)
    return sum(_count(file, fields, encoding) for file in files)


def _document(file: str, encoding: str | None) -> Document:
    """Return a document with what a worker cannot read: standard input, and pipes, which this process has open."""
    try:
        if file == STDIN:
            return Document(file, sys.stdin.buffer.read(), encoding)
        return Document(file, None if Path(file).is_file() else Path(file).read_bytes(), encoding)
    except OSError as error:
        return Document(file, error=str(error))


def _row_documents(file: str, fields: Sequence[str], encoding: str | None) -> Iterator[Document]:
    name, number = file, 0
    try:
        found, rows = read_rows(Path(file), fields, encoding)
        for number, content, error in rows:
            yield Document(f"{file}:{number}", content, found, error)
    except (OSError, ValueError) as error:
        name = f"{file}:{number + 1}" if number else file
        yield Document(name, error=f"cannot be read from here on: {error}" if number else str(error))


def _count(file: str, fields: Sequence[str], encoding: str | None) -> int:
    if _suffix(file) not in ROW_SUFFIXES:
        return 1
    try:
        return count_rows(Path(file), fields, encoding)
    except (OSError, ValueError):
        return 1  # the error


def _suffix(file: str) -> str:
    return Path(file).suffix.lower()


def _check_extra(file: str) -> None:
    module, extra = _NEEDS.get(_suffix(file), ("", ""))
    if module and find_spec(module) is None:
        raise ValueError(f"{file}: reading this needs {module}: {to_install(extra)}")


def _files(path: str) -> Iterable[str]:
    if path == STDIN:
        if sys.stdin is None:
            raise ValueError("expected something on standard input, which is closed")
        return [path]
    if not path:  # which would be the folder that one is in
        raise ValueError("expected a file or folder, got an empty path")
    if not Path(path).exists():
        raise ValueError(f"{path}: no such file or folder")
    if not Path(path).is_dir():
        _check_file(path)
        return [path]
    found = sorted(file for file in Path(path).rglob("*") if _suffix(file.name) in FOLDER_SUFFIXES and _is_own(file))
    if not found:
        raise ValueError(f"{path}: no {', '.join(sorted(FOLDER_SUFFIXES))} files in this folder")
    return map(str, found)


def _check_file(file: str) -> None:
    suffix = _suffix(file)
    if suffix in ROW_SUFFIXES and not Path(file).is_file():
        raise ValueError(f"{file}: expected a file, for rows are read after their encoding; got a pipe or a device")
    if suffix in ROW_SUFFIXES and not os.access(file, os.R_OK):
        raise ValueError(f"{file}: cannot be read")
    if suffix not in SUFFIXES and _SUFFIX.fullmatch(suffix):
        raise ValueError(
            f"{file}: unknown suffix {suffix!r}; expected one of {', '.join(sorted(SUFFIXES))}, "
            f"or none for text (or the text itself on standard input: - < {file})"
        )


def _is_own(file: Path) -> bool:
    """Say whether a file is more than a part of a saved page, which a browser puts into a folder beside it."""
    folders = (folder for folder in file.parents if folder.name.endswith("_files"))
    return file.is_file() and not any(
        folder.with_name(folder.name.removesuffix("_files") + suffix).exists()
        for folder in folders
        for suffix in PAGE_SUFFIXES
    )
