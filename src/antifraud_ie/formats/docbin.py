"""DocBin: Docs with their records, for spaCy. Held in memory until the end: meant for thousands of documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import DocBin

from ..export import KEY, to_dict, write_records
from ..extractors import KINDS
from ..pipeline import load
from .base import Format, Row, Writer
from .jsonl import to_line

# Where a Doc says what it was made from, as JSON.
ORIGIN = "antifraud_ie_document"


class DocBinWriter(Writer):
    """Collects Docs, and writes them all at the end."""

    def open(self) -> None:
        """Make sure now that the file can be written at the end."""
        super().open()
        self.path.write_bytes(b"")
        self._nlp = load()
        self._docs = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)

    def write(self, row: Row, text: str) -> None:
        """Make a Doc of a text, and put its records in."""
        doc = self._nlp.make_doc(text)
        doc.user_data[ORIGIN] = to_line({name: value for name, value in row.items() if name not in KINDS})
        for kind in self.kinds:
            write_records(doc, kind, (KINDS[kind](**record) for record in row[kind]))
        self._docs.add(doc)

    def close(self) -> None:
        """Write the file."""
        self._docs.to_disk(self.path)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file."""
    load()  # defines the extensions that records are read by
    for doc in DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab):
        kinds = [kind for kind in KINDS if kind in doc.user_data[KEY]]
        yield {**json.loads(doc.user_data[ORIGIN]), **to_dict(doc, kinds)}


FORMAT = Format("docbin", DocBinWriter, read, ".spacy", stores_text=True, on_stdout=False)
