"""Batch runs: the same lines from one process or many, none lost and none twice, whatever dies on the way."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from rich.console import Console
from typer.testing import CliRunner

import antifraud_ie
from antifraud_ie.batch import DIED, Outcome, Reader, ResumeError, Tally, read_all, resume
from antifraud_ie.cli import app
from antifraud_ie.cli.screen import Screen
from antifraud_ie.formats.jsonl import to_line
from antifraud_ie.reading import Document, count_documents, documents_in, find_files

TEXT = "昆明市公安局五华分局民警张贴反诈海报{}张。今年以来，全市刷单警情同比下降4.04%。"
# A run reads a few chunks ahead of what it writes; so many documents before the one that it waits for.
BEFORE, AFTER = 64, 6


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader(antifraud_ie.load())


def documents(number: int) -> Iterator[Document]:
    for index in range(number):
        yield Document(f"a.jsonl:{index + 1}", json.dumps({"text": TEXT.format(index + 1), "id": index}))


def test_several_processes_write_what_one_writes() -> None:
    one = list(read_all(reader(), documents(40)))
    assert [outcome.row["outreach_channels"][0]["quantity"] for outcome in one] == list(range(1, 41))
    assert list(read_all(reader(), documents(40), workers=2)) == one


def test_no_documents() -> None:
    assert list(read_all(reader(), [], workers=2)) == []


class Deadly(Reader):
    """Dies of one document."""

    def __call__(self, document: Document) -> Outcome:
        if document.name.endswith(":13"):
            os._exit(3)
        return super().__call__(document)


def test_a_document_that_kills_its_process_is_recorded_and_the_others_are_done() -> None:
    outcomes = list(read_all(Deadly(reader().nlp), documents(60), workers=2))
    errors = {index: outcome.error for index, outcome in enumerate(outcomes, 1) if outcome.error}
    assert errors == {13: DIED}
    assert outcomes[12].row == {"document": "a.jsonl:13", "id": 12, "error": DIED}
    expected = [outcome.row for outcome in read_all(reader(), documents(60))]
    assert [outcome.row for outcome in outcomes[:12] + outcomes[13:]] == expected[:12] + expected[13:]


def test_an_error_of_the_library_is_an_outcome_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise RuntimeError("no luck")

    document = next(documents(1))
    monkeypatch.setattr("antifraud_ie.batch.find_rows", stumble)
    assert reader()(document).row == {"document": "a.jsonl:1", "id": 0, "error": "RuntimeError: no luck"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for index in range(BEFORE + AFTER):
        path = tmp_path / ("news" if index < BEFORE else ".") / f"{index:03}.txt"
        path.write_text(TEXT.format(index + 2), "utf-8")
    return tmp_path


def command(*options: str) -> list[str]:
    later = [f"{index:03}.txt" for index in range(BEFORE, BEFORE + AFTER)]
    return ["extract", "news", "-", *later, *options]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_and_resumed_a_run_is_as_if_never_interrupted(folder: Path, workers: str) -> None:
    text = TEXT.format(1)
    whole = CliRunner().invoke(app, command("-o", "whole.jsonl", "-b"), input=text)
    assert whole.output.splitlines()[-1] == "read 71, done 71, failed 0; records in whole.jsonl"

    # The run waits at the document on standard input, which never ends; there it is killed.
    options = command("-o", "part.jsonl", "-q", "--workers", workers)
    killed = subprocess.Popen(
        [sys.executable, "-m", "antifraud_ie.cli", *options], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    part = folder / "part.jsonl"
    wait_for_lines(part, 16, killed)
    killed.kill()
    killed.communicate(timeout=30)  # ends when the workers too have ended, for they hold standard error open
    written = part.read_bytes()
    assert 16 <= written.count(b"\n") <= BEFORE
    assert (folder / "whole.jsonl").read_bytes().startswith(written)

    part.write_bytes(written + b'{"document": "news/0')
    resumed = CliRunner().invoke(app, command("-o", "part.jsonl", "-b", "--resume", "-w", workers), input=text)
    assert resumed.exit_code == 0
    before = written.count(b"\n")
    assert resumed.output.splitlines()[-1] == f"read 71 ({before} before), done 71, failed 0; records in part.jsonl"
    assert len(resumed.output.splitlines()) == 71 - before + 1
    assert part.read_bytes() == (folder / "whole.jsonl").read_bytes()


def wait_for_lines(path: Path, number: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if path.exists() and path.read_bytes().count(b"\n") >= number:
            return
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError("nothing was written")


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_rows_of_a_table_are_resumed_with_more_processes(folder: Path, suffix: str) -> None:
    table = pa.table({"id": range(20), "text": [TEXT.format(number) if number != 5 else None for number in range(20)]})
    path = folder / f"rows.{suffix}"
    {"csv": pa_csv.write_csv, "parquet": pq.write_table, "jsonl": write_json_lines}[suffix](table, path)
    arguments = ["extract", f"rows.{suffix}", "-q", "-o"]
    failed = 0 if suffix == "csv" else 1  # an empty cell is an empty text
    assert CliRunner().invoke(app, [*arguments, "whole.jsonl"]).exit_code == failed
    whole = (folder / "whole.jsonl").read_bytes()
    names = [json.loads(line)["document"] for line in whole.splitlines()]
    assert names == [f"rows.{suffix}:{number}" for number in range(1, 21)]

    lines = whole.splitlines(keepends=True)
    (folder / "part.jsonl").write_bytes(b"".join(lines[:7]) + lines[7][:30])
    resumed = CliRunner().invoke(app, [*arguments, "part.jsonl", "--resume", "--workers", "2"])
    assert resumed.exit_code == failed
    assert (folder / "part.jsonl").read_bytes() == whole


def write_json_lines(table: pa.Table, path: Path) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in table.to_pylist()), "utf-8")


def test_resume_keeps_failures_and_counts_them(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\xff")
    arguments = ["extract", "bad.txt", "064.txt", "-q"]
    assert CliRunner().invoke(app, arguments).exit_code == 1
    first = (folder / "records.jsonl").read_text("utf-8")
    again = CliRunner().invoke(app, ["extract", "bad.txt", "064.txt", "065.txt", "-b", "--resume"])
    assert again.exit_code == 1
    assert "read 3 (2 before), done 2, failed 1; records in records.jsonl" in again.output
    lines = (folder / "records.jsonl").read_text("utf-8")
    assert lines.startswith(first)
    assert [json.loads(line)["document"] for line in lines.splitlines()] == ["bad.txt", "064.txt", "065.txt"]


def test_resume_begins_where_there_is_nothing_yet(folder: Path) -> None:
    assert CliRunner().invoke(app, ["extract", "064.txt", "-q", "--resume"]).exit_code == 0
    assert len((folder / "records.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "done", "left"),
    [
        (b"", {}, b""),
        (b'{"document": "a"', {}, b""),
        (b'{"document": "a"}\n{"docu', {"a": False}, b'{"document": "a"}\n'),
        (b'{"document": "a", "error": "x"}\n', {"a": True}, b'{"document": "a", "error": "x"}\n'),
        (b'{"document": "a"}\n\xe6\x98', {"a": False}, b'{"document": "a"}\n'),
    ],
)
def test_a_line_half_written_is_cut_off(tmp_path: Path, content: bytes, done: dict[str, bool], left: bytes) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)
    assert resume(path, []) == done
    assert path.read_bytes() == left


@pytest.mark.parametrize(
    "line", [b"", b"[1]", b"5", b'"a"', b"{}", b"text", b"\xff", b"[" * 100_000, b'{"document": "a"']
)
def test_what_another_program_wrote_is_left_alone(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "records.jsonl"
    content = b'{"document": "a"}\n' + line + b"\n" + b'{"document": "b"}\n'
    path.write_bytes(content)
    with pytest.raises(ResumeError, match=r"records.jsonl, line 2: expected the line of a document"):
        resume(path, [])
    assert path.read_bytes() == content


def test_documents_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").touch()
    (tmp_path / "rows.jsonl").write_text('{"text": "一"}\n\n{"text": "二"}', "utf-8")
    files = find_files(["a.txt", "rows.jsonl", "a.txt", "."])
    assert files == ["a.txt", "rows.jsonl"]
    assert [document.name for document in documents_in(files)] == ["a.txt", "rows.jsonl:1", "rows.jsonl:3"]
    assert count_documents(files) == 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "Expecting property name"),
        ("[]", 'expected a JSON object with a string under "text"'),
        ('{"body": "x"}', 'expected a JSON object with a string under "text"'),
        ('{"text": null}', 'expected a JSON object with a string under "text"'),
        ("[" * 100_000, "RecursionError"),
    ],
)
def test_a_bad_row_is_recorded(row: str, message: str) -> None:
    error = reader()(Document("a.jsonl:1", row)).error
    assert error is not None
    assert message in error


def test_a_row_keeps_its_id_and_says_where_its_text_is() -> None:
    document = Document("a.jsonl:1", json.dumps({"id": "x1", "body": TEXT.format(5)}))
    row = Reader(reader().nlp, ("outreach_channels",), "body")(document).row
    assert list(row) == ["document", "id", "outreach_channels"]
    assert row["id"] == "x1"


@pytest.mark.parametrize(
    ("name", "content", "identity"),
    [
        ("a.jsonl", b'{"text": 5, "id": "x1"}', {"id": "x1"}),
        ("a.jsonl", b'{"id": "x1", "te', {}),
        ("a.csv", b"id,text\nx1\n", {"id": "x1"}),
        ("a.csv", "id,text\nx1,甲,乙\n".encode(), {"id": "x1"}),
        ("a.csv", "text,id\n甲,乙,x1\n".encode(), {}),
        ("a.csv", b"id,text\nx1," + b"\xff\xff\n", {"id": "x1"}),
        ("a.csv", 'id,text\nx1,"甲\n'.encode(), {}),
    ],
)
def test_a_row_that_fails_keeps_its_id_where_it_can_be_read(
    folder: Path, name: str, content: bytes, identity: dict[str, str]
) -> None:
    (folder / name).write_bytes(content)
    (document,) = documents_in([name], encoding="utf-8")
    row = reader()(document).row
    assert row == {"document": f"{name}:1", **identity, "error": row["error"]}


def test_a_file_whose_name_is_no_unicode(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    try:
        Path(name).write_text(TEXT.format(5), "utf-8")
    except OSError:
        pytest.skip("the file system takes Unicode only")
    outcome = reader()(Document(name))
    assert outcome.error is None
    output = tmp_path / "records.jsonl"
    output.write_text(to_line(outcome.row) + "\n", "utf-8")
    assert resume(output, reader().kinds) == {name: False}


def test_counts() -> None:
    tally = Tally()
    waiting = tally.waiting(documents(4), {"a.jsonl:1": False, "a.jsonl:3": True})
    for document in waiting:
        tally.add(Outcome(document.name, {}, "broken" if document.name == "a.jsonl:4" else None))
    assert str(tally) == "read 4 (2 before), done 2, failed 2"


def shown(*, terminal: bool, shows: str = "counts") -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100)
    with Screen(shows, lambda: 3, console) as screen:  # type: ignore[arg-type]
        for outcome in read_all(reader(), documents(3)):
            screen.add(outcome)
        screen.add(Outcome("b\x1b.txt", {}, "broken"))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_bar_on_a_terminal() -> None:
    assert "/3" in shown(terminal=True)
    assert "b .txt: broken" in shown(terminal=True)


def test_no_bar_elsewhere() -> None:
    assert shown(terminal=False) == "antifraud-ie: b .txt: broken\n"


def test_no_bar_where_only_errors_are_wanted() -> None:
    assert "/3" not in shown(terminal=True, shows="errors")
