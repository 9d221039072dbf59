"""Formats: what is written is read back, by this package and by the tools that the formats are for."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from bratly import EntityAnnotation, NoteAnnotation
from bratly.io import read_and_load_ann_file
from hypothesis import given, settings
from hypothesis import strategies as st
from label_studio_sdk.label_interface import LabelInterface
from spacy.tokens import DocBin

import antifraud_ie
from antifraud_ie.extractors import KINDS
from antifraud_ie.formats import FORMATS, brat, doccano, format_for, label_studio, parquet
from antifraud_ie.formats.annotations import LabelledMention, label_of, labels, to_row
from antifraud_ie.raw_doc import storable

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TEXTS = {
    "emoji.txt": "🚨警情通报\r\n昆明市公安局五华分局民警张贴反诈海报2670张😀，全市刷单警情同比下降4.04%。",
    "nothing.txt": "今天天气很好。",
    "空 表.jsonl:17": "鼓楼区公安分局走访。小徐接到电话，对方自称国内警察，要他缴纳保证金。破案率达98%，发案大幅下降。",
    "breaks.txt": "昆明市公安局\u2028五华分局，昆明市\t公安局五华\x0b分局张贴海\n报20张。",
    "surrogate\udcff.txt": "全市\ud83d刷单警情同比下降3%。",
    **{path.name: path.read_bytes().decode("utf-8-sig") for path in SEEDS},
}
NAMES = list(FORMATS)
TABLES = ("csv", "parquet")


@pytest.fixture(scope="module")
def documents() -> list[tuple[dict[str, Any], str]]:
    rows = antifraud_ie.pipe(antifraud_ie.load(), TEXTS.values(), KINDS)
    found = [({"document": name, **row}, storable(text)) for (name, text), row in zip(TEXTS.items(), rows, strict=True)]
    found[2][0].update({"id": 17, "encoding": "gb18030"})
    return found


def written(name: str, path: Path, documents: list[tuple[dict[str, Any], str]]) -> Path:
    with FORMATS[name].writer(path, tuple(KINDS)) as writer:
        for row, text in documents:
            writer.write(row, text)
    return path


def in_table(row: dict[str, Any]) -> dict[str, Any]:
    """What a tidy table holds of a document: identifiers as strings, the kinds that were found."""
    identity = {"document": storable(row["document"]), **({"id": str(row["id"])} if "id" in row else {})}
    return {name: value for name, value in {**row, **identity}.items() if value != []}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_back(name: str, tmp_path: Path, documents: list[tuple[dict[str, Any], str]]) -> None:
    rows = [row for row, _ in documents]
    if name in TABLES:
        rows = [in_table(row) for row in rows if any(row[kind] for kind in KINDS)]
    assert list(FORMATS[name].read(written(name, tmp_path / "out", documents))) == rows


@pytest.mark.parametrize("name", NAMES)
def test_no_documents(name: str, tmp_path: Path) -> None:
    assert list(FORMATS[name].read(written(name, tmp_path / "deep" / "out", []))) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.jsonl", "jsonl"),
        ("a.CSV", "csv"),
        ("a.parquet", "parquet"),
        ("a.spacy", "docbin"),
        ("folder", "jsonl"),
    ],
)
def test_the_format_of_a_suffix(path: str, name: str) -> None:
    assert format_for(Path(path)).name == name


@pytest.mark.parametrize("path", ["a.xlsx", "a.tsv", "a.json", "a.txt"])
def test_a_suffix_that_stands_for_no_format(path: str) -> None:
    with pytest.raises(ValueError, match=r"unknown suffix '.*'; expected one of .csv, .jsonl, .parquet, .spacy"):
        format_for(Path(path))


# Tables


def test_a_csv_file_has_a_row_a_record_and_opens_in_spreadsheets(
    tmp_path: Path, documents: list[tuple[dict[str, Any], str]]
) -> None:
    path = written("csv", tmp_path / "out.csv", documents[:1])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument,id,encoding,label,text,start_char,end_char,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["label"], row["text"]) for row in rows] == [
        ("fraud_types", "刷单警情"),
        ("percent_changes", "同比下降4.04%"),
        ("police_units", "昆明市公安局五华分局"),
        ("outreach_channels", "海报"),
        ("percentages", "4.04%"),
    ]
    unit, channel = rows[2], rows[3]
    assert (unit["full_name"], unit["adcode"], unit["status"], unit["quantity"]) == (
        "昆明市公安局五华分局",
        "530102",
        "resolved",
        "",
    )
    assert (channel["quantity"], channel["measure"], channel["candidates"]) == ("2670", "张", "")


def test_a_value_that_fits_no_column_leaves_its_document_out(tmp_path: Path) -> None:
    row = antifraud_ie.to_dict(antifraud_ie.load()("全市接报刷单诈骗3起。"), ["fraud_types"])
    poisoned = {"fraud_types": [{**row["fraud_types"][0], "count": 2**63}]}
    with parquet.ParquetWriter(tmp_path / "a.parquet", ("fraud_types",)) as writer:
        writer.write({"document": "a", **row}, "")
        with pytest.raises(ValueError, match="too large"):
            writer.write({"document": "b", **poisoned}, "")
        writer.write({"document": "c", **row}, "")
    assert [read["document"] for read in parquet.read(tmp_path / "a.parquet")] == ["a", "c"]


@pytest.mark.parametrize(
    "text", ["全市接报刷单诈骗999999999999999亿起。", "民警发放传单9999999999999999份、海报9999万亿张。"]
)
def test_no_number_of_a_record_is_beyond_what_a_column_holds(text: str) -> None:
    assert antifraud_ie.to_arrow(antifraud_ie.pipe(antifraud_ie.load(), [text], KINDS), KINDS).num_rows > 0


def test_parquet_is_written_by_groups(
    tmp_path: Path, documents: list[tuple[dict[str, Any], str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "GROUP", 100)
    path = written("parquet", tmp_path / "out.parquet", documents)
    records = sum(len(row[kind]) for row, _ in documents for kind in KINDS)
    metadata = pq.ParquetFile(path).metadata
    assert (metadata.num_rows, metadata.num_row_groups) == (records, pytest.approx(records / 100, abs=2))
    assert metadata.num_row_groups >= 4


def test_other_readers_of_tables(tmp_path: Path, documents: list[tuple[dict[str, Any], str]]) -> None:
    records = sum(len(row[kind]) for row, _ in documents for kind in KINDS)
    for name in ("csv", "parquet"):
        path = written(name, tmp_path / f"out.{name}", documents)
        query = f"SELECT count(*), count(DISTINCT label) FROM '{path}' WHERE end_char > start_char"
        assert duckdb.sql(query).fetchall() == [(records, len(KINDS))]
        pandas = pd.read_csv(path) if name == "csv" else pd.read_parquet(path)
        polars = pl.read_csv(path, infer_schema_length=None) if name == "csv" else pl.read_parquet(path)
        assert len(pandas) == len(polars) == records
        assert pandas["text"].tolist() == polars["text"].to_list()


def test_frames_of_docs_of_rows_and_of_lines() -> None:
    nlp = antifraud_ie.load()
    texts = ["五华公安张贴反诈海报20张。", "警情同比下降3%。"]
    docs, rows = list(nlp.pipe(texts)), list(antifraud_ie.pipe(nlp, texts))
    lines = [{"document": name, **row} for name, row in zip("ab", rows, strict=True)]
    expected = [("a", "police_units", 0, None), ("a", "outreach_channels", 8, None), ("b", "percent_changes", 2, -3.0)]
    for source in (zip("ab", docs, strict=True), zip("ab", rows, strict=True), lines):
        table = antifraud_ie.to_arrow(source)
        columns = (table.column(name).to_pylist() for name in ("document", "label", "start_char", "value"))
        assert list(zip(*columns, strict=True)) == expected
    assert antifraud_ie.to_arrow(docs).column("document").to_pylist() == ["0", "0", "1"]


def test_frames_keep_types_where_values_are_missing() -> None:
    nlp = antifraud_ie.load()
    text = "全市刷单案15起，冒充客服类诈骗，张贴海报。"
    frame = antifraud_ie.to_pandas([nlp(text)])
    assert frame["count"].dtype == pd.Int64Dtype()
    assert frame["count"].tolist() == [15, pd.NA, pd.NA]
    assert frame["quantity"].isna().all()
    assert frame["start_char"].tolist() == [2, 9, 19]
    polars = antifraud_ie.to_polars([nlp(text)])
    assert polars.schema["count"] == pl.Int64
    assert polars["count"].to_list() == [15, None, None]


def test_frames_of_some_kinds_and_of_none() -> None:
    docs = [antifraud_ie.load()("破案率达98%，发案大幅下降。")]
    assert antifraud_ie.to_arrow(docs, ["trends"]).column("direction").to_pylist() == ["down"]
    empty = antifraud_ie.to_pandas([])
    assert len(empty) == 0
    assert list(empty)[:4] == ["document", "id", "encoding", "label"]


def test_wrong_sources_of_frames() -> None:
    with pytest.raises(TypeError, match="expected Docs or what `pipe` yields, got str"):
        antifraud_ie.to_arrow(["text"])
    with pytest.raises(ValueError, match="did you mean 'trends'"):
        antifraud_ie.to_arrow([], ["trend"])


@pytest.mark.parametrize(
    ("module", "extra", "function"),
    [
        ("pyarrow", "tables", antifraud_ie.to_arrow),
        ("pandas", "pandas", antifraud_ie.to_pandas),
        ("polars", "polars", antifraud_ie.to_polars),
    ],
)
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, module: str, extra: str, function: Any) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModuleNotFoundError, match=rf'needs {module}: pip install "antifraud_ie\[{extra}\]"'):
        function([])


BREAKS = "\n\r\t\x0b\x0c\x1c\x85\u2028\u2029"


@st.composite
def annotated(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A text with trends anywhere in it, whose edges are no line breaks."""
    text = draw(st.text(st.sampled_from('字aT#;0"\\ 🚨' + BREAKS), min_size=1, max_size=30))
    inside = [place for place, char in enumerate(text) if char not in BREAKS]
    edges = st.tuples(st.sampled_from(inside), st.sampled_from(inside)).map(sorted) if inside else st.nothing()
    trends = [
        {**TREND, "text": text[start : end + 1], "start_char": start, "end_char": end + 1, "indicator": text}
        for start, end in draw(st.lists(edges, max_size=4 if inside else 0))
    ]
    return {"document": "a", "trends": trends}, text


