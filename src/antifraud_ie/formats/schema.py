"""The schema: what a record looks like in a table and in JSON, read off the dataclasses of ``records.py``.

A field's type there decides on its type everywhere: ``str`` and closed lists are strings, ``int`` integers, ``float``
numbers, tuples of dataclasses lists of objects. ``None`` means unknown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import cleandoc
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from ..arrow import alternatives, options
from ..extractors import KINDS
from ..raw_doc import storable

# What a table says of the document in each row, before the record's own fields.
DOCUMENT_COLUMNS: Mapping[str, Any] = {"document": str, "id": str | None, "encoding": str | None}
LABEL = "label"
_JSON_NAMES: Mapping[Any, str] = {str: "string", int: "integer", float: "number", type(None): "null"}


class Column(NamedTuple):
    """A column of the table: its name and its type, which allows None where a kind of record may lack it."""

    name: str
    type: Any


def columns(kinds: Iterable[str], keep: Iterable[str] = ()) -> tuple[Column, ...]:
    """Return the columns of a table of records: of the document, the label, and all fields of all kinds asked for.

    keep: further columns of the document, as its row has them.

    >>> [column.name for column in columns(["percentages"])]
    ['document', 'id', 'encoding', 'label', 'text', 'start_char', 'end_char', 'zone', 'rule', 'kind', 'value', 'unit',
     'qualifier']

    Raises TypeError where two kinds of records have fields of one name and different types.
    """
    kinds = tuple(kinds)
    hints = [get_type_hints(KINDS[kind]) for kind in kinds]
    found: dict[str, Any] = {}
    for hint in (hint for record in hints for hint in record.items()):
        name, plain = hint[0], plain_type(hint[1])
        if found.setdefault(name, plain) != plain:
            raise TypeError(f"records: field {name!r} has the types {found[name]} and {plain}")
    everywhere = {name for name in found if all(name in hint and not is_optional(hint[name]) for hint in hints)}
    own = [Column(name, plain if name in everywhere else plain | None) for name, plain in found.items()]
    document = [Column(name, hint) for name, hint in {**DOCUMENT_COLUMNS, **dict.fromkeys(keep, str | None)}.items()]
    return (*document, Column(LABEL, str), *own)


def flat_rows(row: Mapping[str, Any], kinds: Iterable[str], keep: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield a document's records as rows of the table; a column that a kind of record lacks is left out.

    >>> list(flat_rows({"document": "a.txt", "id": 7, "trends": [{"text": "下降"}]}, ["trends"]))
    [{'document': 'a.txt', 'id': '7', 'encoding': None, 'label': 'trends', 'text': '下降'}]
    """
    identity = row.get("id")
    document = {
        "document": storable(str(row["document"])),
        "id": None if identity is None else storable(str(identity)),
        "encoding": row.get("encoding"),
        **{name: _text(row.get(name)) for name in keep},
    }
    for kind in kinds:
        for record in row.get(kind, ()):
            yield {**document, LABEL: kind, **record}


def own_names() -> frozenset[str]:
    """Return the names that columns and lines of output have already.

    >>> {"document", "error", "quantity", "police_units"} <= own_names()
    True
    """
    return frozenset({*(column.name for column in columns(KINDS)), *json_schema()["properties"]})


def grouped_rows(flat: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows of the table as documents again: each with its records by kind, in their order.

    >>> rows = flat_rows({"document": "a.txt", "trends": [{"text": "下降"}]}, ["trends"])
    >>> list(grouped_rows(rows))
    [{'document': 'a.txt', 'trends': [{'text': '下降'}]}]
    """
    current: dict[str, Any] = {}
    records = {column.name for column in columns(KINDS)} - DOCUMENT_COLUMNS.keys()
    for row in flat:
        document = {name: value for name, value in row.items() if name not in records and value is not None}
        if any(current.get(name) != document.get(name) for name in DOCUMENT_COLUMNS):
            if current:
                yield current
            current = document
        names = (field.name for field in fields(KINDS[row[LABEL]]))
        current.setdefault(row[LABEL], []).append({name: row[name] for name in names if name in row})
    if current:
        yield current


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a line of output: a document with its records, or with its error.

    >>> sorted(json_schema()["$defs"])
    ['Candidate', 'Evidence', 'FraudType', 'NarratedScheme', 'OutreachChannel', 'PercentChange', 'Percentage',
     'PoliceUnit', 'Trend']
    """
    definitions: dict[str, Any] = {}
    kinds = {kind: {"type": "array", "items": _json_type(record, definitions)} for kind, record in KINDS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A document read by antifraud_ie",
        "type": "object",
        "properties": {
            "document": {
                "type": "string",
                "description": "The path, PATH:ROW for a row of a table, - for standard input.",
            },
            "id": {"description": "The id of the row, as it stands there."},
            "encoding": {"type": "string", "description": "The encoding of the text, where it is not UTF-8."},
            "undecodable": {
                "type": "integer",
                "minimum": 1,
                "description": "Characters lost in decoding; they read U+FFFD.",
            },
            "text": {"type": "string", "description": "Of a page the main text, which offsets refer to."},
            "error": {
                "type": "string",
                "description": "Why the document could not be read; then there are no records.",
            },
            **kinds,
        },
        "additionalProperties": {"description": "What the row has under a name that --keep gives."},
        "$defs": dict(sorted(definitions.items(), key=lambda item: item[0].lower())),
    }


def plain_type(hint: Any) -> Any:
    """Return the type of a field without None, and without what a table does not tell apart.

    >>> plain_type(int | float | None), plain_type(Literal["a", "b"])
    (<class 'float'>, <class 'str'>)
    """
    allowed = alternatives(hint)
    if allowed == {int, float}:
        return float
    (plain,) = allowed
    return plain


def is_optional(hint: Any) -> bool:
    """Say whether a field may be None."""
    return type(None) in options(hint)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return storable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _json_type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(hint, type) and is_dataclass(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _json_object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if len(members := options(hint)) > 1:
        return _json_union([_json_type(member, definitions) for member in members])
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _json_type(get_args(hint)[0], definitions)}
    return {"type": _JSON_NAMES[hint]}


def _json_union(members: list[dict[str, Any]]) -> dict[str, Any]:
    if any(len(member) > 1 or "$ref" in member for member in members):
        return {"anyOf": members}
    return {"type": [member["type"] for member in members]}


def _json_object(record: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(record)
    properties = {name: _json_type(hint, definitions) for name, hint in hints.items()}
    for name in ("start_char", "end_char"):
        if name in properties:
            properties[name]["minimum"] = 0
    return {
        "description": " ".join(cleandoc(record.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
