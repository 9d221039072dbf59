"""Reading: what documents a path holds, their text, and what is recorded where there is none."""

from __future__ import annotations

import base64
import csv
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from antifraud_ie.article import Article
from antifraud_ie.reading import Document, count_documents, documents_in, find_files
from antifraud_ie.reading.pages import main_text

TEXT = "昆明市公安局五华分局民警张贴反诈海报2670张。今年以来，全市刷单警情同比下降4.04%。"
PAGE = """<!doctype html><html lang="zh"><head><meta charset="{charset}">
<title>昆明警方通报反诈战果_春城网</title>{head}</head><body>
<nav><a href="/">首页</a> <a href="/n">新闻</a></nav>
<div class="article"><h1>昆明警方通报反诈战果</h1>{byline}
<p>昆明市公安局五华分局民警张贴反诈海报2670张，发放宣传单1.6万余份。</p>
<p>今年以来，全市刷单警情同比下降4.04%，其中冒充客服类诈骗警情环比下降12%。</p></div>
<footer>版权所有 春城网 Copyright</footer><script>alert("反诈")</script></body></html>"""
MAIN = [
    "昆明市公安局五华分局民警张贴反诈海报2670张，发放宣传单1.6万余份。",
    "今年以来，全市刷单警情同比下降4.04%，其中冒充客服类诈骗警情环比下降12%。",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(charset: str = "utf-8", head: str = "", byline: str = "") -> str:
    return PAGE.format(charset=charset, head=head, byline=byline)


def outcome(document: Document, text_field: str = "text") -> tuple[str, str | None, dict[str, Any] | str]:
    try:
        text, origin = document.read(text_field)
    except ValueError as error:
        return document.name, None, str(error)
    return document.name, text, origin


def outcomes(*files: str, text_field: str = "text", encoding: str | None = None) -> list[Any]:
    found = [outcome(document, text_field) for document in documents_in(files, text_field, encoding)]
    assert count_documents(files, text_field, encoding) == len(found)
    return found


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)


def write_parquet(path: Path, columns: dict[str, list[Any]], group: int = 2) -> None:
    pq.write_table(pa.table(columns), path, row_group_size=group)


def test_a_folder_gives_every_known_kind_of_file_in_order_and_deep(folder: Path) -> None:
    for name in (
        "b.TXT",
        "a/x.html",
        "a/rows.jsonl",
        "c.csv",
        "d.parquet",
        "e.mhtml",
        "f.json",
        "notes.md",
        "page.htm",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    assert find_files(["."]) == ["a/rows.jsonl", "a/x.html", "b.TXT", "c.csv", "d.parquet", "e.mhtml", "page.htm"]


def test_a_file_is_read_once_whatever_leads_to_it(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "a.txt").touch()
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "linked").symlink_to("sub")
    (folder / "sub" / "c.txt").touch()
    assert find_files(["./a.txt", "a.txt", "sub/../a.txt", str(folder / "a.txt"), "b.txt"]) == ["./a.txt"]
    assert find_files(["linked/c.txt", "."]) == ["linked/c.txt", "a.txt"]


def test_a_file_of_the_name_of_standard_input(folder: Path) -> None:
    (folder / "-").write_text(TEXT, "utf-8")
    assert find_files(["./-", "-"]) == ["./-", "-"]
    assert outcomes("./-") == [("./-", TEXT, {})]


def test_the_parts_of_a_saved_page_are_no_documents(folder: Path) -> None:
    for name in ("news.html", "news_files/frame.html", "own_files/a.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    assert find_files(["."]) == ["news.html", "own_files/a.txt"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none", "no such file or folder"),
        ("empty", r"no .*\.txt.* files"),
        ("", "expected a file or folder, got an empty path"),
        ("rows.jsonl", "rows.jsonl: expected a file, for rows are read after their encoding; got a pipe"),
    ],
)
def test_paths_that_name_nothing(folder: Path, path: str, message: str) -> None:
    (folder / "empty").mkdir()
    os.mkfifo("rows.jsonl")
    with pytest.raises(ValueError, match=message):
        find_files([path])


