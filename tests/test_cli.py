"""The command line: output, files, exit codes and error messages."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console, RenderableType
from typer.testing import CliRunner, Result

import antifraud_ie
from antifraud_ie.batch import read_all
from antifraud_ie.cli import app
from antifraud_ie.cli.tables import document_report, score_table
from antifraud_ie.evaluation import Scores
from antifraud_ie.extractors import KINDS
from antifraud_ie.formats import FORMATS, format_for

NO_TEXT = "expected text in UTF-8, GB 18030, Big5 or UTF-16; name any other encoding"
TEXT = "昆明市公安局五华分局民警张贴反诈海报2670张。今年以来，全市刷单警情同比下降4.04%。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_extract_writes_what_the_library_says(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    result = run("extract", "a.txt", "--brief")
    assert result.exit_code == 0
    assert rows(folder / "records.jsonl") == [{"document": "a.txt", **antifraud_ie.to_dict(antifraud_ie.load()(TEXT))}]
    assert result.stdout.splitlines() == [
        "a.txt: 1 fraud types, 1 percent changes, 1 police units, 1 outreach channels",
        "read 1, done 1, failed 0; records in records.jsonl",
    ]


@pytest.mark.parametrize("option", ["--brief", "--format=jsonl"])
def test_a_name_cannot_write_to_the_terminal(folder: Path, option: str) -> None:
    (folder / "\x1b]0;owned\x07\n.txt").write_text(TEXT, "utf-8")
    result = run("extract", ".", option)
    assert result.stdout.startswith(" ]0;owned  .txt")
    assert not set("\x1b\x07") & set(result.output)


def test_folders_are_read_in_order_and_deep(folder: Path) -> None:
    for name in ("news/b.txt", "news/2022/a.txt", "news/readme.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, "utf-8")
    assert run("extract", "news", "--quiet", "--output", "out/all.jsonl").stdout == ""
    assert [row["document"] for row in rows(folder / "out/all.jsonl")] == ["news/2022/a.txt", "news/b.txt"]


def test_standard_input_to_standard_output(folder: Path) -> None:
    command = [sys.executable, "-m", "antifraud_ie.cli", "extract", "-", "-o", "-"]
    done = subprocess.run(command, input=TEXT.encode(), capture_output=True, check=True)
    (row,) = map(json.loads, done.stdout.decode("utf-8").splitlines())
    assert row["document"] == "-"
    assert row["percent_changes"][0]["value"] == -4.04
    assert list(folder.iterdir()) == []


@pytest.fixture
def unread() -> Iterator[int]:
    """A pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("stderr", [subprocess.PIPE, subprocess.STDOUT])
def test_a_run_goes_on_when_nobody_reads_what_it_shows(folder: Path, unread: int, stderr: int) -> None:
    for number in range(4):
        (folder / f"{number}.txt").write_bytes(b"\xff" if number == 2 else TEXT.encode())
    command = [sys.executable, "-m", "antifraud_ie.cli", "extract", ".", "--brief"]
    done = subprocess.run(command, stdout=unread, stderr=stderr, check=False)
    assert done.returncode == 1  # for the document that failed
    assert [row["document"] for row in rows(folder / "records.jsonl")] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert not done.stderr or done.stderr.decode() == f"antifraud-ie: 2.txt: {NO_TEXT}\n"


@pytest.mark.parametrize("arguments", [["report", "a.txt"], ["explain", "a.txt"], ["lexicon", "show", "刷单返利"]])
def test_a_command_is_done_when_nobody_reads_what_it_says(folder: Path, unread: int, arguments: list[str]) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "antifraud_ie.cli", *arguments]
    done = subprocess.run(command, stdout=unread, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_output_that_nobody_reads_any_more_ends_the_run_in_silence(folder: Path, unread: int) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "antifraud_ie.cli", "extract", "a.txt", "-o", "-"]
    done = subprocess.run(command, stdout=unread, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "-", "-o", "records.jsonl"],
        ["explain", "-"],
        ["explain", "-", "--format", "json"],
        ["lexicon", "show", "刷单返利"],
    ],
)
def test_a_terminal_that_knows_no_chinese(folder: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "antifraud_ie.cli", *arguments],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert rb"\u5237\u5355" in done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(folder: Path, encoding: str) -> None:
    (folder / "a.txt").write_bytes(TEXT.encode(encoding))
    assert run("extract", "a.txt").exit_code == 0
    (row,) = rows(folder / "records.jsonl")
    assert (row["police_units"][0]["text"], row["police_units"][0]["start_char"]) == (
        "昆明市公安局五华分局",
        0,
    )
    assert row.get("encoding") == {"gb18030": "gb18030", "utf-16": "utf-16-le"}.get(encoding)


