"""Label Studio: tasks with predictions, as one JSON array, and the labelling set-up of the project beside it.

Label Studio counts places in Unicode code points, as Python does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from .annotations import LabelledMention, labels, mentions, origin, to_row
from .base import STDOUT, Format, Row, TextWriter
from .jsonl import to_line

# Names of the two tags in the set-up, which every label refers to.
LABELS, TEXT = "label", "text"
MODEL = "antifraud_ie"
SETUP = ".xml"


class LabelStudioWriter(TextWriter):
    """Writes an array of tasks; the set-up goes into a file of the same name that ends in ``.xml``."""

    def open(self) -> None:
        """Open the file, begin the array, and write the set-up."""
        super().open()
        self.file.write("[")
        self._between = "\n"
        if self.path != STDOUT:
            self.path.with_suffix(SETUP).write_text(label_config(self.kinds), "utf-8")

    def write(self, row: Row, text: str) -> None:
        """Write a task."""
        result = [_region(number, mention, text) for number, mention in enumerate(mentions(row, self.kinds), 1)]
        task = {
            "data": {TEXT: text, "origin": origin(row, self.kinds)},
            "predictions": [{"model_version": MODEL, "result": result}],
        }
        self.file.write(self._between + to_line(task))
        self._between = ",\n"

    def close(self) -> None:
        """End the array."""
        self.file.write("\n]\n")
        super().close()


def label_config(kinds: Iterable[str]) -> str:
    """Return the labelling set-up of a project, which Label Studio asks for as XML.

    >>> print(label_config(["trends"]))
    <View>
      <Labels name="label" toName="text">
        <Label value="trends-up"/>
        <Label value="trends-down"/>
        <Label value="trends-flat"/>
      </Labels>
      <Text name="text" value="$text"/>
    </View>
    """
    choices = [f"    <Label value={quoteattr(label)}/>" for label in labels(kinds)]
    head = ["<View>", f'  <Labels name="{LABELS}" toName="{TEXT}">']
    return "\n".join([*head, *choices, "  </Labels>", f'  <Text name="{TEXT}" value="${TEXT}"/>', "</View>"])


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file, as it was written or as Label Studio has exported it (JSON).

    What annotators have made of a task goes before what was predicted, unless they have cancelled it.
    """
    for task in json.loads(path.read_text("utf-8")):
        given = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")] or task.get("predictions")
        found = [_mention(region) for region in given[0]["result"] if region["type"] == "labels"] if given else []
        yield to_row(task["data"].get("origin", {}), task["data"][TEXT], found)


def _region(number: int, mention: LabelledMention, text: str) -> dict[str, Any]:
    return {
        "id": str(number),
        "from_name": LABELS,
        "to_name": TEXT,
        "type": "labels",
        "value": {
            "start": mention.start,
            "end": mention.end,
            "text": text[mention.start : mention.end],
            "labels": [mention.label],
        },
        # Shown beside the region, and kept when it is moved.
        "meta": {"text": [json.dumps(mention.values, ensure_ascii=False)]},
    }


def _mention(region: dict[str, Any]) -> LabelledMention:
    value = region["value"]
    note = region.get("meta", {}).get("text", [])
    return LabelledMention(value["labels"][0], value["start"], value["end"], _parsed(note[0]) if note else {})


def _parsed(note: str) -> dict[str, Any]:
    try:
        values = json.loads(note)
    except ValueError:
        return {}  # somebody has written something else there
    return values if isinstance(values, dict) else {}


FORMAT = Format("label-studio", LabelStudioWriter, read, "", beside=SETUP, stores_text=True)