def test_a_pipe_is_read_by_the_process_that_has_it_open() -> None:
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    (document,) = documents_in(find_files([f"/dev/fd/{reading}"]))
    os.close(reading)
    assert document.read() == (TEXT, {})


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ValueError, match="expected something on standard input, which is closed"):
        find_files(["-"])


def test_standard_input_that_cannot_be_read_is_a_document_with_its_error(folder: Path) -> None:
    code = "from antifraud_ie.reading import documents_in; print(next(documents_in(['-'])).error)"
    with (folder / "for_writing").open("wb") as stdin:
        done = subprocess.run([sys.executable, "-c", code], stdin=stdin, capture_output=True, check=True, text=True)
    assert "Bad file descriptor" in done.stdout


@pytest.mark.parametrize(("file", "extra"), [("a.parquet", "tables"), ("a.html", "html"), ("a.mht", "html")])
def test_a_missing_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, file: str, extra: str) -> None:
    (folder / file).touch()
    monkeypatch.setattr("antifraud_ie.reading.documents.find_spec", lambda _: None)
    with pytest.raises(ValueError, match=rf'{file}: .* pip install "antifraud_ie\[{extra}\]"'):
        find_files([file])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_rows_of_csv(folder: Path, encoding: str) -> None:
    rows = [["id", "date", "content"], ["7", "2022", TEXT], ["8", "2022", "第一行\n第二行，“引号”"], ["9"]]
    write_csv(folder / "a.csv", rows, encoding)
    first, second, third = outcomes("a.csv", text_field="content")
    report = {} if encoding.startswith("utf-8") else {"encoding": {"utf-16": "utf-16-le"}.get(encoding, encoding)}
    assert first == ("a.csv:1", TEXT, {"id": "7", **report})
    assert second == ("a.csv:2", "第一行\n第二行，“引号”", {"id": "8", **report})
    assert third == ("a.csv:3", None, 'expected a string in column "content"')


OPEN = 'expected a row of CSV, where a cell in quotes ends in " and has "" for a quote inside: '


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('text\n甲\n"乙', ["甲", f"{OPEN}unexpected end of data"]),
        ('text\n甲\n"乙\n丙\n丁\n', ["甲", f"{OPEN}unexpected end of data", "丙", "丁"]),
        ('text,n\n"甲,1\n"乙",2\n丙,3\n', [f"{OPEN}',' expected after '\"'", "乙", "丙"]),
        ('text\n"第一行\n第二行""。"\n丙', ['第一行\n第二行"。', "丙"]),
        ('text\n"他说"你好"。"\n他说"你好"。', [f"{OPEN}',' expected after '\"'", '他说"你好"。']),
        ("id,text\n1,甲\n2,乙,丙\n3,丁,,\n", ["甲", "expected 2 cells as in the header, found 3", "丁"]),
        ('text\n"甲\n"乙\n"丙\n丁', [f"{OPEN}',' expected after '\"'"] * 2 + [f"{OPEN}unexpected end of data", "丁"]),
    ],
)
def test_a_broken_row_of_csv_is_recorded_and_the_rows_below_it_are_read(
    folder: Path, source: str, found: list[str]
) -> None:
    (folder / "a.csv").write_text(source, "utf-8")
    rows = outcomes("a.csv")
    assert [name for name, _, _ in rows] == [f"a.csv:{number}" for number in range(1, len(found) + 1)]
    assert [error if text is None else text for _, text, error in rows] == found


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ('id,"text', "expected a header of CSV"),
        ("text,text", 'expected one column "text" with the text, got text, text'),
    ],
)
def test_a_header_that_cannot_be_used(folder: Path, header: str, message: str) -> None:
    (folder / "a.csv").write_text(f"{header}\n1,甲", "utf-8")
    ((name, text, error),) = outcomes("a.csv")
    assert (name, text) == ("a.csv", None)
    assert message in error