def test_an_encoding_that_is_given(folder: Path) -> None:
    (folder / "a.txt").write_bytes(TEXT.encode("gb18030"))
    assert run("extract", "a.txt", "--encoding", "GBK", "-q").exit_code == 0
    assert rows(folder / "records.jsonl")[0]["encoding"] == "gbk"
    assert run("extract", "a.txt", "--encoding", "utf-8", "-q", "--overwrite").exit_code == 1
    assert rows(folder / "records.jsonl")[0]["error"].startswith("expected text in utf-8, found")


def test_line_breaks_are_not_translated(folder: Path) -> None:
    (folder / "a.txt").write_bytes(("标题\r\n" + TEXT).encode())
    run("extract", "a.txt")
    assert rows(folder / "records.jsonl")[0]["police_units"][0]["start_char"] == 4


def test_a_failed_document_is_named_and_the_others_are_done(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff\xff\xff")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    result = run("extract", "a.txt", "b.txt")
    assert result.exit_code == 1
    assert result.stderr == f"antifraud-ie: a.txt: {NO_TEXT}\n"
    first, second = rows(folder / "records.jsonl")
    assert first == {"document": "a.txt", "error": NO_TEXT}
    assert second["document"] == "b.txt"
    assert "read 2, done 1, failed 1; records in records.jsonl" in result.stdout


def test_include_boilerplate(folder: Path) -> None:
    page = TEXT + "\n\n\n相关阅读\n昆明市公安局发布防骗提示\n版权所有 昆明市公安局 Copyright © 2022\n"
    (folder / "a.txt").write_text(page, "utf-8")
    run("extract", "a.txt", "-o", "less.jsonl")
    run("extract", "a.txt", "-o", "more.jsonl", "--include-boilerplate")
    less, more = (len(rows(folder / name)[0]["police_units"]) for name in ("less.jsonl", "more.jsonl"))
    assert less < more


def test_all_kinds(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT + "破案率达98%，发案大幅下降。", "utf-8")
    assert run("extract", "a.txt", "--all", "--brief").exit_code == 0
    (row,) = rows(folder / "records.jsonl")
    assert list(row)[5:] == ["narrated_schemes", "percentages", "trends"]
    assert [record["kind"] for record in row["percentages"]] == ["change", "rate"]
    assert [record["direction"] for record in row["trends"]] == ["down"]


def test_kinds_that_are_named(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT + "发案大幅下降。", "utf-8")
    assert run("extract", "a.txt", "-q", "--kinds", "trends, police_units").exit_code == 0
    (row,) = rows(folder / "records.jsonl")
    assert list(row) == ["document", "police_units", "trends"]
    assert run("extract", "a.txt", "-q", "--kinds", "trends", "-o", "a.csv").exit_code == 0
    assert "quantity" not in (folder / "a.csv").read_text("utf-8").splitlines()[0]
    counts = []
    for kinds in ("police_units", "police_units,trends"):
        assert run("report", "a.txt", "-q", "--kinds", kinds).exit_code == 0
        counts.append((folder / "report.html").read_text("utf-8").count("大幅下降"))
    assert counts[0] < counts[1]


SOURCE = "id,url,n,text\n1,https://a.cn/1,5,{text}\n2,https://a.cn/2,6,{text},x\n"


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_columns_that_are_kept_stand_in_every_output(folder: Path, suffix: str) -> None:
    (folder / "in.csv").write_text(SOURCE.format(text=TEXT), "utf-8")
    assert run("extract", "in.csv", "-q", "--keep", "url, n").exit_code == 1
    first, second = rows(folder / "records.jsonl")
    assert list(first.items())[:4] == [("document", "in.csv:1"), ("id", "1"), ("url", "https://a.cn/1"), ("n", "5")]
    assert {**second, "error": ""} == {
        "document": "in.csv:2",
        "id": "2",
        "url": "https://a.cn/2",
        "n": "6",
        "error": "",
    }
    name = f"out.{suffix}"
    assert run("extract", "in.csv", "-q", "--keep", "url,n", "-o", name).exit_code == 1
    (row,) = format_for(Path(name)).read(folder / name)
    assert row == {**first, **{kind: row[kind] for kind in KINDS if kind in row}}
    assert rows(folder / f"{name}.errors.jsonl") == [second]
    table = antifraud_ie.to_arrow([first, second], keep=["url", "n"])
    assert set(zip(*(table[column].to_pylist() for column in ("url", "n")), strict=True)) == {("https://a.cn/1", "5")}


def test_values_of_json_that_are_kept(folder: Path) -> None:
    values = [["甲", 3], {"a": None}, 2.5, None, True]
    lines = [json.dumps({"text": TEXT, "tag": value}) for value in values] + [json.dumps({"text": TEXT})]
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    assert run("extract", "in.jsonl", "-q", "--keep", "tag").exit_code == 0
    written = rows(folder / "records.jsonl")
    assert [row["tag"] for row in written[:5]] == values
    assert "tag" not in written[5]
    assert run("extract", "in.jsonl", "-q", "--keep", "tag", "-o", "out.csv").exit_code == 0
    read = [row.get("tag") for row in FORMATS["csv"].read(folder / "out.csv")]
    assert read == ['["甲", 3]', '{"a": null}', "2.5", None, "true", None]


def test_a_table_without_a_column_to_keep_is_recorded(folder: Path) -> None:
    (folder / "in.csv").write_text(SOURCE.format(text=TEXT), "utf-8")
    assert run("extract", "in.csv", "-q", "--keep", "ulr").exit_code == 1
    message = 'expected a column "ulr", which is to be kept, got id, url, n, text'
    assert rows(folder / "records.jsonl") == [{"document": "in.csv", "error": message}]


def test_rows_of_json_lines(folder: Path) -> None:
    (folder / "a.jsonl").write_text(json.dumps({"id": 9, "body": TEXT}) + "\n{}\n", "utf-8")
    result = run("extract", "a.jsonl", "--text-field", "body", "--brief")
    assert result.exit_code == 1
    first, second = rows(folder / "records.jsonl")
    assert (first["document"], first["id"], len(first["police_units"])) == ("a.jsonl:1", 9, 1)
    assert second == {"document": "a.jsonl:2", "error": 'expected a JSON object with a string under "body"'}


@pytest.mark.parametrize("name", FORMATS)
def test_formats(folder: Path, name: str) -> None:
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "news" / "b.txt").write_bytes(b"\xff")
    (folder / "news" / "c.txt").write_text("昆明警方通报。", "utf-8")
    result = run("extract", "news", "-o", "out", "--format", name, "--brief")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "read 3, done 2, failed 1; records in out"
    documents = [row for row in FORMATS[name].read(folder / "out") if "error" not in row]
    assert [(row["document"], len(row["police_units"])) for row in documents] == [("news/a.txt", 1), ("news/c.txt", 1)]
    errors = rows(folder / ("out" if name == "jsonl" else "out.errors.jsonl"))
    assert [row for row in errors if "error" in row] == [{"document": "news/b.txt", "error": NO_TEXT}]

    if name != "brat":  # which wants a new folder
        assert run("extract", "news/a.txt", "-o", "out", "--format", name, "-q", "--overwrite").exit_code == 0
        assert not (folder / "out.errors.jsonl").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "records.jsonl: exists already; --resume goes on with it, --overwrite replaces it"),
        (["-o", "out.csv"], "out.csv: exists already; --overwrite replaces it"),
        (["-o", "tasks.json", "-f", "label-studio"], "tasks.xml: exists already; --overwrite replaces it"),
        (["-o", "new.jsonl", "--resume", "--overwrite"], "--resume, --overwrite: expected one of them, got both"),
    ],
)
def test_an_output_that_is_there_is_not_replaced(folder: Path, options: list[str], message: str) -> None:
    for name in ("a.txt", "records.jsonl", "out.csv", "tasks.xml"):
        (folder / name).write_text(TEXT, "utf-8")
    result = run("extract", "a.txt", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert {path.read_text("utf-8") for path in folder.iterdir()} == {TEXT}


def test_an_output_is_replaced_where_that_is_wanted_or_nothing_is_lost(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "out.jsonl").touch()
    for option in ([], ["--overwrite"], ["--resume"]):
        assert run("extract", "a.txt", "-q", "-o", "out.jsonl", *option).exit_code == 0
        assert [row["document"] for row in rows(folder / "out.jsonl")] == ["a.txt"]


def test_the_suffix_of_the_output_says_its_format(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    for name in ("a.csv", "a.parquet", "a.spacy", "a"):
        assert run("extract", "a.txt", "-q", "-o", name).exit_code == 0
        assert len(list(format_for(Path(name)).read(folder / name))) == 1


def test_a_document_that_the_format_cannot_hold_is_recorded(folder: Path) -> None:
    (folder / "a.txt").write_text("反诈" * 500_001, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    result = run("extract", "a.txt", "b.txt", "-o", "out.spacy", "-q")
    assert result.exit_code == 1
    assert "a.txt: [E088]" in result.stderr
    assert [row["document"] for row in FORMATS["docbin"].read(folder / "out.spacy")] == ["b.txt"]
    assert [row["document"] for row in rows(folder / "out.spacy.errors.jsonl")] == ["a.txt"]


@pytest.mark.parametrize("name", ["csv", "label-studio"])
def test_two_processes_write_what_one_writes(folder: Path, name: str) -> None:
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(TEXT + str(number), "utf-8")
    for workers in ("1", "2"):
        assert run("extract", ".", "-q", "-o", f"out{workers}", "-f", name, "-w", workers).exit_code == 0
    assert (folder / "out1").read_bytes() == (folder / "out2").read_bytes() != b""


def test_a_table_is_whole_after_an_interrupt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: Any) -> Iterator[Any]:
        yield from itertools.islice(read_all(*arguments), 2)
        raise KeyboardInterrupt

    for number in range(4):
        (folder / f"{number}.txt").write_text(TEXT, "utf-8")
    monkeypatch.setattr("antifraud_ie.cli.run.read_all", interrupted)
    result = run("extract", ".", "-q", "-o", "out.parquet")
    assert (result.exit_code, result.stderr) == (130, "antifraud-ie: interrupted\n")
    assert [row["document"] for row in FORMATS["parquet"].read(folder / "out.parquet")] == ["0.txt", "1.txt"]


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (["extract", "--all"], "old.jsonl"),
        (["extract"], "old.csv"),
        (["extract"], "old.parquet"),
        (["extract", "-f", "doccano"], "old.jsonl"),
        (["extract", "-f", "brat"], "old"),
        (["report"], "old.html"),
    ],
)
def test_what_an_earlier_run_has_written_is_no_input(folder: Path, command: list[str], output: str) -> None:
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "news" / "b.jsonl").write_text(json.dumps({"text": TEXT, "document": "b", "label": []}), "utf-8")
    assert run(*command, "news", "-q", "-o", f"news/{output}").exit_code == 0
    result = run("extract", "news", "-o", "news/all.jsonl", "--brief")
    assert result.exit_code == 0
    assert [row["document"] for row in rows(folder / "news/all.jsonl")] == ["news/a.txt", "news/b.jsonl:1"]
    assert result.stderr.startswith(f"antifraud-ie: left out, for antifraud-ie has written it: news/{output}")


