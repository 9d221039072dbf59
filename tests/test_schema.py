"""The schema: one source, the dataclasses, for JSON Schema, tables and what is written."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import pytest

import antifraud_ie
from antifraud_ie.extractors import KINDS
from antifraud_ie.formats import schema
from antifraud_ie.formats.frames import arrow_schema

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "docs" / "records.schema.json"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    stored = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(stored)
    return jsonschema.Draft202012Validator(stored)


def test_the_stored_schema_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("write_schema", ROOT / "scripts" / "write_schema.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert SCHEMA.read_text("utf-8") == script.render(), "run python scripts/write_schema.py"


def test_real_output_fits_the_schema(validator: jsonschema.Draft202012Validator) -> None:
    texts = [path.read_bytes().decode("utf-8-sig") for path in SEEDS]
    found = 0
    for path, rows in zip(SEEDS, antifraud_ie.pipe(antifraud_ie.load(), texts, KINDS), strict=True):
        validator.validate({"document": path.name, **rows})
        found += sum(map(len, rows.values()))
    assert found > 500


RECORD = {"text": "x", "start_char": 0, "end_char": 1, "zone": "body", "rule": "r"}
LINKS = dict.fromkeys(("indicator", "region", "period", "region_adcode"))
TREND = {**RECORD, "direction": "up", "basis": "yoy", **LINKS}


@pytest.mark.parametrize(
    "line",
    [
        {"trends": [TREND]},
        {"trends": []},
        {"document": "a", "error": "broken"},
        {"document": "a:1", "id": [1], "encoding": "big5hkscs", "undecodable": 2, "text": "x"},
    ],
)
def test_lines_that_fit(validator: jsonschema.Draft202012Validator, line: dict[str, Any]) -> None:
    validator.validate(line)


@pytest.mark.parametrize(
    "line",
    [
        {"trends": [{**TREND, "direction": "sideways"}]},
        {"trends": [{**TREND, "start_char": -1}]},
        {"trends": [{**TREND, "start_char": "0"}]},
        {"trends": [{**TREND, "region": 5}]},
        {"trends": [{**TREND, "more": 1}]},
        {"trends": [RECORD]},
        {"undecodable": 0},
    ],
)
def test_lines_that_do_not_fit(validator: jsonschema.Draft202012Validator, line: dict[str, Any]) -> None:
    assert not validator.is_valid(line)


def test_the_columns_of_all_kinds() -> None:
    types = {field.name: (field.type, field.nullable) for field in arrow_schema(KINDS)}
    text, whole, number = pa.string(), pa.int64(), pa.float64()
    assert types["document"] == (text, False)
    assert types["id"] == types["encoding"] == (text, True)
    assert types["label"] == types["text"] == types["zone"] == types["rule"] == (text, False)
    assert types["start_char"] == types["end_char"] == (whole, False)
    assert types["value"] == types["share"] == types["quantity"] == types["audience"] == (number, True)
    assert types["count"] == (whole, True)
    assert types["code"] == types["unit"] == types["adcode"] == types["full_name"] == (text, True)
    candidate = pa.struct([("full_name", text), ("code", text), ("evidence", pa.list_(text))])
    assert types["candidates"] == (pa.list_(candidate), True)


def test_the_columns_of_one_kind_are_those_of_its_record() -> None:
    types = {field.name: field.nullable for field in arrow_schema(["trends"])}
    assert list(types) == ["document", "id", "encoding", "label", *TREND]
    assert [name for name, nullable in types.items() if nullable] == ["id", "encoding", *list(TREND)[6:]]


def test_fields_of_one_name_must_be_of_one_type(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = {"trends": {"value": str}, "percentages": {"value": float}}
    monkeypatch.setattr(schema, "KINDS", {kind: kind for kind in hints})
    monkeypatch.setattr(schema, "get_type_hints", hints.__getitem__)
    with pytest.raises(TypeError, match="field 'value' has the types"):
        schema.columns(hints)