def test_a_long_cell_of_csv_is_read_and_the_limit_of_the_process_stays(folder: Path) -> None:
    write_csv(folder / "a.csv", [["text"], ["反" * 200_000], ["诈"]])
    limit = csv.field_size_limit()
    lengths = []
    for document in documents_in(["a.csv"]):
        assert csv.field_size_limit() == limit
        lengths.append(len(document.read()[0]))
    assert lengths == [200_000, 1]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_rows_of_tsv_and_of_a_json_array(folder: Path, encoding: str) -> None:
    (folder / "a.tsv").write_bytes(f'id\ttext\n7\t他说"你好",{TEXT}\n8\t"第一行\n第二行"\n9\t甲\t乙'.encode(encoding))
    (folder / "a.json").write_bytes(f'[\n  {{"id": 7, "text": "{TEXT}"}},\n  {{"id": 8}}, "甲"\n]'.encode(encoding))
    report = {} if encoding == "utf-8" else {"encoding": {"utf-16": "utf-16-le"}.get(encoding, encoding)}
    assert outcomes("a.tsv") == [
        ("a.tsv:1", f'他说"你好",{TEXT}', {"id": "7", **report}),
        ("a.tsv:2", "第一行\n第二行", {"id": "8", **report}),
        ("a.tsv:3", None, "expected 2 cells as in the header, found 3"),
    ]
    no_text = 'expected a JSON object with a string under "text"'
    assert outcomes("a.json") == [
        ("a.json:1", TEXT, {"id": 7, **report}),
        ("a.json:2", None, no_text),
        ("a.json:3", None, no_text),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "expected a JSON array of objects: Expecting value"),
        (b'[{"text": "a"}', "expected a JSON array of objects: Expecting"),
        (b"[" * 100_000, "expected a JSON array of objects: "),
        (b'{"text": "a"}', "expected a JSON array of objects, got dict; .jsonl has an object a line"),
        (b'[{"text": "\xff"}]', "expected a row in utf-8"),
    ],
)
def test_a_file_that_is_no_json_array(folder: Path, content: bytes, message: str) -> None:
    (folder / "a.json").write_bytes(content)
    ((name, text, error),) = outcomes("a.json")
    assert (name, text) == ("a.json", None)
    assert error.startswith(message)


@pytest.mark.parametrize("name", ["通报.xlsx", "notes.md", "a.txt.gz", "通报.DOC"])
def test_a_file_of_an_unknown_suffix_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text(TEXT, "utf-8")
    suffixes = ".csv, .htm, .html, .json, .jsonl, .mht, .mhtml, .parquet, .tsv, .txt, .xhtml"
    with pytest.raises(ValueError, match=f"{name}: unknown suffix .*; expected one of {suffixes}, or none"):
        find_files([name])


@pytest.mark.parametrize("name", ["通报", "通报2022.02", "2022.2.7通报", "a.TXT"])
def test_text_may_have_no_suffix(folder: Path, name: str) -> None:
    (folder / name).write_text(TEXT, "utf-8")
    assert outcomes(*find_files([name])) == [(name, TEXT, {})]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-32"])
