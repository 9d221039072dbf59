"""Brat: stand-off annotation, a folder with a ``.txt`` and an ``.ann`` file a document.

``annotation.conf`` tells brat the labels, ``documents.jsonl`` says which file was made from which document. A mention
that goes over a line break is written as brat wants it: in fragments. The values stand in an annotator's note.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import regex

from .annotations import LabelledMention, labels, mentions, origin, to_row
from .base import Format, Row, Writer

INDEX = "documents.jsonl"
CONFIG = "annotation.conf"
# Relations, events and attributes there are none; brat wants the sections all the same.
_CONFIG = """[entities]
{labels}

[relations]
<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""
# What cannot stand in a line of an .ann file, for it ends the line or the field.
_BREAKS = "\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029"
_UNBROKEN = regex.compile(f"[^{_BREAKS}]+")
_BREAK = regex.compile(f"[{_BREAKS}]")
_ENTITY = regex.compile(r"(?P<id>T\d+)\t(?P<label>\S+) (?P<start>\d+) (?:[\d ;]* )?(?P<end>\d+)\t")
_NOTE = regex.compile(r"#\d+\tAnnotatorNotes (?P<id>T\d+)\t(?P<note>.*)")
_UNSAFE = regex.compile(r"[^A-Za-z0-9_-]+")
NAME_LENGTH = 60


class BratWriter(Writer):
    """Writes two files a document."""

    def open(self) -> None:
        """Make the folder with its configuration. Raises FileExistsError where it holds something already."""
        if self.path.exists() and any(self.path.iterdir()):
            raise FileExistsError(None, "expected a new or empty folder", str(self.path))
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / CONFIG).write_text(_CONFIG.format(labels="\n".join(labels(self.kinds))), "utf-8")
        self._index = (self.path / INDEX).open("w", encoding="utf-8")
        self._number = 0

    def write(self, row: Row, text: str) -> None:
        """Write a text and its annotation."""
        self._number += 1
        name = file_name(self._number, row["document"])
        (self.path / f"{name}.txt").write_bytes(text.encode())
        lines = "".join(_lines(mentions(row, self.kinds), text))
        (self.path / f"{name}.ann").write_bytes(lines.encode())
        self._index.write(json.dumps({"file": name, **origin(row, self.kinds)}) + "\n")

    def close(self) -> None:
        """Close the index."""
        self._index.close()


def file_name(number: int, document: str) -> str:
    """Return the name of a document's files: its number in the run, and what of its own name is plain ASCII.

    >>> file_name(3, "news/01_kunming.txt"), file_name(4, "新闻.jsonl:17")
    ('000003_01_kunming', '000004_jsonl_17')
    """
    plain = Path(document).name.removesuffix(".txt")
    return f"{number:06}_{_UNSAFE.sub('_', plain).strip('_')[:NAME_LENGTH]}".rstrip("_")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a folder."""
    with (path / INDEX).open(encoding="utf-8") as index:
        for entry in map(json.loads, index):
            name = entry.pop("file")
            text = (path / f"{name}.txt").read_bytes().decode()
            yield to_row(entry, text, _mentions((path / f"{name}.ann").read_bytes().decode().split("\n")))


def _lines(found: Iterable[LabelledMention], text: str) -> Iterator[str]:
    for number, mention in enumerate(found, 1):
        parts = list(_UNBROKEN.finditer(text, mention.start, mention.end))
        places = ";".join(f"{part.start()} {part.end()}" for part in parts)
        yield f"T{number}\t{mention.label} {places}\t{' '.join(part.group() for part in parts)}\n"
        note = json.dumps(mention.values, ensure_ascii=False)
        yield f"#{number}\tAnnotatorNotes T{number}\t{_BREAK.sub(_escaped, note)}\n"


def _escaped(match: regex.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _mentions(lines: Iterable[str]) -> Iterator[LabelledMention]:
    lines = list(lines)
    notes = {match["id"]: match["note"] for line in lines if (match := _NOTE.match(line))}
    for line in lines:
        if match := _ENTITY.match(line):
            yield LabelledMention(
                match["label"], int(match["start"]), int(match["end"]), _values(notes.get(match["id"], "{}"))
            )


def _values(note: str) -> dict[str, Any]:
    try:
        values = json.loads(note)
    except ValueError:
        return {}  # a note of somebody's own
    return values if isinstance(values, dict) else {}


FORMAT = Format("brat", BratWriter, read, "", stores_text=True, on_stdout=False)
