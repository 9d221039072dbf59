"""Records in a Doc: written as plain values under one key, read back as typed records.

``doc.user_data["antifraud_ie"]`` is ``{"version": 1, "fraud_types": [{...}, ...], ...}``. Only strings,
numbers, lists and dicts stand there: every way of storing a Doc keeps these (some turn lists into tuples).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from .extractors import EXTRACTORS, KINDS
from .lexicon import did_you_mean
from .raw_doc import storable
from .records import FraudType, NarratedScheme, OutreachChannel, Percentage, PercentChange, PoliceUnit, Record, Trend

KEY = "antifraud_ie"
VERSION = 1


def to_dict(doc: Doc, kinds: Iterable[str] = tuple(EXTRACTORS)) -> dict[str, list[dict[str, Any]]]:
    """Return the records of a Doc as plain values, JSON as they are.

    >>> import spacy
    >>> doc = spacy.blank("zh")("没有记录")
    >>> to_dict(doc)
    {'fraud_types': [], 'percent_changes': [], 'police_units': [], 'outreach_channels': []}
    >>> to_dict(doc, ["percentages", "trends", "narrated_schemes"])
    {'percentages': [], 'trends': [], 'narrated_schemes': []}

    kinds: which records, the four of the extractors by default; each has its key, found or not.
    """
    kinds = check_kinds(kinds)
    return {kind: [record.to_dict() for record in _records(doc, kind)] for kind in kinds}


def check_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return kinds of records as a tuple. Raises ValueError where there is no such kind.

    >>> check_kinds(["trend"])
    Traceback (most recent call last):
    ...
    ValueError: kinds: unknown kind 'trend'; did you mean 'trends'?
    """
    checked = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    for kind in checked:
        if kind not in KINDS:
            raise ValueError(f"kinds: unknown kind {kind!r}{did_you_mean(kind, KINDS)}")
    return checked


def write_records(doc: Doc, name: str, records: Iterable[Record]) -> None:
    """Store records of one kind; those of an extractor also as a span group of that name."""
    write_rows(doc, name, [record.to_dict() for record in records])


def write_rows(doc: Doc, name: str, rows: list[dict[str, Any]]) -> None:
    """Store records that are plain values already."""
    doc.user_data[KEY] = {**_stored(doc), "version": VERSION, name: rows}
    if name in EXTRACTORS:
        doc.spans[name] = SpanGroup(doc, name=name, spans=[span for row in rows if (span := _span(doc, row))])


def _span(doc: Doc, row: Mapping[str, Any]) -> Span | None:
    return doc.char_span(
        row["start_char"],
        row["end_char"],
        label=span_label(row),
        span_id=row.get("scheme") or row["rule"],
        alignment_mode="expand",
    )


def span_label(row: Mapping[str, Any]) -> str:
    """Return the label of a record's span: its code or kind, for a change its direction.

    >>> span_label({"value": -4.04}), span_label({"kind": "station"})
    ('decrease', 'station')
    """
    if "value" in row:
        return "decrease" if row["value"] < 0 else "increase"
    return str(row["code"] if "code" in row else row["kind"])


def register_extensions() -> None:
    """Define ``doc._.fraud_types`` and its sisters, once.

    Raises ValueError where somebody else has defined one of these names.
    """
    for name, getter in _GETTERS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)
        elif Doc.get_extension(name)[2] is not getter:
            raise ValueError(
                f"doc._.{name} is already defined, and antifraud_ie needs the name for its records: "
                f"give the other extension another name, or call Doc.remove_extension({name!r}) before"
            )


def _stored(doc: Doc) -> Mapping[str, Any]:
    stored: Mapping[str, Any] = doc.user_data.get(KEY, {})
    if stored and stored.get("version") != VERSION:
        raise ValueError(
            f'doc.user_data["{KEY}"] has version {stored.get("version")!r}, but this antifraud_ie '
            f"reads version {VERSION}: run the pipeline on the text again"
        )
    return stored


def _records(doc: Doc, name: str) -> tuple[Any, ...]:
    """Return the records of one kind; none where they are those of another text, of which this Doc may be a part."""
    rows = _stored(doc).get(name, ())
    text = storable(doc.text) if rows else ""
    if any(text[row["start_char"] : row["end_char"]] != row["text"] for row in rows):
        return ()
    record = KINDS[name]
    return tuple(record(**row) for row in rows)


def _fraud_types(doc: Doc) -> tuple[FraudType, ...]:
    return _records(doc, "fraud_types")


def _percent_changes(doc: Doc) -> tuple[PercentChange, ...]:
    return _records(doc, "percent_changes")


def _police_units(doc: Doc) -> tuple[PoliceUnit, ...]:
    return _records(doc, "police_units")


def _outreach_channels(doc: Doc) -> tuple[OutreachChannel, ...]:
    return _records(doc, "outreach_channels")


def _percentages(doc: Doc) -> tuple[Percentage, ...]:
    return _records(doc, "percentages")


def _trends(doc: Doc) -> tuple[Trend, ...]:
    return _records(doc, "trends")


def _narrated_schemes(doc: Doc) -> tuple[NarratedScheme, ...]:
    return _records(doc, "narrated_schemes")


_GETTERS = {
    "fraud_types": _fraud_types,
    "percent_changes": _percent_changes,
    "police_units": _police_units,
    "outreach_channels": _outreach_channels,
    "percentages": _percentages,
    "trends": _trends,
    "narrated_schemes": _narrated_schemes,
}