def test_rows_of_json_lines(folder: Path, encoding: str) -> None:
    lines = [json.dumps({"id": 1, "text": TEXT}, ensure_ascii=False), "", '{"text": null}', "{"]
    (folder / "a.jsonl").write_bytes("\n".join(lines).encode(encoding))
    first, second, third = outcomes("a.jsonl")
    marked = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
    report = {} if encoding == "utf-8" else {"encoding": marked.get(encoding, encoding)}
    assert first == ("a.jsonl:1", TEXT, {"id": 1, **report})
    assert second == ("a.jsonl:3", None, 'expected a JSON object with a string under "text"')
    assert third[:2] == ("a.jsonl:4", None)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("NaN", None),
        ("-Infinity", None),
        ("1e999", None),
        ('["a", NaN]', ["a", None]),
        ('{"n": Infinity}', {"n": None}),
        ("1.5", 1.5),
        ('"NaN"', "NaN"),
    ],
)
def test_an_id_is_always_json(folder: Path, given: str, kept: object) -> None:
    (folder / "a.jsonl").write_text(f'{{"id": {given}, "text": "甲", "score": NaN}}\n{{"id": {given}}}\n', "utf-8")
    (folder / "a.json").write_text(f'[{{"id": {given}, "text": "甲"}}]', "utf-8")
    assert [document.identity() for document in documents_in(["a.jsonl", "a.json"])] == [{"id": kept}] * 3
    assert outcomes("a.jsonl")[0] == ("a.jsonl:1", "甲", {"id": kept})


def test_ids_of_a_parquet_table_are_json(folder: Path) -> None:
    days = [date(2022, 2, 7), None]
    write_parquet(folder / "a.parquet", {"id": [7.0, float("nan")], "text": ["甲", "乙"]})
    write_parquet(folder / "b.parquet", {"id": days, "text": ["甲", "乙"]})
    identities = [document.identity() for document in documents_in(["a.parquet", "b.parquet"])]
    assert identities == [{"id": 7.0}, {"id": None}, {"id": "2022-02-07"}, {"id": None}]


def test_a_row_that_is_in_another_encoding_fails_alone(folder: Path) -> None:
    good, bad = (json.dumps({"text": TEXT}, ensure_ascii=False).encode(code) + b"\n" for code in ("utf-8", "gbk"))
    (folder / "a.jsonl").write_bytes(good * 20 + bad + good)
    write_csv(folder / "a.csv", [["text"], *[[TEXT]] * 20])
    (folder / "a.csv").write_bytes((folder / "a.csv").read_bytes() + TEXT.encode("gbk") + b"\n" + TEXT.encode())
    for file in ("a.jsonl", "a.csv"):
        found = outcomes(file)
        assert [text for _, text, _ in found] == [TEXT] * 20 + [None, TEXT]
        assert found[20][2].startswith("expected a row in utf-8")


def test_rows_of_parquet_are_read_by_groups(folder: Path) -> None:
    write_parquet(folder / "a.parquet", {"id": [10, 11, 12], "n": [1, 2, 3], "text": [TEXT, None, "警情下降3%。"]})
    assert outcomes("a.parquet") == [
        ("a.parquet:1", TEXT, {"id": 10}),
        ("a.parquet:2", None, 'expected a string in column "text"'),
        ("a.parquet:3", "警情下降3%。", {"id": 12}),
    ]


def test_an_id_that_json_does_not_know(folder: Path) -> None:
    write_parquet(folder / "a.parquet", {"id": pa.array([0], pa.date32()), "text": ["x"]})
    assert outcomes("a.parquet") == [("a.parquet:1", "x", {"id": "1970-01-01"})]


@pytest.mark.parametrize("file", ["a.csv", "a.parquet"])
def test_a_table_without_the_column_is_recorded_and_the_next_is_read(folder: Path, file: str) -> None:
    write_csv(folder / "a.csv", [["title", "body"], ["x", "y"]])
    write_parquet(folder / "a.parquet", {"title": ["x"], "body": ["y"]})
    (folder / "b.txt").write_text(TEXT, "utf-8")
    message = 'expected a column "text" with the text, got title, body'
    first, second = (outcome(document) for document in documents_in([file, "b.txt"]))
    assert first == (file, None, message)
    assert second == ("b.txt", TEXT, {})


