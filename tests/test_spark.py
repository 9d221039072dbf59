"""Spark: on a cluster of two worker processes the records are those of one process, and nothing ends the job."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyspark
import pytest
import regex
from pyspark import cloudpickle
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812  # as everybody calls it
from spacy.language import Language

import antifraud_ie
from antifraud_ie import spark as antifraud_spark
from antifraud_ie.arrow import arrow_type
from antifraud_ie.extractors import EXTRACTORS, KINDS
from antifraud_ie.spark import SLICE, Settings, extract, read_batches

ROOT = Path(__file__).parents[1]
SEEDS = [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
TEXT = "昆明市公安局五华分局民警张贴反诈海报{}张。今年以来，全市刷单警情同比下降4.04%。"
SPARK_HOME = Path(pyspark.__file__).parent
# Short runs: no time for the best machine code.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
CONFIG = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": JAVA_OPTIONS,
    "spark.executor.extraJavaOptions": JAVA_OPTIONS,
    "spark.executor.memory": "512m",
    "spark.log.level": "ERROR",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

# The workers cannot import this module.
cloudpickle.register_pickle_by_value(sys.modules[__name__])


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    folder = tmp_path_factory.mktemp("spark")
    environment = {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(SPARK_HOME),
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").config(map=CONFIG)
        spark = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse")).getOrCreate()
        gateway = spark.sparkContext._gateway
        work = SPARK_HOME / "work" / spark.sparkContext.applicationId
        try:
            yield spark
        finally:
            spark.stop()
            gateway.shutdown()
            gateway.proc.stdin.close()  # upon which the Java process ends
            gateway.proc.wait(timeout=60)
            shutil.rmtree(work, ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


@lru_cache(maxsize=1)
def pipeline() -> Language:
    return antifraud_ie.load()


def expected(texts: list[str], kinds: Any = tuple(EXTRACTORS)) -> list[dict[str, Any]]:
    return list(antifraud_ie.pipe(pipeline(), texts, kinds))


def numbered(session: SparkSession, texts: list[str | None]) -> DataFrame:
    return session.createDataFrame(list(enumerate(texts)), "id int, text string").repartition(6)


def collected(df: DataFrame) -> list[dict[str, Any]]:
    return sorted((row.asDict(recursive=True) for row in df.collect()), key=lambda row: row["id"])


def test_the_records_are_those_of_one_process_and_the_pipeline_is_loaded_once_a_worker(session: SparkSession) -> None:
    found = extract(numbered(session, SEEDS), kinds=KINDS)
    assert collected(found) == [
        {"id": number, "text": text, **rows, "error": None}
        for number, (text, rows) in enumerate(zip(SEEDS, expected(SEEDS, KINDS), strict=True))
    ]
    # A second job, with Spark's own idea of where a record stands.
    units = found.select(F.explode("police_units").alias("unit"), "text")
    cut = F.expr("substring(text, unit.start_char + 1, unit.end_char - unit.start_char)")
    (same,) = units.groupBy(cut == F.col("unit.text")).count().collect()
    assert same[:] == (True, sum(len(rows["police_units"]) for rows in expected(SEEDS, ["police_units"])))
    # Six partitions each; a barrier has both workers answer at once.
    workers = session.range(0, 2, numPartitions=2)
    answers = workers.mapInArrow(count_loads, "process long, loads long, uses long", barrier=True).collect()
    assert len({answer.process for answer in answers}) == 2
    assert [answer.loads for answer in answers] == [1, 1]
    assert sum(answer.uses for answer in answers) == 12


def count_loads(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    info = antifraud_spark.pipeline.cache_info()
    for _ in batches:
        answer = {"process": os.getpid(), "loads": info.misses, "uses": info.hits + info.misses}
        yield pa.RecordBatch.from_pylist([answer])


def test_what_is_no_text_is_recorded_and_the_job_goes_on(session: SparkSession) -> None:
    surrogate, zero = "X'EDA080'", "X'00E588B7E58D95E8AF88E9AA97'"
    rows = session.sql(
        "SELECT id, CAST(bytes AS STRING) AS text "
        f"FROM VALUES (0, X'41'), (1, NULL), (2, X''), (3, {surrogate}), (4, {zero}) AS given(id, bytes)"
    )
    broken = "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte"
    found = collected(extract(rows, kinds=["fraud_types"]))
    assert [row["error"] for row in found] == [None, None, None, broken, None]
    assert [row["fraud_types"] for row in found[:4]] == [[], None, [], None]
    assert [(record["text"], record["start_char"]) for record in found[4]["fraud_types"]] == [("刷单诈骗", 1)]


def test_lone_surrogates(session: SparkSession) -> None:
    (row,) = collected(extract(numbered(session, ["\ud83d刷单诈骗"])))
    assert row["text"] == "\ufffd刷单诈骗"
    assert [record["start_char"] for record in row["fraud_types"]] == [1]


def test_options(session: SparkSession, tmp_path: Path) -> None:
    lexicons = {"fraud_types": tmp_path / "mine.toml"}
    lexicons["fraud_types"].write_text('[[term]]\nid = "tea"\ncode = "romance"\nsurfaces = ["卖茶女"]\n', "utf-8")
    text = "昆明市公安局通报\n　　警惕卖茶女诈骗。\n相关阅读\n五华警方张贴反诈海报20张\n"
    nlp = antifraud_ie.load(include_boilerplate=True, lexicons=lexicons)
    (rows,) = antifraud_ie.pipe(nlp, [text], KINDS)
    found = extract(numbered(session, [text]), kinds=KINDS, include_boilerplate=True, lexicons=lexicons)
    lexicons["fraud_types"].unlink()  # the driver has read it; workers need not see it
    assert collected(found) == [{"id": 0, "text": text, **rows, "error": None}]
    assert [record["scheme"] for record in rows["fraud_types"]] == ["tea"]
    assert "boilerplate" in {record["zone"] for record in rows["police_units"]}


def test_other_columns_are_kept_whatever_they_are(session: SparkSession) -> None:
    df = session.sql(
        "SELECT 7 AS id, 'x' AS text, '刷单诈骗' AS `本文.内容`, ARRAY(1, NULL) AS numbers, NAMED_STRUCT('a', 1.5D) AS deep, "
        "MAP('k', DATE'2022-02-07') AS days, TIMESTAMP'2022-02-07 10:00:00' AS seen, CAST(2.50 AS DECIMAL(9, 2)) AS price, "
        "X'00FF' AS bytes, CAST(NULL AS STRING) AS nothing"
    )
    found = extract(df, "本文.内容", kinds=["fraud_types"])
    assert found.schema[: len(df.columns)] == df.schema[:]
    assert found.columns == [*df.columns, "fraud_types", "error"]
    (row,) = found.collect()
    assert row[: len(df.columns)] == df.collect()[0]
    assert [record.text for record in row.fraud_types] == ["刷单诈骗"]


def test_nothing_to_read(session: SparkSession) -> None:
    empty = extract(session.createDataFrame([], "text string"))
    assert (empty.count(), empty.columns) == (0, ["text", *EXTRACTORS, "error"])
    # One row in five partitions.
    (row,) = collected(extract(numbered(session, [TEXT.format(20)]).repartition(5)))
    assert [record["quantity"] for record in row["outreach_channels"]] == [20]


@pytest.mark.parametrize(
    ("columns", "arguments", "message"),
    [
        ("txt string", {}, "text_column: no column 'text'; did you mean 'txt'?"),
        ("a string, b string", {}, "text_column: no column 'text'; expected one of a, b"),
        ("text int", {}, "text_column: expected 'text' to hold strings, got int"),
        ("text binary", {}, "text_column: expected 'text' to hold strings, got binary"),
        ("text string, text string", {}, "text_column: 2 columns are named 'text', expected one"),
        ("text string, error int", {}, "the column 'error' stands in the way of the new column 'error': rename it"),
        (
            "text string, Trends int",
            {"kinds": ["trends"]},
            "the column 'Trends' stands in the way of the new column 'trends'",
        ),
        ("text string", {"kinds": ["trend"]}, "kinds: unknown kind 'trend'; did you mean 'trends'?"),
        ("text string", {"lexicons": {"fraud_types": "no.toml"}}, "no.toml"),
        ("text string", {"lexicons": {"fraud": "no.toml"}}, "lexicons: unknown name 'fraud'"),
        ("text string", {"include_boilerplate": 1}, "include_boilerplate must be true or false"),
    ],
)
def test_wrong_usage_is_refused_before_the_job(
    session: SparkSession, columns: str, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=regex.escape(message)):
        extract(session.createDataFrame([], columns), **arguments)


def test_a_row_that_fails_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(nlp: Language, text: str, kinds: Any) -> dict[str, Any]:
        if text == "3":
            raise RuntimeError("no luck")
        # More than a column of whole numbers can hold.
        return {"fraud_types": [{"text": text, "count": 10**30 if text == "5" else 1}]}

    monkeypatch.setattr(antifraud_spark, "pipeline", lambda _: None)
    monkeypatch.setattr(antifraud_spark, "find_rows", stumble)
    batch = pa.record_batch({"id": range(SLICE + 6), "text": list(map(str, range(SLICE + 6)))})
    slices = list(read_batches([batch], 1, ("fraud_types",), Settings(False, ())))
    assert [part.num_rows for part in slices] == [SLICE, 6]
    rows = pa.Table.from_batches(slices).to_pylist()
    assert [row["id"] for row in rows] == list(range(SLICE + 6))
    failed = {row["id"]: row["error"] for row in rows if row["fraud_types"] is None}
    assert failed == {3: "RuntimeError: no luck", 5: "OverflowError: Python int too large to convert to C long"}
    assert all((row["error"] is None) == (row["id"] not in failed) for row in rows)
    assert [row["fraud_types"][0]["text"] for row in rows[6:]] == list(map(str, range(6, SLICE + 6)))


def test_a_pipeline_that_does_not_work_ends_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise RuntimeError("no data")

    monkeypatch.setattr(antifraud_spark, "find_rows", stumble)
    batch = pa.record_batch({"text": ["刷单"]})
    with pytest.raises(RuntimeError, match="no data"):
        list(read_batches([batch], 0, ("fraud_types",), Settings(False, ())))


def test_a_data_frame_of_another_library() -> None:
    with pytest.raises(TypeError, match=r"df: expected a DataFrame of Spark, got pyarrow.lib.Table"):
        extract(pa.table({"text": ["刷单"]}))  # type: ignore[arg-type]


@pytest.mark.parametrize("module", ["pyspark", "pandas", "pyarrow"])
def test_without_the_extra(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModuleNotFoundError, match=regex.escape(f'{module}: pip install "antifraud_ie[spark]"')):
        extract(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_columns_hold_the_fields_of_the_records(kind: str) -> None:
    record = KINDS[kind]
    assert [field.name for field in arrow_type(record)] == list(record.__dataclass_fields__)


@pytest.mark.parametrize("hint", [bytes, dict[str, int], str | int, tuple[str, int], None])
def test_no_arrow_type(hint: Any) -> None:
    with pytest.raises(TypeError, match="expected a str"):
        arrow_type(hint)


def test_the_page_says_what_happens(
    session: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "spark.md").read_text("utf-8")
    blocks = regex.findall(r"^```python\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?", page, regex.MULTILINE | regex.DOTALL)
    assert blocks
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for code, output in blocks:
        exec(code, names)
        assert capsys.readouterr().out.split() == output.split()
