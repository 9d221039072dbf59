"""Doccano: JSON lines for sequence labelling, to be imported with the columns ``text`` and ``label``.

Doccano keeps further columns as metadata and exports them again; so what was read is a corrected export, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .annotations import LabelledMention, mentions, origin, to_row
from .base import Format, Row, TextWriter
from .jsonl import to_line


class DoccanoWriter(TextWriter):
    """Writes a line a document."""

    def write(self, row: Row, text: str) -> None:
        """Write a text with its labels."""
        found = mentions(row, self.kinds)
        line = {
            "text": text,
            "label": [[mention.start, mention.end, mention.label] for mention in found],
            "values": [[mention.start, mention.end, mention.label, mention.values] for mention in found],
            "origin": origin(row, self.kinds),
        }
        self.file.write(to_line(line) + "\n")
        self.file.flush()


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file, as it was written or as doccano has exported it."""
    with path.open(encoding="utf-8") as file:
        for line in map(json.loads, file):
            values = {(start, end, label): known for start, end, label, known in line.get("values", [])}
            found = [
                LabelledMention(label, start, end, values.get((start, end, label), {}))
                for start, end, label in line["label"]
            ]
            yield to_row(line.get("origin", {}), line["text"], found)


FORMAT = Format("doccano", DoccanoWriter, read, "", stores_text=True)
