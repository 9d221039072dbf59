"""The command line: output, files, exit codes and error messages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console, RenderableType
from typer.testing import CliRunner, Result

import antifraud_ie
from antifraud_ie.cli import app
from antifraud_ie.cli.tables import document_report, score_table
from antifraud_ie.evaluation import Scores
from antifraud_ie.extractors import KINDS

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(folder: Path, encoding: str) -> None:
    (folder / "a.txt").write_bytes(TEXT.encode(encoding))
    assert run("extract", "a.txt").exit_code == 0
    (row,) = rows(folder / "records.jsonl")
    assert (row["police_units"][0]["text"], row["police_units"][0]["start_char"]) == (
        "昆明市公安局五华分局",
        0,
    )


def test_line_breaks_are_not_translated(folder: Path) -> None:
    (folder / "a.txt").write_bytes(("标题\r\n" + TEXT).encode())
    run("extract", "a.txt")
    assert rows(folder / "records.jsonl")[0]["police_units"][0]["start_char"] == 4


def test_a_failed_document_is_named_and_the_others_are_done(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff\xff\xff")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    result = run("extract", "a.txt", "b.txt")
    assert result.exit_code == 1
    assert result.stderr == "antifraud-ie: a.txt: neither UTF-8 nor GB 18030 text\n"
    first, second = rows(folder / "records.jsonl")
    assert first == {"document": "a.txt", "error": "neither UTF-8 nor GB 18030 text"}
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


def test_rows_of_json_lines(folder: Path) -> None:
    (folder / "a.jsonl").write_text(json.dumps({"id": 9, "body": TEXT}) + "\n{}\n", "utf-8")
    result = run("extract", "a.jsonl", "--text-field", "body", "--brief")
    assert result.exit_code == 1
    first, second = rows(folder / "records.jsonl")
    assert (first["document"], first["id"], len(first["police_units"])) == ("a.jsonl:1", 9, 1)
    assert second == {"document": "a.jsonl:2", "error": 'expected a JSON object with a string under "body"'}


def test_lexicon(folder: Path) -> None:
    (folder / "mine.toml").write_text('[[term]]\nid = "tea"\ncode = "romance"\nsurfaces = ["卖茶女"]\n', "utf-8")
    (folder / "a.txt").write_text("警惕卖茶女诈骗。", "utf-8")
    assert run("extract", "a.txt", "--lexicon", "fraud_types=mine.toml").exit_code == 0
    assert [record["scheme"] for record in rows(folder / "records.jsonl")[0]["fraud_types"]] == ["tea"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "none.txt"], "antifraud-ie: none.txt: no such file or folder"),
        (["extract", "empty"], "antifraud-ie: empty: no .txt files in this folder"),
        (["extract", "-", "--lexicon", "mine.toml"], "expected LABEL=FILE, e.g. fraud_types=mine.toml"),
        (["extract", "-", "--lexicon", "fraud=mine.toml"], "--lexicon: lexicons: unknown name 'fraud'"),
        (["extract", "-", "--lexicon", "fraud_types=none.toml"], "none.toml: cannot be read"),
        (["extract", "-", "--output", "empty"], "--output: empty:"),
        (["extract", "-", "--output", "-", "--resume"], "--resume: expected an output file"),
        (["extract", "-", "--output", "mine.txt", "--resume"], "mine.txt, line 1: expected the line of a document"),
        (["extract", "-", "--workers", "0"], "Invalid value for '--workers'"),
        (["extract"], "Missing argument"),
        (["score", "empty", "none"], "does not exist"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str) -> None:
    (folder / "empty").mkdir()
    (folder / "mine.txt").write_text("my notes\n", "utf-8")
    result = run(*arguments, stdin=b"")
    assert result.exit_code == 2
    assert message in result.stderr


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
