"""What a run writes: nothing of a user's is written over or read as input, and what keeps it from writing is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from antifraud_ie.batch import Outcome
from antifraud_ie.cli import app
from antifraud_ie.cli.output import Output, written_files
from antifraud_ie.extractors import EXTRACTORS
from antifraud_ie.formats import FORMATS

TEXT = "昆明市公安局五华分局民警张贴反诈海报2670张。今年以来，全市刷单警情同比下降4.04%。"
LINES = json.dumps({"text": TEXT}) + "\n"
PROGRAM = [sys.executable, "-m", "antifraud_ie.cli"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def documents(path: str) -> list[str]:
    return [json.loads(line)["document"] for line in Path(path).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    "output",
    ["rows.jsonl", "sub/../rows.jsonl", "new/../rows.jsonl", "link.jsonl", "hard.jsonl", "linked/rows.jsonl"],
)
@pytest.mark.parametrize("command", ["extract", "report"])
def test_no_path_and_no_link_leads_a_run_over_what_it_reads(folder: Path, command: str, output: str) -> None:
    (folder / "sub").mkdir()
    (folder / "linked").symlink_to(".")
    (folder / "rows.jsonl").write_text(LINES, "utf-8")
    (folder / "link.jsonl").symlink_to("rows.jsonl")
    os.link("rows.jsonl", "hard.jsonl")
    for source in ("rows.jsonl", "."):
        for options in ([], ["--overwrite"], ["--resume"]) if command == "extract" else ([],):
            result = run(command, source, "-q", "-o", output, *options)
            assert result.exit_code == 2
            assert result.stderr.startswith("antifraud-ie: ")
    assert (folder / "rows.jsonl").read_text("utf-8") == LINES


@pytest.mark.parametrize("options", [[], ["--resume"]])
def test_a_folder_that_is_still_to_be_made_hides_no_file(folder: Path, options: list[str]) -> None:
    (folder / "notes.jsonl").write_text(LINES, "utf-8")
    result = run("extract", "news", "-o", "new/../notes.jsonl", *options)
    assert result.exit_code == 2
    assert "notes.jsonl" in result.stderr
    assert (folder / "notes.jsonl").read_text("utf-8") == LINES


def test_an_output_is_named_that_is_an_input(folder: Path) -> None:
    (folder / "rows.jsonl").write_text(LINES, "utf-8")
    result = run("extract", "rows.jsonl", "-o", "news/../rows.jsonl", "--overwrite")
    assert result.stderr == "antifraud-ie: --output: news/../rows.jsonl: is one of the documents to read\n"


def test_what_standard_input_comes_from_is_not_written_over(folder: Path) -> None:
    with (folder / "news" / "a.txt").open("rb") as stdin:
        command = [*PROGRAM, "extract", "-", "-f", "jsonl", "-o", "news/a.txt", "--overwrite"]
        done = subprocess.run(command, stdin=stdin, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        b"antifraud-ie: --output: news/a.txt: is one of the documents to read\n",
    )
    assert (folder / "news" / "a.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("options", [["-o", "-"], ["-o", "out.csv", "--brief"]])
def test_what_standard_output_goes_to_is_not_read(folder: Path, options: list[str]) -> None:
    (folder / "news" / "b.txt").write_bytes(b"\xff")
    with (folder / "news" / "shown.txt").open("wb") as stdout:
        subprocess.run([*PROGRAM, "extract", "news", *options], stdout=stdout, stderr=subprocess.DEVNULL, check=False)
    shown = (folder / "news" / "shown.txt").read_text("utf-8")
    assert "news/a.txt" in shown
    assert "shown.txt" not in shown
    with (folder / "news" / "a.txt").open("ab") as stdout:
        command = [*PROGRAM, "extract", "news", *options, "--overwrite"]
        done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        b"antifraud-ie: --output: standard output: is one of the documents to read\n",
    )


@pytest.mark.parametrize("output", ["news/out.csv", "link/out.csv", "news/out.jsonl", "link/out.jsonl"])
def test_no_run_reads_what_it_writes(folder: Path, output: str) -> None:
    (folder / "link").symlink_to("news")
    (folder / "news" / "rows.jsonl").write_text(LINES + "{}\n", "utf-8")
    for source in ("news", "link/"):
        for _ in range(2):
            result = run("extract", source, "-o", output, "--overwrite", "--brief")
            assert result.stdout.splitlines()[-1] == f"read 3, done 2, failed 1; records in {output}"


@pytest.mark.parametrize(
    ("output", "name", "files"),
    [
        ("-", "jsonl", []),
        ("out", "jsonl", ["out"]),
        ("a/out.csv", "csv", ["a/out.csv", "a/out.csv.errors.jsonl"]),
        ("tasks.json", "label-studio", ["tasks.json", "tasks.xml", "tasks.json.errors.jsonl"]),
        ("out/", "brat", ["out", "out.errors.jsonl"]),
    ],
)
def test_the_files_that_a_run_writes(output: str, name: str, files: list[str]) -> None:
    assert [str(path) for path in written_files(Path(output), FORMATS[name])] == files


@pytest.mark.parametrize(
    ("options", "kept", "message"),
    [
        (["-o", "out.csv"], "out.csv.errors.jsonl", "out.csv.errors.jsonl: exists already; --overwrite replaces it"),
        (["-o", "notes.jsonl", "--resume"], "notes.jsonl", "notes.jsonl, line 1: expected the line of a document"),
        (["-o", "set.xml", "-f", "label-studio"], "set.xml", "set.xml: expected another suffix than .xml"),
        (
            ["-o", "news", "--resume"],
            "news/a.txt",
            "--resume: expected a file that an earlier run has written, got news",
        ),
        (["-o", "news", "-f", "brat", "--overwrite"], "news/a.txt", "--output: news: expected a new or empty folder"),
        (["-o", ".", "-f", "brat"], "news/a.txt", "--output: .: expected a new or empty folder"),
        (["-o", ".", "-f", "label-studio"], "news/a.txt", "has an empty name"),
        (["-o", "news", "-f", "csv"], "news/a.txt", "--output: news: Is a directory"),
    ],
)
def test_what_is_there_is_left_alone(folder: Path, options: list[str], kept: str, message: str) -> None:
    (folder / "b.txt").write_text(TEXT, "utf-8")
    (folder / kept).write_text("my notes, in a line that does not end", "utf-8")
    result = run("extract", "b.txt", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert (folder / kept).read_text("utf-8") == "my notes, in a line that does not end"


def test_failures_of_a_run_that_writes_into_the_folder_it_is_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "news" / "b.txt").write_bytes(b"\xff")
    (folder / "brat").mkdir()
    monkeypatch.chdir(folder / "brat")
    assert run("extract", "../news", "-q", "-f", "brat", "-o", ".").exit_code == 1
    assert len(list(FORMATS["brat"].read(folder / "brat"))) == 1
    assert documents("../brat.errors.jsonl") == ["../news/b.txt"]


@pytest.mark.parametrize("name", ["jsonl", "csv", "label-studio", "parquet", "docbin"])
def test_a_full_disk(name: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    Path("full.any").symlink_to("/dev/full")
    result = run("extract", "news", "-f", name, "-o", "full.any", "-q")
    assert result.exit_code in (1, 2)
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("antifraud-ie: --output: full.any: ")
    assert "No space left on device" in result.stderr


def test_a_document_that_json_lines_cannot_hold_is_recorded(folder: Path) -> None:
    with Output(folder / "out.jsonl", FORMATS["jsonl"], tuple(EXTRACTORS), ("url",), resume=False) as output:
        written = output.add(Outcome("a", {"document": "a", "id": 3, "url": "b", "value": float("inf")}))
    assert written.error == "Out of range float values are not JSON compliant"
    (line,) = (folder / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {"document": "a", "id": 3, "url": "b", "error": written.error}


@pytest.mark.parametrize("first", [[], ["--all"]])
def test_a_run_is_gone_on_with_for_the_same_kinds_only(folder: Path, first: list[str]) -> None:
    (folder / "b.txt").write_text(TEXT, "utf-8")
    (folder / "0.txt").write_bytes(b"\xff")
    second = [] if first else ["--all"]
    assert run("extract", "0.txt", "news", "-q", *first).exit_code == 1
    written = (folder / "records.jsonl").read_bytes()
    result = run("extract", "0.txt", "news", "b.txt", "--resume", *second)
    assert result.exit_code == 2
    assert result.stderr.startswith("antifraud-ie: records.jsonl, line 2: expected fraud_types, percent_changes, ")
    assert (folder / "records.jsonl").read_bytes() == written
    assert run("extract", "0.txt", "news", "b.txt", "-q", "--resume", *first).exit_code == 1
    assert documents("records.jsonl") == ["0.txt", "news/a.txt", "b.txt"]