def test_a_table_that_breaks_off_is_recorded_where_it_does(folder: Path) -> None:
    write_parquet(folder / "a.parquet", {"text": [f"{TEXT}{number}" for number in range(600)]}, group=300)
    data = bytearray((folder / "a.parquet").read_bytes())
    second = pq.ParquetFile("a.parquet").metadata.row_group(1).column(0)
    start = second.dictionary_page_offset or second.data_page_offset
    data[start : start + 40] = b"\xff" * 40
    (folder / "a.parquet").write_bytes(data)
    found = [outcome(document) for document in documents_in(["a.parquet"])]
    assert [name for name, text, _ in found[:-1]] == [f"a.parquet:{n}" for n in range(1, len(found))]
    assert 256 <= len(found) <= 301
    assert str(found[-1][2]).startswith("cannot be read from here on: ")


@pytest.mark.parametrize("content", [b"", b"PAR1 no table"])
def test_a_file_that_is_no_table(folder: Path, content: bytes) -> None:
    (folder / "a.parquet").write_bytes(content)
    ((name, text, _),) = outcomes("a.parquet")
    assert (name, text) == ("a.parquet", None)


def test_an_encoding_that_is_given_holds_for_all_files(folder: Path) -> None:
    (folder / "a.txt").write_bytes("警情".encode("big5"))
    write_csv(folder / "a.csv", [["text"], ["警情"]], "big5")
    (folder / "a.jsonl").write_bytes('{"text": "警情"}'.encode("big5"))
    assert [text for _, text, _ in outcomes("a.txt", "a.csv", "a.jsonl", encoding="big5")] == ["警情"] * 3


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "big5", "nonsense"])
def test_a_page_gives_its_title_date_and_article(folder: Path, charset: str) -> None:
    content = page(charset, '<meta name="pubdate" content="2022-02-07 09:00">')
    stored = {"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, "utf-8")
    (folder / "a.html").write_bytes(content.encode(stored))
    ((name, text, origin),) = outcomes("a.html")
    assert name == "a.html"
    assert text == "\n".join(["昆明警方通报反诈战果", "2022-02-07", *MAIN])
    report = {} if stored == "utf-8" else {"encoding": stored}
    assert origin == {**report, "text": text}
    article = Article(text)
    assert str(article.published) == "2022-02-07"
    assert [line.zone for line in article.lines] == ["title", "byline", "body", "body"]


@pytest.mark.parametrize("byline", ["2022-02-07 来源：春城网", "2022年2月7日"])
def test_a_date_that_stands_in_the_article_is_not_added(byline: str) -> None:
    text = main_text(page(head='<meta name="pubdate" content="2022-02-07">', byline=f"<p>{byline}</p>"))
    assert text.splitlines()[1:] == [byline, *MAIN]


def test_an_undated_page() -> None:
    assert main_text(page()).splitlines() == ["昆明警方通报反诈战果", *MAIN]


@pytest.mark.parametrize("content", ["<html></html>", "", "no page"])
def test_a_page_without_a_text(folder: Path, content: str, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.html").write_text(content, "utf-8")
    assert outcomes("a.html") == [("a.html", None, "expected a page with a main text, found none")]
    assert capfd.readouterr().err == ""


def test_a_web_archive(folder: Path) -> None:
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/css\r\n\r\nbody {}\r\n"
        "--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--B--\r\n"
    )
    (folder / "a.mhtml").write_text(
        archive.replace("{}\r\n--B--", base64.b64encode(page().encode()).decode() + "\r\n--B--")
    )
    ((_, text, _),) = outcomes("a.mhtml")
    assert text == "\n".join(["昆明警方通报反诈战果", *MAIN])
    (folder / "b.mht").write_text("MIME-Version: 1.0\r\n\r\nnothing")
    assert outcomes("b.mht")[0][2] == "expected a web archive with a page of HTML in it"


def test_a_table_that_cannot_be_opened_is_refused_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.csv").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ValueError, match=r"a.csv: cannot be read"):
        find_files(["a.csv"])
