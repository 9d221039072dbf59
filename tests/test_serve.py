"""The local server: its JSON endpoint, its limits, and its page in a browser."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from pydantic import TypeAdapter
from typer.testing import CliRunner

from antifraud_ie import load
from antifraud_ie.cli import app as command_line
from antifraud_ie.extractors import EXTRACTORS, KINDS
from antifraud_ie.long_texts import find_rows
from antifraud_ie.server import Records, create_app, hosts_of

TEXT = "昆明警方通报\n今年以来，昆明市刷单警情同比下降38.8%，五华分局张贴反诈海报2670张。"
LIMIT = 20_000
HERE = "http://127.0.0.1"
NLP = load()


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(NLP, max_bytes=LIMIT), base_url=HERE, raise_server_exceptions=False)


def detail(response: Any) -> str:
    return str(response.json()["detail"])


# The endpoint


def test_it_says_what_the_library_says(client: TestClient) -> None:
    answer = client.post("/extract", json={"text": TEXT})
    assert answer.status_code == 200
    assert answer.json() == find_rows(NLP, TEXT, EXTRACTORS)
    assert answer.json()["percent_changes"][0]["value"] == -38.8


def test_kinds_may_be_chosen(client: TestClient) -> None:
    assert list(client.post("/extract", json={"text": TEXT, "kinds": ["trends", "trends"]}).json()) == ["trends"]
    assert client.post("/extract", json={"text": TEXT, "kinds": []}).json() == {}
    answer = client.post("/extract", json={"text": TEXT, "kinds": ["trend"]})
    assert answer.status_code == 422
    assert "unknown kind 'trend'; did you mean 'trends'?" in detail(answer)


def test_answers_are_as_documented(client: TestClient) -> None:
    answer = client.post("/extract", json={"text": TEXT, "kinds": list(KINDS)}).json()
    assert TypeAdapter(Records).validate_python(answer)
    described = client.get("/openapi.json").json()
    fields = described["components"]["schemas"]["PercentChange"]["properties"]
    assert set(answer["percent_changes"][0]) == set(fields)
    assert described["components"]["schemas"]["Text"]["properties"]["kinds"]["items"]["enum"] == list(KINDS)
    assert {"200", "413", "422"} == set(described["paths"]["/extract"]["post"]["responses"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "body"),
        (b"", "body: Field required"),
        (b"5", "body"),
        (b"{}", "body.text: Field required"),
        (b'{"text": 5}', "body.text: Input should be a valid string"),
        (b'{"text": null, "kinds": 5}', "body.kinds: Input should be a valid list"),
        (b'{"text": "", "texts": ""}', "body.texts: Extra inputs are not permitted"),
        (b'{"text": NaN}', "body.text"),
        (b'{"\\ud800": ""}', "body: Input should be a valid string"),
    ],
)
def test_what_is_no_article_is_refused(client: TestClient, body: bytes, said: str) -> None:
    answer = client.post("/extract", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert said in detail(answer)


@pytest.mark.parametrize("path", ["/extract", "/"])
@pytest.mark.parametrize("chunked", [False, True], ids=["announced", "chunked"])
def test_what_is_too_long_is_refused(client: TestClient, path: str, chunked: bool) -> None:
    data = json.dumps({"text": "刷" * LIMIT}).encode()
    content = (data[start : start + 1000] for start in range(0, len(data), 1000)) if chunked else data
    kind = "application/json" if path == "/extract" else "multipart/form-data; boundary=x"
    answer = client.post(path, content=content, headers={"content-type": kind})
    assert answer.status_code == 413
    assert "expected at most 20,000 bytes" in answer.text


def test_a_lone_surrogate_is_read(client: TestClient) -> None:
    body = b'{"text": "\\ud800' + "昆明市公安局".encode() + b'"}'
    answer = client.post("/extract", content=body, headers={"content-type": "application/json"})
    assert answer.json()["police_units"][0]["start_char"] == 1


def test_other_names_for_this_machine_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert client.get("/", headers={"host": "localhost:8000"}).status_code == 200


WORDS = st.sampled_from(["", "刷单警情下降3%", "五华分局", "\ud800", "\0", "</script>", "😀", "trends", "fraud_types"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "kinds", "other"]) | WORDS, inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_nothing_that_is_sent_breaks_it(body: bytes) -> None:
    client = TestClient(create_app(NLP, max_bytes=LIMIT), base_url=HERE, raise_server_exceptions=False)
    answer = client.post("/extract", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {200, 400, 422}
    form = client.post("/", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert form.status_code in {400, 422}
    assert form.headers["content-type"].startswith("text/html")


def test_deep_json_is_refused(client: TestClient) -> None:
    answer = client.post("/extract", content=b"[" * 9_000, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}


# The pages


def test_pages_ask_nothing_of_others(client: TestClient) -> None:
    for page in (client.get("/"), client.get("/docs"), client.post("/", data={"text": TEXT})):
        assert page.status_code == 200
        policy = page.text.partition("Content-Security-Policy")[2].partition(">")[0]
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert page.headers["x-frame-options"] == "DENY"
    assert client.get("/redoc").status_code == 404


def test_files_may_have_any_chinese_encoding(client: TestClient) -> None:
    files = [("files", ("a.txt", TEXT.encode("gb18030"))), ("files", ("b.txt", TEXT.encode("utf-16")))]
    page = client.post("/", files=files)
    assert page.text.count("五华分局张贴反诈海报2670张") == 2


def test_a_file_that_is_no_text_is_named(client: TestClient) -> None:
    answer = client.post("/", files={"files": ("<b>.txt", b"\xff\xff\xff\x00")})
    assert answer.status_code == 422
    assert "&lt;b&gt;.txt: expected text in UTF-8" in answer.text


def test_a_page_is_refused_where_nothing_can_read_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    answer = client.post("/", files={"files": ("a.html", b"<html><p>text</p></html>")})
    assert answer.status_code == 422
    assert "a.html: this needs trafilatura: pip install &#34;antifraud_ie[html]&#34;" in answer.text


@pytest.mark.parametrize("name", ["a.csv", "a.JSONL", "a.parquet"])
def test_a_file_of_rows_is_no_text(client: TestClient, name: str) -> None:
    answer = client.post("/", files={"files": (name, TEXT.encode())})
    assert answer.status_code == 422
    assert f"{name}: expected a text or a page, got a file of rows" in answer.text


def test_the_page_offers_the_files_that_it_reads(client: TestClient) -> None:
    assert 'accept=".htm,.html,.mht,.mhtml,.txt,.xhtml,text/plain"' in client.get("/").text


@pytest.mark.parametrize("length", ["9" * 5000, "9" * 20])
def test_a_length_of_many_digits_is_too_long(client: TestClient, length: str) -> None:
    answer = client.post("/extract", content=b"{}", headers={"content-length": length})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("address", "own", "others"),
    [
        ("127.0.0.1", ["http://127.0.0.1", "http://localhost:8000"], ["http://elsewhere.example", "http://127.0.0.2"]),
        ("127.0.0.2", ["http://127.0.0.2:8000", "http://localhost"], ["http://elsewhere.example"]),
        ("LOCALHOST", ["http://localhost"], ["http://elsewhere.example"]),
        ("::1", ["http://[::1]:8000", "http://localhost"], ["http://elsewhere.example"]),
        ("0.0.0.0", ["http://elsewhere.example"], []),
        ("news", ["http://news"], []),
    ],
)
def test_a_server_goes_by_the_names_of_its_address(address: str, own: list[str], others: list[str]) -> None:
    client = TestClient(create_app(NLP, hosts=hosts_of(address)))
    for url in own:
        assert client.get("/", headers={"host": url.removeprefix("http://")}).status_code == 200
    for url in others:
        assert client.get("/", headers={"host": url.removeprefix("http://")}).status_code == 400


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(NLP, max_bytes=LIMIT), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    (port,) = (socket.getsockname()[1] for one in server.servers for socket in one.sockets)
    yield f"{HERE}:{port}/"
    server.should_exit = True
    thread.join()


OpenPage = Callable[..., Page]


def test_an_article_is_pasted_and_read(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.get_by_label("Paste an article").fill(TEXT)
    page.get_by_role("button", name="Read").click()
    expect(page.locator("mark", has_text="同比下降38.8%")).to_be_visible()
    expect(page.locator(".chart svg")).to_have_count(3)
    page.get_by_role("link", name="Read another").click()
    expect(page.get_by_label("Paste an article")).to_be_empty()
    assert [url for url in page.asked if not url.startswith(address)] == []
    assert page.faults == []


def test_files_are_dropped_and_read(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.evaluate(
        """text => {
          const dataTransfer = new DataTransfer();
          for (const name of ["一.txt", "二.txt"]) dataTransfer.items.add(new File([text], name));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        TEXT,
    )
    expect(page.locator("#list li")).to_have_count(3)
    expect(page.locator("#list")).to_contain_text("二.txt")


def test_what_is_wrong_is_said_on_the_page(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("alert")).to_have_text("expected a text or a file, got neither")
    page.get_by_label("Paste an article").fill("刷" * LIMIT)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("status")).to_contain_text("60,000 bytes, more than can be sent at once")


@pytest.mark.parametrize("place", ["", "docs"])
def test_pages_fit_a_phone(open_page: OpenPage, address: str, place: str) -> None:
    page = open_page(address + place, phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


# The command


def test_only_this_machine_is_served_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    served: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: served.update(options, app=app))
    assert CliRunner().invoke(command_line, ["serve", "--max-bytes", "30"]).exit_code == 0
    assert (served["host"], served["port"]) == ("127.0.0.1", 8000)
    client = TestClient(served["app"], base_url=HERE)
    assert client.post("/extract", json={"text": TEXT}).status_code == 413
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_without_the_extra_the_command_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(command_line, ["serve"])
    assert result.exit_code == 2
    assert 'pip install "antifraud_ie[serve]"' in result.stderr