def test_failures_beside_a_table_and_one_that_comes_first_are_no_input(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    assert run("extract", ".", "-q", "-o", "old.csv").exit_code == 1
    assert run("extract", ".", "-q", "-o", "old.jsonl").exit_code == 1
    result = run("extract", ".", "-o", "all.jsonl", "--brief")
    assert "left out, for antifraud-ie has written it: old.csv, old.csv.errors.jsonl, old.jsonl\n" in result.stderr
    assert [row["document"] for row in rows(folder / "all.jsonl")] == ["a.txt", "b.txt"]


def test_nothing_but_outputs_is_no_input(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    assert run("extract", "a.txt", "-q").exit_code == 0
    result = run("extract", "records.jsonl", "-o", "more.jsonl")
    assert result.exit_code == 2
    assert "records.jsonl: expected documents, found only what antifraud-ie has written" in result.stderr


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["extract", "a.jsonl", "-o", "link.jsonl", "--overwrite"], "link.jsonl: is one of the documents to read"),
        (["extract", ".", "-o", "a.jsonl", "--resume"], "a.jsonl, line 1: expected the line of a document"),
        (["report", "a.jsonl", "-o", "a.jsonl"], "a.jsonl: exists already; it is no report, so name another file"),
    ],
)
def test_no_document_is_written_over(folder: Path, command: list[str], message: str) -> None:
    source = json.dumps({"text": TEXT}) + "\n"
    (folder / "a.jsonl").write_text(source, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    (folder / "link.jsonl").symlink_to("a.jsonl")
    result = run(*command)
    assert result.exit_code == 2
    assert message in result.stderr
    assert (folder / "a.jsonl").read_text("utf-8") == source


def test_a_report_is_written_again_where_one_is(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    for _ in range(2):
        assert run("report", ".", "-q").exit_code == 0


def test_the_output_is_no_input(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    for _ in range(2):
        assert run("extract", ".", "-q", "--overwrite").exit_code == 0
        assert [row["document"] for row in rows(folder / "records.jsonl")] == ["a.txt"]


@pytest.mark.parametrize("name", ["csv", "doccano", "label-studio"])
def test_formats_of_text_go_to_standard_output(folder: Path, name: str) -> None:
    command = [sys.executable, "-m", "antifraud_ie.cli", "extract", "-", "-o", "-", "--format", name]
    done = subprocess.run(command, input=TEXT.encode(), capture_output=True, check=True)
    (folder / "out").write_bytes(done.stdout)
    (document,) = FORMATS[name].read(folder / "out")
    assert (document["document"], document["percent_changes"][0]["value"]) == ("-", -4.04)


def test_lexicon(folder: Path) -> None:
    (folder / "mine.toml").write_text('[[term]]\nid = "tea"\ncode = "romance"\nsurfaces = ["卖茶女"]\n', "utf-8")
    (folder / "a.txt").write_text("警惕卖茶女诈骗。", "utf-8")
    assert run("extract", "a.txt", "--lexicon", "fraud_types=mine.toml").exit_code == 0
    assert [record["scheme"] for record in rows(folder / "records.jsonl")[0]["fraud_types"]] == ["tea"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "none.txt"], "antifraud-ie: none.txt: no such file or folder"),
        (
            ["extract", "empty"],
            "antifraud-ie: empty: no .csv, .htm, .html, .jsonl, .mht, .mhtml, .parquet, .tsv, .txt, .xhtml files",
        ),
        (["extract", "-", "--lexicon", "mine.toml"], "expected LABEL=FILE, e.g. fraud_types=mine.toml"),
        (["extract", "-", "--lexicon", "fraud=mine.toml"], "--lexicon: lexicons: unknown name 'fraud'"),
        (["extract", "-", "--lexicon", "fraud_types=none.toml"], "none.toml: cannot be read: No such file"),
        (["extract", "-", "--output", "empty"], "--output: empty:"),
        (["extract", "-", "--output", "-", "--resume"], "--resume: expected an output file"),
        (
            ["extract", "-", "--output", "a.csv", "--resume"],
            "--resume: expected JSON lines, which tell how far a run came",
        ),
        (["extract", "-", "--output", "-", "--format", "parquet"], "--output: expected a file or folder for parquet"),
        (["extract", "-", "--output", "full", "--format", "brat"], "--output: full: expected a new or empty folder"),
        (["extract", "-", "--format", "parkett"], "--format: unknown format 'parkett'; did you mean 'parquet'?"),
        (
            ["extract", "-", "--output", "a.xlsx"],
            "--output: a.xlsx: unknown suffix '.xlsx'; expected one of .csv, .jsonl, .parquet, .spacy, or --format jsonl|",
        ),
        (["extract", "a.xlsx"], "antifraud-ie: a.xlsx: unknown suffix '.xlsx'; expected one of .csv, .htm"),
        (["extract", "-", "--kinds", "trend"], "--kinds: unknown kind 'trend'; did you mean 'trends'?"),
        (["report", "-", "--kinds", "trends,"], "--kinds: unknown kind ''; expected one of fraud_types, narrated"),
        (["report", "-", "--kinds", "trends", "--all"], "--kinds, --all: expected one of them, got both"),
        (["extract", "-", "--keep", "url,region"], "--keep: 'region': the output has something else of that name"),
        (["extract", "-", "--keep", "id"], "--keep: 'id': the output has something else of that name"),
        (["extract", "-", "--keep", "url,"], "--keep: expected names of columns, got 'url,'"),
        (["extract", "-", "--encoding", "gb1830"], "--encoding: expected an encoding like gb18030, big5 or utf-16"),
        (["extract", "-", "--output", "mine.jsonl", "--resume"], "mine.jsonl, line 1: expected the line of a document"),
        (["extract", "-", "--workers", "0"], "Invalid value for '--workers'"),
        (["extract"], "Missing argument"),
        (["score", "empty", "none"], "does not exist"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str) -> None:
    for name in ("empty", "full/of"):
        (folder / name).mkdir(parents=True)
    (folder / "a.xlsx").touch()
    (folder / "mine.jsonl").write_text("my notes\n", "utf-8")
    result = run(*arguments, stdin=b"")
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("surface", ["茶友局", "卖茶女"])
def test_every_lexicon_that_is_named_counts(folder: Path, surface: str) -> None:
    entry = '[[term]]\nid = "{}"\ncode = "romance"\nsurfaces = ["{}"]\n'
    (folder / "a.toml").write_text(entry.format("tea", "卖茶女"), "utf-8")
    (folder / "b.toml").write_text(entry.format("party", surface), "utf-8")
    (folder / "a.txt").write_text("警惕卖茶女诈骗。警惕茶友局诈骗。", "utf-8")
    result = run("extract", "a.txt", "-q", "--lexicon", "fraud_types=a.toml", "--lexicon", "fraud_types=b.toml")
    if surface == "卖茶女":
        assert result.exit_code == 2
        assert "a.toml, b.toml: '卖茶女' stands under 'tea' and 'party'" in result.stderr
        return
    assert result.exit_code == 0
    assert [record["scheme"] for record in rows(folder / "records.jsonl")[0]["fraud_types"]] == ["tea", "party"]


def test_score(folder: Path) -> None:
    (folder / "gold").mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    gold = {
        "outreach_channels": [
            {"text": "海报", "code": "poster", "quantity": 2670},
            {"text": "民警", "code": "x"},
        ]
    }
    (folder / "gold" / "a.json").write_text(json.dumps(gold), "utf-8")
    result = run("score", ".", "gold", "--errors")
    assert result.exit_code == 0
    assert "a\toutreach_channels\tmissed\t民警" in result.stdout
    assert "outreach_channels\t2" + "\t1.000\t0.500\t0.667" * 3 in result.stdout


def test_score_names_bad_gold(folder: Path) -> None:
    (folder / "gold").mkdir()
    (folder / "gold" / "a.json").write_text("{}", "utf-8")
    result = run("score", ".", "gold")
    assert result.exit_code == 1
    assert "expected its text, in UTF-8, in a.txt" in result.stderr


def test_version_and_help() -> None:
    assert run("--version").stdout == f"antifraud-ie {antifraud_ie.__version__}\n"
    assert "antifraud-ie extract article.txt" in run("extract", "--help").stdout


def rendered(renderable: RenderableType) -> str:
    console = Console(width=100, force_terminal=False)
    with console.capture() as captured:
        console.print(renderable)
    return captured.get()


def test_the_report_shows_every_record_within_the_terminal() -> None:
    text = TEXT + "破案率达98%，发案大幅下降。小徐接到电话，对方自称国内警察，要他缴纳保证金。"
    (records,) = antifraud_ie.pipe(antifraud_ie.load(), [text], KINDS)
    shown = rendered(document_report("a\x1b.txt", records))
    for words in (
        "刷单警情",
        "同比下降4.04%",
        "-4.04%",
        "昆明市公安局五华分局",
        "2670 张",
        "poster",
        "0–10",
        "98%",
        "大幅下降",
        "缴纳保证金",
    ):
        assert words in shown
    assert "\x1b" not in shown


def test_the_score_table_has_a_row_for_each_label() -> None:
    shown = rendered(score_table(Scores()))
    for label in ("fraud types", "percent changes", "police units", "outreach channels"):
        assert label in shown
