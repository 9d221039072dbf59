"""Mentions as annotation tools know them: a label, a place in the text, and a note with the values.

A label is the kind of record and its code: ``fraud_types-order_brushing``, ``police_units-station``. Values stay with a
mention until somebody gives it another label; a mention that somebody adds has a label and a place only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple, get_args, get_type_hints

from ..catalogue import channels, schemes
from ..export import span_label
from ..extractors import KINDS
from .base import Row

# The field that makes the second half of a label; a percent change goes up or down.
_LABEL_FIELDS = {
    "fraud_types": "code",
    "narrated_schemes": "code",
    "outreach_channels": "code",
    "police_units": "kind",
    "percentages": "kind",
    "trends": "direction",
}
_PLACE = ("text", "start_char", "end_char")


class LabelledMention(NamedTuple):
    """A labelled stretch of a text; ``values`` are the record's other fields, those that are known."""

    label: str
    start: int
    end: int
    values: Mapping[str, Any]


def label_of(kind: str, record: Mapping[str, Any]) -> str:
    """Return the label of a record.

    >>> label_of("fraud_types", {"code": "romance"}), label_of("percent_changes", {"value": -4.0})
    ('fraud_types-romance', 'percent_changes-decrease')
    """
    if kind == "percent_changes":
        return f"{kind}-{span_label(record)}"
    return f"{kind}-{record[_LABEL_FIELDS[kind]]}"


def labels(kinds: Iterable[str]) -> list[str]:
    """Return all labels that records may have, for the set-up of a tool.

    >>> labels(["trends", "percent_changes"])
    ['trends-up', 'trends-down', 'trends-flat', 'percent_changes-increase', 'percent_changes-decrease']
    """
    return [f"{kind}-{name}" for kind in kinds for name in _names(kind)]


def mentions(row: Row, kinds: Iterable[str]) -> list[LabelledMention]:
    """Return the mentions of a document."""
    return [_mention(kind, record) for kind in kinds for record in row.get(kind, ())]


def origin(row: Row, kinds: Iterable[str]) -> dict[str, Any]:
    """Return what is known of a document apart from its records and its text."""
    apart = {name: value for name, value in row.items() if name not in KINDS and name != "text"}
    return {**apart, "kinds": list(kinds)}


def to_row(origin: Mapping[str, Any], text: str, found: Iterable[LabelledMention]) -> dict[str, Any]:
    """Return a document as a line of output has it.

    >>> to_row({"document": "a"}, "警惕刷单", [LabelledMention("fraud_types-order_brushing", 2, 4, {})])
    {'document': 'a', 'fraud_types': [{'text': '刷单', 'start_char': 2, 'end_char': 4, 'code': 'order_brushing'}]}
    """
    row: dict[str, Any] = {name: value for name, value in origin.items() if name != "kinds"}
    row.update({kind: [] for kind in origin.get("kinds", ())})
    for mention in found:
        kind, _, name = mention.label.partition("-")
        place = {"text": text[mention.start : mention.end], "start_char": mention.start, "end_char": mention.end}
        row.setdefault(kind, []).append({**place, **_values(kind, name, mention)})
    return row


def _names(kind: str) -> Iterator[str]:
    if kind == "percent_changes":
        yield from ("increase", "decrease")
    elif _LABEL_FIELDS[kind] == "code":
        entries = channels() if kind == "outreach_channels" else schemes()
        yield from dict.fromkeys(entry.code for entry in entries)
    else:
        yield from get_args(get_type_hints(KINDS[kind])[_LABEL_FIELDS[kind]])


def _mention(kind: str, record: Mapping[str, Any]) -> LabelledMention:
    values = {name: value for name, value in record.items() if name not in _PLACE and value is not None}
    return LabelledMention(label_of(kind, record), record["start_char"], record["end_char"], values)


def _values(kind: str, name: str, mention: LabelledMention) -> dict[str, Any]:
    """Return the other fields of a record: all where its values still fit its label, else what the label says."""
    if mention.values and label_of(kind, mention.values) == mention.label:
        rest = (field.name for field in fields(KINDS[kind]) if field.name not in _PLACE)
        return {field: mention.values.get(field) for field in rest}
    return {_LABEL_FIELDS[kind]: name} if kind in _LABEL_FIELDS else {}
