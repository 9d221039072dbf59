"""The report: what stands in the file, and what a browser makes of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from spacy.language import Language
from typer.testing import CliRunner, Result

import antifraud_ie
from antifraud_ie import Extracted, load, report, to_dict
from antifraud_ie.cli import app
from antifraud_ie.extractors import KINDS
from antifraud_ie.reporting import vega
from antifraud_ie.reporting.contents import contents
from antifraud_ie.reporting.page import embedded_json

# A character outside the basic plane, before mentions: the browser counts it as two.
TEXT = """首页 > 社会 > 正文
昆明警方晒出反诈成绩单
2022-02-07 来源：某网
今年以来，昆明市刷单警情同比下降38.8%，环比上升4%。
五华分局沙朗派出所😀张贴反诈海报2670张，发放传单300份，讲解刷单返利、冒充客服、刷单等手法。
相关阅读
西山分局开出罚单"""
OTHER = "无锡公安通报\n今年以来，无锡市电诈警情同比下降12.5%，警方开展反诈宣讲40场。"
HOSTILE = (
    "昆明市公安局通报</script><script>window.hit=1</script><!--开头\n"
    '五华分局<img src="http://127.0.0.1:9/a" onerror="window.hit=1">"onmouseover="window.hit=1" x="\n'
    "全市刷单警情同比下降3%<svg onload=window.hit=1></svg>。\u2028{{ 7 * 7 }}&lt;b&gt;"
)

MARKUP = st.text("<>&/!-\"'\\\u2028\u2029 \n刷a\0\ud800😀")

Shown = Callable[..., Page]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture
def shown(open_page: Callable[..., Page], nlp: Language, tmp_path: Path) -> Shown:
    """Open the report on texts."""

    def opened(*texts: str, place: str = "", title: str = "Report", **options: Any) -> Page:
        documents = [Extracted(f"{number}.txt", text, to_dict(nlp(text))) for number, text in enumerate(texts, 1)]
        report(documents, tmp_path / "report.html", title=title)
        return open_page((tmp_path / "report.html").as_uri() + place, **options)

    return opened


def choose_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def column(page: Page, number: int) -> list[str]:
    return page.locator(f"#panel tbody td:nth-child({number})").all_inner_texts()


def widths(page: Page) -> tuple[int, int]:
    return tuple(page.evaluate("[document.documentElement.scrollWidth, innerWidth]"))


# The file


def test_contents_say_where_lines_and_mentions_stand(nlp: Language) -> None:
    found = contents([nlp(TEXT)])
    (document,) = found["documents"]
    assert (document["name"], document["title"]) == ("document 1", "昆明警方晒出反诈成绩单")
    assert (document["published"], document["home"]) == ("2022-02-07", "昆明市")
    lines = [(TEXT[start:end], zone) for start, end, zone in document["lines"]]
    assert lines[:3] == [
        ("首页 > 社会 > 正文", "boilerplate"),
        ("昆明警方晒出反诈成绩单", "title"),
        ("2022-02-07 来源：某网", "byline"),
    ]
    assert found["units"]["昆明市公安局五华分局沙朗派出所"] == [
        "公安部",
        "云南省公安厅",
        "昆明市公安局",
        "昆明市公安局五华分局",
        "昆明市公安局五华分局沙朗派出所",
    ]
    assert found["schemes"]["order_brushing.rebate"] == "刷单返利"
    assert all(value is not None for rows in document["records"].values() for row in rows for value in row.values())


def test_a_doc_and_its_records_give_the_same_page(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert report(doc) == report([Extracted("document 1", TEXT, to_dict(doc))]) == report(iter([doc]))


def test_the_file_is_what_is_returned(nlp: Language, tmp_path: Path) -> None:
    page = report(nlp(TEXT), tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text("utf-8") == page
    assert "default-src 'none'" in page
    assert not regex.search(
        r"(?:src|href|action)=[\"']?(?:https?:)?//", regex.sub(r"(?s)<script.*?</script>", "", page)
    )


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(MARKUP, MARKUP | st.lists(MARKUP)))
def test_embedded_json_is_the_same_json_without_markup(value: Any) -> None:
    embedded = embedded_json(value)
    assert json.loads(embedded) == value
    assert not set(embedded) & set("<>&\u2028\u2029")


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(TypeError, match="expected Docs or Extracted ones, got str as number 1"):
        report(["刷单"])  # type: ignore[list-item]


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "js_lib_vega_embed", None)
    with pytest.raises(ImportError, match=r'pip install "antifraud_ie\[report\]"'):
        vega.chart_scripts.__wrapped__()


def test_other_chart_scripts_than_the_known_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vega._FILES, "vega5.js", "0" * 64)
    with pytest.raises(ImportError, match=r"vega5\.js is not the file expected"):
        vega.chart_scripts.__wrapped__()


# The command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments])


def kinds_in(path: Path) -> list[list[str]]:
    found = regex.search(r'id="contents">(.*?)</script>', path.read_text("utf-8"))
    assert found
    return [list(document["records"]) for document in json.loads(found[1])["documents"]]


def test_the_command_writes_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    Path("b.jsonl").write_text('{"text": "昆明警方"}\n{"text": 5}\n', "utf-8")
    result = run("a.txt", "--title", "昆明")
    assert (result.exit_code, result.stdout) == (0, "read 1, done 1, failed 0; report in report.html\n")
    assert "<title>昆明</title>" in Path("report.html").read_text("utf-8")
    result = run("a.txt", "b.jsonl", "--all", "-o", "out/all.html")
    assert result.exit_code == 1
    assert "b.jsonl:2" in result.stderr
    assert kinds_in(tmp_path / "out/all.html") == [list(KINDS), list(KINDS)]


def test_wrong_usage_of_the_command(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.txt"))
    assert result.exit_code == 2
    assert "no such file or folder" in result.stderr


# One article, in the browser


def test_mentions_are_marked_where_they_stand(shown: Shown) -> None:
    page = shown(TEXT)
    marks = [(mark.inner_text(), mark.get_attribute("class")) for mark in page.locator("article mark").all()]
    assert marks == [
        ("昆明警方", "police_units"),
        ("刷单警情", "fraud_types"),
        ("同比下降38.8%", "percent_changes"),
        ("环比上升4%", "percent_changes"),
        ("五华分局沙朗派出所", "police_units"),
        ("海报", "outreach_channels"),
        ("传单", "outreach_channels"),
        ("刷单返利", "fraud_types"),
        ("冒充客服", "fraud_types"),
        ("刷单", "fraud_types"),
    ]
    assert page.locator("article").inner_text().split("\n\n") == TEXT.split("\n")
    assert page.faults == []


def test_overlapping_mentions_share_a_mark(open_page: Callable[..., Page], tmp_path: Path) -> None:
    row = {"zone": "body", "rule": "r", "kind": "station", "full_name": "甲派出所"}
    outer = {**row, "text": "甲派出所宣传点", "start_char": 0, "end_char": 7, "code": "booth"}
    inner = {**row, "text": "甲派出所", "start_char": 0, "end_char": 4}
    found = Extracted("a", "甲派出所宣传点", {"police_units": [inner], "outreach_channels": [outer]})
    report(found, tmp_path / "a.html")
    page = open_page((tmp_path / "a.html").as_uri())
    marks = page.locator("article mark")
    assert marks.all_inner_texts() == ["甲派出所", "宣传点"]
    marks.first.hover()
    assert page.locator("#tip strong").count() == 2


@pytest.mark.parametrize("reach", ["hover", "focus"])
def test_values_are_told_to_pointer_and_keyboard(shown: Shown, reach: str) -> None:
    page = shown(TEXT)
    tip = page.locator("#tip")
    expect(tip).to_be_hidden()
    getattr(page.locator("mark", has_text="同比下降38.8%"), reach)()
    expect(tip).to_be_visible()
    for told in ("Percent changes", "−38.8%", "同比 yoy", "刷单警情", "昆明市", "今年以来"):
        expect(tip).to_contain_text(told)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_boilerplate_is_dimmed(shown: Shown) -> None:
    page = shown(TEXT)
    assert page.locator(".line.boilerplate").all_inner_texts() == ["首页 > 社会 > 正文", "相关阅读", "西山分局开出罚单"]
    opacity = "element => Number(getComputedStyle(element).opacity)"
    assert page.locator(".line.boilerplate").first.evaluate(opacity) < 1
    assert page.locator(".line.body").first.evaluate(opacity) == 1


def test_a_table_for_each_kind(shown: Shown) -> None:
    page = shown(TEXT)
    names = ["Fraud types 4", "Percent changes 2", "Police units 2", "Outreach channels 2"]
    assert page.get_by_role("tab").all_inner_texts() == names
    choose_tab(page, "Outreach channels")
    assert page.locator("tbody tr").first.inner_text().split("\t") == [
        "海报",
        "海报 poster",
        "2,670 张",
        "张贴",
        "五华分局沙朗派出所",
    ]
    page.get_by_role("tab", name="Outreach channels").press("ArrowLeft")
    expect(page.get_by_role("tab", name="Police units")).to_be_focused()
    assert "昆明市公安局五华分局沙朗派出所" in column(page, 3)


def test_tables_filter(shown: Shown) -> None:
    page = shown(TEXT)
    assert column(page, 1) == ["刷单警情", "刷单返利", "冒充客服", "刷单"]
    page.get_by_label("Filter rows").fill("刷单 沙朗")
    assert column(page, 1) == ["刷单返利", "刷单"]
    expect(page.locator(".tools output")).to_have_text("2 of 4 rows")
    page.get_by_label("Filter rows").fill("")
    page.get_by_role("combobox", name="Code").select_option("fake_customer_service")
    assert column(page, 1) == ["冒充客服"]


def test_tables_sort_numbers_as_numbers(shown: Shown) -> None:
    page = shown(TEXT)
    choose_tab(page, "Outreach channels")
    quantity = page.get_by_role("columnheader", name="Quantity")
    quantity.get_by_role("button").click()
    assert column(page, 3) == ["300 份", "2,670 张"]
    expect(quantity).to_have_attribute("aria-sort", "ascending")
    quantity.get_by_role("button").click()
    assert column(page, 3) == ["2,670 张", "300 份"]
    expect(quantity).to_have_attribute("aria-sort", "descending")


def test_a_row_leads_to_its_mention(shown: Shown) -> None:
    page = shown(TEXT)
    page.locator("tbody a", has_text="刷单返利").click()
    mark = page.locator("mark", has_text="刷单返利")
    expect(page.locator("mark.flash")).to_have_text("刷单返利")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    assert page.url.endswith("#a1.fraud_types.2")


def test_charts_show_what_was_read(shown: Shown) -> None:
    page = shown(TEXT)
    charts = page.locator(".chart svg")
    expect(charts).to_have_count(3)
    changes, frauds, channels = page.locator(".chart").all_inner_texts()
    for drawn, texts in {
        changes: ("−38.8%", "+4%", "刷单警情", "昆明市 · 今年以来"),
        frauds: ("刷单返利", "order brushing", "3", "冒充客服", "1"),
        channels: ("海报（张）", "2,670", "传单手册（份）", "300"),
    }.items():
        assert [text for text in texts if text not in drawn] == []
    assert page.locator(".key").all_inner_texts() == ["同比 yoy", "环比 mom"]
    bars = page.locator(".chart").first.locator(".mark-rect.role-mark path")
    first, second = (bar.bounding_box() for bar in bars.all())
    assert first["x"] + first["width"] == pytest.approx(second["x"], abs=1.5), "bars diverge from zero"
    assert first["width"] / second["width"] == pytest.approx(38.8 / 4, rel=0.2)


def test_a_bar_leads_to_its_mention(shown: Shown) -> None:
    page = shown(TEXT)
    page.locator(".chart").first.locator(".mark-rect.role-mark path").first.click()
    expect(page.locator("mark", has_text="同比下降38.8%")).to_be_focused()
    page.locator(".chart").nth(1).locator(".mark-rect.role-mark path").last.click()
    assert column(page, 1) == ["冒充客服"]


def test_units_stand_in_a_tree(shown: Shown) -> None:
    page = shown(TEXT)
    assert [line for line in page.locator(".tree").inner_text().split("\n") if line.strip()] == [
        "公安部",
        "云南省公安厅",
        "昆明市公安局 ×1",
        "五华分局",
        "沙朗派出所 ×1",
    ]
    page.locator(".tree a", has_text="沙朗派出所").click()
    expect(page.locator("mark", has_text="沙朗派出所")).to_be_focused()


def test_marks_of_a_kind_can_be_hidden(shown: Shown) -> None:
    page = shown(TEXT)
    ground = "element => getComputedStyle(element).backgroundColor"
    mark = page.locator("mark.police_units").first
    assert mark.evaluate(ground) != "rgba(0, 0, 0, 0)"
    page.locator(".chip", has_text="Police units").click()
    assert mark.evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert page.locator("mark.fraud_types").first.evaluate(ground) != "rgba(0, 0, 0, 0)"


def lightness(page: Page) -> float:
    red, green, blue = regex.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]
    return (int(red) + int(green) + int(blue)) / 765


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(shown: Shown, scheme: str) -> None:
    page = shown(TEXT, color_scheme=scheme)
    assert (lightness(page) < 0.2) == (scheme == "dark")
    choose_tab(page, "Police units")
    page.get_by_role("button", name="Light or dark").click()
    assert (lightness(page) < 0.2) != (scheme == "dark")
    expect(page.get_by_role("tab", name="Police units")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".chart svg")).to_have_count(3)


@pytest.mark.parametrize("texts", [(TEXT,), (TEXT, OTHER)], ids=["article", "corpus"])
@pytest.mark.parametrize("place", ["", "#a1"])
def test_a_phone_shows_it_without_scrolling_sideways(shown: Shown, texts: Iterable[str], place: str) -> None:
    page = shown(*texts, place=place, phone=True)
    expect(page.locator(".chart svg")).to_have_count(3)
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert widths(page) == (390, 390)


def test_text_is_never_markup(shown: Shown) -> None:
    page = shown(HOSTILE, OTHER + HOSTILE, title=HOSTILE)
    page.locator("#list a").nth(1).click()
    assert "<script>window.hit=1</script><!--" in page.locator("article").inner_text()
    assert (
        '五华分局<img src="http://127.0.0.1:9/a" onerror="window.hit=1">"onmouseover='
        in page.locator("article").inner_text()
    )
    for mark in page.locator("mark").all():
        mark.hover()
    page.locator(".chart").first.locator(".mark-rect.role-mark path").first.hover()
    for tab in page.get_by_role("tab").all():
        tab.click()
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script, main svg[onload]").count() == 0
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.faults == []


def test_a_script_that_got_in_would_not_run(shown: Shown) -> None:
    page = shown(TEXT)
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hit = 1'}))")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=http://127.0.0.1:9/a onerror=window.hit=1>')"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert len([fault for fault in page.faults if "Content Security Policy" in fault]) >= 2


def test_an_article_without_records(shown: Shown) -> None:
    page = shown("今天天气很好。")
    expect(page.locator("article")).to_have_text("今天天气很好。")
    expect(page.locator("main")).to_contain_text("Nothing was found.")
    assert page.faults == []


def test_no_article_at_all(shown: Shown) -> None:
    expect(shown().locator("main")).to_have_text("No articles.")


# A corpus, in the browser


def test_a_corpus_begins_with_all_articles(shown: Shown) -> None:
    page = shown(TEXT, OTHER)
    assert page.locator(".tile").all_inner_texts()[:3] == ["2\nArticles", "4\nFraud types", "3\nPercent changes"]
    choose_tab(page, "Percent changes")
    assert column(page, page.get_by_role("columnheader").count())[-1] == "无锡公安通报"
    page.locator("tbody a", has_text="同比下降12.5%").click()
    expect(page.locator("mark", has_text="同比下降12.5%")).to_be_focused()
    expect(page.locator("#list [aria-current]")).to_contain_text("无锡公安通报")
    page.go_back()
    expect(page.locator(".tile")).to_have_count(5)


def test_articles_can_be_found(shown: Shown) -> None:
    page = shown(TEXT, OTHER)
    page.get_by_label("Find an article").fill("无锡")
    assert page.locator("#list li:visible span").all_inner_texts() == ["All articles", "无锡公安通报"]
    page.locator("#list a:visible").last.click()
    assert page.locator("article").inner_text().startswith("无锡公安通报")


def test_on_a_phone_the_list_opens_over_the_page(shown: Shown) -> None:
    page = shown(TEXT, OTHER, phone=True)
    expect(page.locator("#list")).to_be_hidden()
    page.get_by_role("button", name="Articles (2)").click()
    page.locator("#list a").last.click()
    expect(page.locator("#list")).to_be_hidden()
    expect(page.locator("article")).to_be_visible()


def test_a_big_corpus_is_shown_bit_by_bit(open_page: Callable[..., Page], nlp: Language, tmp_path: Path) -> None:
    records = to_dict(nlp(TEXT))
    report((Extracted(f"{number}.txt", TEXT, records) for number in range(600)), tmp_path / "big.html")
    page = open_page((tmp_path / "big.html").as_uri())
    expect(page.locator(".tile").nth(1)).to_have_text("2,400Fraud types")
    assert page.locator("#list li").count() == 601
    assert page.locator("tbody tr").count() == 25
    page.get_by_role("button", name="Show more").click()
    assert page.locator("tbody tr").count() == 525
    page.locator("#list a").last.click()
    assert page.locator("mark").count() == 10


def test_the_public_names() -> None:
    assert {"Extracted", "report"} <= set(antifraud_ie.__all__)