TREND = {
    "text": "",
    "start_char": 0,
    "end_char": 0,
    "zone": "body",
    "rule": "r",
    "direction": "up",
    "basis": None,
    "indicator": None,
    "region": None,
    "period": None,
    "region_adcode": None,
}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "docbin"])
@settings(max_examples=25, deadline=None)
@given(documents=st.lists(annotated(), max_size=3))
def test_any_text_with_any_mentions_is_read_back(
    name: str, tmp_path_factory: pytest.TempPathFactory, documents: list[tuple[dict[str, Any], str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "out"
    numbered = [({**row, "document": f"{number}"}, text) for number, (row, text) in enumerate(documents)]
    with FORMATS[name].writer(path, ("trends",)) as writer:
        for row, text in numbered:
            writer.write(row, text)
    assert list(FORMATS[name].read(path)) == [row for row, _ in numbered if row["trends"] or name not in TABLES]


# spaCy


def test_a_docbin_gives_docs_with_records_and_spans(
    tmp_path: Path, documents: list[tuple[dict[str, Any], str]]
) -> None:
    path = written("docbin", tmp_path / "out.spacy", documents)
    docs = list(DocBin().from_disk(path).get_docs(antifraud_ie.load().vocab))
    assert [doc.text for doc in docs] == [text for _, text in documents]
    (unit,) = docs[0]._.police_units
    assert (unit.text, unit.full_name) == ("昆明市公安局五华分局", "昆明市公安局五华分局")
    assert [(span.text, span.label_) for span in docs[0].spans["percent_changes"]] == [("同比下降4.04%", "decrease")]


def test_a_text_that_no_doc_can_hold_is_refused(tmp_path: Path) -> None:
    row = {"document": "a", **{kind: [] for kind in KINDS}}
    with FORMATS["docbin"].writer(tmp_path / "out.spacy", tuple(KINDS)) as writer:
        with pytest.raises(ValueError, match="E088"):
            writer.write(row, "字" * 1_000_001)
        writer.write(row, "字")
    assert len(list(FORMATS["docbin"].read(tmp_path / "out.spacy"))) == 1


# Annotation tools


def places(documents: list[tuple[dict[str, Any], str]]) -> list[list[tuple[str, int, int]]]:
    return [
        [(label_of(kind, record), record["start_char"], record["end_char"]) for kind in KINDS for record in row[kind]]
        for row, _ in documents
    ]


def test_label_studio_accepts_the_tasks(tmp_path: Path, documents: list[tuple[dict[str, Any], str]]) -> None:
    path = written("label-studio", tmp_path / "tasks.json", documents)
    interface = LabelInterface((tmp_path / "tasks.xml").read_text("utf-8"))
    interface.validate()
    tasks = json.loads(path.read_text("utf-8"))
    for task in tasks:
        assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []
    wrong = tasks[0]["predictions"][0]
    wrong["result"][0]["value"]["labels"] = ["unheard-of"]
    assert interface.validate_prediction(wrong, return_errors=True) != []


def test_brat_folders_are_read_by_bratly(tmp_path: Path, documents: list[tuple[dict[str, Any], str]]) -> None:
    path = written("brat", tmp_path / "out", documents)
    config = (path / "annotation.conf").read_text("utf-8").split("\n\n")[0].splitlines()[1:]
    files = sorted(path.glob("*.ann"))
    assert len(files) == len(documents)
    for file, (_, text), expected in zip(files, documents, places(documents), strict=True):
        assert file.with_suffix(".txt").read_bytes().decode() == text
        if not expected:
            assert file.read_bytes() == b""
            continue
        annotations = read_and_load_ann_file(
            str(file), sorting=False, no_duplicates=False, renumerotize=False
        ).annotations
        entities = [annotation for annotation in annotations if isinstance(annotation, EntityAnnotation)]
        found = [(one.label, one.fragments[0].start, one.fragments[-1].end) for one in entities]
        assert found == expected
        assert {label for label, *_ in found} <= set(config)
        assert sum(isinstance(annotation, NoteAnnotation) for annotation in annotations) == len(expected)


def test_brat_cuts_mentions_where_lines_end(tmp_path: Path) -> None:
    row = {
        "document": "a b.txt",
        "trends": [{"text": "大幅\r\n下\u2028降", "start_char": 1, "end_char": 8, "direction": "down"}],
    }
    writer = brat.BratWriter(tmp_path / "out", ("trends",))
    with writer:
        writer.write(row, "，大幅\r\n下\u2028降。")
    lines = (tmp_path / "out" / "000001_a_b.ann").read_bytes().decode().split("\n")
    assert lines == ["T1\ttrends-down 1 3;5 6;7 8\t大幅 下 降", '#1\tAnnotatorNotes T1\t{"direction": "down"}', ""]


def test_brat_leaves_a_folder_alone_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(FileExistsError, match="expected a new or empty folder"):
        brat.BratWriter(tmp_path, ("trends",))


def test_doccano_lines_are_read_by_its_transformer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It was written for spaCy 2 and imports from there what it needs for writing only.
    monkeypatch.setitem(sys.modules, "spacy.gold", SimpleNamespace(biluo_tags_from_offsets=None))
    from doccano_transformer.datasets import NERDataset  # noqa: PLC0415

    text = "🚨五华公安张贴海报。"
    (rows,) = antifraud_ie.pipe(antifraud_ie.load(), [text])
    path = written("doccano", tmp_path / "out.jsonl", [({"document": "a", **dict.fromkeys(KINDS, ()), **rows}, text)])
    exported = {"id": 1, **json.loads(path.read_text("utf-8"))}
    exported["labels"] = exported.pop("label")  # the name that exports had then
    path.write_text(json.dumps(exported), "utf-8")
    (example,) = NERDataset.from_jsonl(str(path))
    assert example.text == text
    assert [(label, text[start:end]) for start, end, label in example.labels[0]] == [
        ("police_units-collective", "五华公安"),
        ("outreach_channels-poster", "海报"),
    ]


def test_what_annotators_have_changed_is_read(tmp_path: Path) -> None:
    text = "五华公安张贴海报，发放传单。"
    (rows,) = antifraud_ie.pipe(antifraud_ie.load(), [text])
    document = ({"document": "a", **rows}, text)
    with doccano.DoccanoWriter(tmp_path / "a.jsonl", tuple(rows)) as writer:
        writer.write(*document)
    line = json.loads((tmp_path / "a.jsonl").read_text("utf-8"))
    assert line["label"] == [
        [0, 4, "police_units-collective"],
        [6, 8, "outreach_channels-poster"],
        [11, 13, "outreach_channels-leaflet"],
    ]
    line["label"] = [[0, 4, "police_units-bureau"], [6, 8, "outreach_channels-poster"], [4, 8, "own"]]
    (tmp_path / "a.jsonl").write_text(json.dumps(line), "utf-8")
    (read,) = doccano.read(tmp_path / "a.jsonl")
    assert read["police_units"] == [{"text": "五华公安", "start_char": 0, "end_char": 4, "kind": "bureau"}]
    assert read["outreach_channels"] == rows["outreach_channels"][:1]
    assert read["own"] == [{"text": "张贴海报", "start_char": 4, "end_char": 8}]


def test_annotations_go_before_predictions(tmp_path: Path) -> None:
    text = "五华公安张贴海报。"
    region = {"type": "labels", "value": {"start": 6, "end": 8, "labels": ["outreach_channels-leaflet"]}}
    remark = {**region, "meta": {"text": ["sure?"]}}
    task = {"data": {"text": text}, "predictions": [{"result": []}], "annotations": [{"result": [region, remark]}]}
    (tmp_path / "a.json").write_text(json.dumps([task]), "utf-8")
    (read,) = label_studio.read(tmp_path / "a.json")
    assert read == {"outreach_channels": [{"text": "海报", "start_char": 6, "end_char": 8, "code": "leaflet"}] * 2}


POSTER = {"type": "labels", "value": {"start": 6, "end": 8, "labels": ["outreach_channels-poster"]}}


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ({}, 0),
        ({"annotations": [], "predictions": []}, 0),
        ({"annotations": [], "predictions": [{"result": [POSTER]}]}, 1),
        ({"annotations": [{"result": []}], "predictions": [{"result": [POSTER]}]}, 0),
        ({"annotations": [{"was_cancelled": True, "result": []}], "predictions": [{"result": [POSTER]}]}, 1),
        ({"annotations": [{"was_cancelled": True, "result": []}, {"result": [POSTER]}]}, 1),
    ],
)
def test_tasks_that_nobody_has_worked_on_keep_what_was_predicted(
    tmp_path: Path, task: dict[str, Any], found: int
) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"data": {"text": "五华公安张贴海报。"}, **task}]), "utf-8")
    (read,) = label_studio.read(tmp_path / "a.json")
    assert len(read.get("outreach_channels", [])) == found


def test_every_label_of_a_record_is_in_the_set_up(documents: list[tuple[dict[str, Any], str]]) -> None:
    known = labels(KINDS)
    assert len(known) == len(set(known)) == 18 + 2 + 8 + 27 + 18 + 5 + 3
    used = {label for document in places(documents) for label, *_ in document}
    assert used <= set(known)
    assert len(used) > 40


def test_a_mention_with_another_label_loses_its_values() -> None:
    values = {"code": "poster", "quantity": 20, "zone": "body", "rule": "r"}
    for label, code, known in (("poster", "poster", 20), ("leaflet", "leaflet", None)):
        row = to_row({}, "海报", [LabelledMention(f"outreach_channels-{label}", 0, 2, values)])
        (record,) = row["outreach_channels"]
        assert (record["code"], record.get("quantity")) == (code, known)
