"""Percent changes: the cases file, whole records with their links, and what must hold for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import Article, read
from antifraud_ie.extractors.percent_changes import extract
from antifraud_ie.records import PercentChange

CASES = Path(__file__).parent / "cases" / "percent_changes.txt"
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\|([^\[\]|]+)\|([^\[\]|]+)\|([^\[\]|]+)\]")
HOMES = {"无锡市公安局": "无锡市", "香港警务处": "香港特别行政区", "警政署": "台湾省", None: None}
DATELINE = "2024-08-09 09:30 来源：某网"

Row = tuple[object, ...]


def cases() -> Iterator[tuple[bool, str | None, str]]:
    bureau, fails = None, False
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("@"):
            name, _, argument = line.partition(" ")
            fails = name == "@known_failure"
            bureau = "无锡市公安局" if fails else argument or None
        elif line.strip() and not line.startswith("#"):
            yield fails, bureau, line


def params() -> Iterator[object]:
    for fails, bureau, line in cases():
        marks = [pytest.mark.xfail(strict=True)] if fails else []
        yield pytest.param(bureau, line, id=line[:28], marks=marks)


def head_of(bureau: str | None) -> str:
    return f"{bureau}通报反诈战果\n{DATELINE}\n" if bureau else ""


def marked(head: str, line: str, home: str | None) -> tuple[str, list[Row]]:
    """The text of a case and the records expected of it."""
    text, rows, last = head, [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        surface, stated, indicator, region, period = mark.groups()
        where = home if region == "=" else none(region)
        rows.append((len(text), surface, *numbers(stated), none(indicator), where, none(period)))
        text, last = text + surface, mark.end()
    return text + line[last:], rows


def numbers(stated: str) -> Row:
    value, *words = stated.split()
    low, _, high = value.removesuffix("pt").rpartition("~")
    basis = next((word for word in words if word in {"yoy", "mom", "other"}), None)
    exactness = next((word for word in words if word != basis), "exact")
    unit = "points" if value.endswith("pt") else "percent"
    return float(low) if low else None, float(high), unit, basis, exactness


def none(field: str) -> str | None:
    return None if field == "-" else field


def row(record: PercentChange) -> Row:
    mention = (record.start_char, record.text, record.value_from, record.value, record.unit)
    return (*mention, record.basis, record.qualifier, record.indicator, record.region, record.period)


@pytest.mark.parametrize(("bureau", "line"), list(params()))
def test_case(bureau: str | None, line: str) -> None:
    text, expected = marked(head_of(bureau), line, HOMES[bureau])
    assert [row(record) for record in extract(read(text))] == expected


def test_the_cases_are_many_and_no_line_stands_twice() -> None:
    lines = [line for _, _, line in cases()]
    assert len(lines) >= 150
    assert len(set(lines)) == len(lines)


def only(text: str, *, bureau: str = "无锡市公安局") -> PercentChange:
    (record,) = extract(Article(head_of(bureau) + text))
    return record


def test_a_whole_record() -> None:
    record = only("今年1-7月，江阴市公安局接报电诈警情同比下降近三成。")
    assert record.to_dict() == {
        "text": "同比下降近三成",
        "start_char": 55,
        "end_char": 62,
        "zone": "body",
        "rule": "verb",
        "value": -30.0,
        "unit": "percent",
        "basis": "yoy",
        "qualifier": "nearly",
        "indicator": "电诈警情",
        "region": "江阴市",
        "period": "今年1-7月",
        "region_adcode": "320281",
        "police_unit": "江阴市公安局",
        "period_start": "2024-01-01",
        "period_end": "2024-07-31",
        "base_period": "2023-01-01/2023-07-31",
        "value_from": None,
        "indicator_rule": "own_clause",
        "region_rule": "named",
        "period_rule": "sentence",
    }


# What is told of a change, the dates of its period, the interval it is compared with.
DATES = {
    "一季度，立案同比下降3%。": ("2024-01-01", "2024-03-31", "2023-01-01/2023-03-31"),
    "上半年，立案环比下降3%。": ("2024-01-01", "2024-06-30", "2023-07-01/2023-12-31"),
    "7月，立案环比下降3%。": ("2024-07-01", "2024-07-31", "2024-06-01/2024-06-30"),
    "1月，立案环比下降3%。": ("2024-01-01", "2024-01-31", "2023-12-01/2023-12-31"),
    "今年2月，立案同比下降3%。": ("2024-02-01", "2024-02-29", "2023-02-01/2023-02-28"),
    "一季度，立案较2019年同期下降3%。": ("2024-01-01", "2024-03-31", "2019-01-01/2019-03-31"),
    "今年以来，立案同比下降3%。": ("2024-01-01", "2024-08-09", "2023-01-01/2023-08-09"),
    "去年，立案同比下降3%。": ("2023-01-01", "2023-12-31", "2022-01-01/2022-12-31"),
    "今年以来，立案环比下降3%。": ("2024-01-01", "2024-08-09", None),
    "一季度，立案下降3%。": ("2024-01-01", "2024-03-31", None),
    "截至4月21日，立案同比下降3%。": (None, "2024-04-21", None),
    "5月，立案比3月份下降3%。": ("2024-05-01", "2024-05-31", "2024-03-01/2024-03-31"),
    "5月，立案比12月下降3%。": ("2024-05-01", "2024-05-31", "2023-12-01/2023-12-31"),
    "1至6月，立案环比5月下降3%。": ("2024-01-01", "2024-06-30", "2024-05-01/2024-05-31"),
    "一季度，立案较上月下降3%。": ("2024-01-01", "2024-03-31", None),
    "一季度，立案较上季度下降3%。": ("2024-01-01", "2024-03-31", "2023-10-01/2023-12-31"),
    "春节期间，立案同比下降3%。": (None, None, None),
    "立案同比下降3%。": (None, None, None),
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_dates(text: str, expected: tuple[str | None, str | None, str | None]) -> None:
    record = only(text)
    assert (record.period_start, record.period_end, record.base_period) == expected


# What is told, the police unit whose figure it is.
UNITS = {
    "五华分局接报警情同比下降3%。": "五华分局",
    "记者从江阴市公安局获悉，上半年警情同比下降3%。": "江阴市公安局",
    "江阴市公安局澄江派出所今年立案同比下降3%。": "江阴市公安局澄江派出所",
    "上半年，无锡警方破案数同比上升3%。": "无锡警方",
    "上半年，全市公安机关破案数同比上升3%。": None,
    "江阴市公安局开了会。立案同比下降3%。": None,
    "上半年，立案同比下降3%。": None,
    "“国家反诈中心”APP注册量同比上升3%。": None,
}


@pytest.mark.parametrize(("text", "expected"), UNITS.items())
def test_police_unit(text: str, expected: str | None) -> None:
    assert only(text).police_unit == expected


# What is told, the rules that made its links: indicator, region, period.
RULES = {
    "今年，立案同比下降3%。": ("own_clause", "home", "sentence"),
    "今年，全市立案300起，同比下降3%。": ("earlier_clause", "deictic", "sentence"),
    "今年，江阴市立案同比下降3%。": ("own_clause", "named", "sentence"),
    "今年，全国339个地级市立案同比下降3%。": ("own_clause", "national", "sentence"),
    "今年，江阴、宜兴警方立案同比下降3%。": ("own_clause", "several", "sentence"),
    "今年有好消息。全国立案同比下降3%。": ("own_clause", "national", "carried"),
    "今年立案数字同比下降3%。": ("own_clause", "home", "sentence"),
    "今年诈骗案三百起，宗数同比下降3%。": ("counted", "home", "sentence"),
    "今年，同比下降3%的盗窃案有四类。": ("noun_after", "home", "sentence"),
    "同比下降3%。": (None, "home", None),
}


@pytest.mark.parametrize(("text", "expected"), RULES.items())
def test_links_name_their_rules(text: str, expected: tuple[str | None, str, str | None]) -> None:
    record = only(text)
    assert (record.indicator_rule, record.region_rule, record.period_rule) == expected


WORDS = """
全市 立案数 、 ， 。 同比 环比 较去年同期 下降 上升 3.5% 三成 1.2倍 翻一番 和 分别 近 以上 今年 1-7月 昆明市 占 - % 至 2 （ ） ，其中
"""
PIECES = st.sampled_from(WORDS.split()) | st.sampled_from("\n \ud800")


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text(text: str) -> None:
    records = extract(Article(text))
    assert [record.start_char for record in records] == sorted(record.start_char for record in records)
    for record, following in pairwise(records):
        assert record.end_char <= following.start_char
    for record in records:
        assert text[record.start_char : record.end_char] == record.text
        assert record.indicator is None or record.indicator.strip()
        if record.value_from is not None:
            assert (record.value_from < 0) == (record.value < 0) or record.value_from == 0


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    extract(Article(text))


def test_a_long_list_has_all_its_numbers() -> None:
    records = extract(Article("立案同比下降3%" + "、4%" * 5000))
    assert len(records) == 5001
    assert {record.indicator for record in records} == {"立案"}


def test_a_comparison_with_the_year_before_lasts_in_police_news_only() -> None:
    crime = Article("警方公布，诈骗案按年跌9.3%。投资骗案跌两成一。")
    trade = Article("据统计，出口额同比增长5%。进口额增长3%。")
    assert [change.basis for change in extract(crime)] == ["yoy", "yoy"]
    assert [change.basis for change in extract(trade)] == ["yoy", None]


def test_the_statistics_of_a_city_go_on_with_one_comparison_in_plain_verbs() -> None:
    trade = Article("兰溪市统计局通报\n兰溪市上半年出口额同比增长5%。进口额增长3%。园区产能提升三成。")
    assert [change.basis for change in extract(trade)] == ["yoy", "yoy", None]


def test_a_line_of_a_title_takes_its_time_from_the_one_before() -> None:
    article = Article(
        "一季度无锡市治安平稳\n盗窃案同比下降3%\n无锡市公安局昨日通报了上述情况，并介绍了各级公安机关开展的宣传工作。"
    )
    assert [change.period for change in extract(article)] == ["一季度"]


def test_a_comparison_with_the_month_before_ends_with_its_sentence() -> None:
    crime = Article("警方公布，诈骗案环比下降9.3%。投资骗案下降5%。")
    assert [change.basis for change in extract(crime)] == ["mom", None]


# A text, and the periods of its figures: the report's, but for what tells of a time of its own.
PERIODS_OF_FIGURES = {
    "一季度全市盗窃案下降3%。\n工业平稳。3月，用电量环比增长9%。\n投资增长5%。": ["一季度", "3月", "一季度"],
    "一季度全市盗窃案下降3%。\n工业平稳。3月，用电量环比增长9%。投资增长5%。": ["一季度", "3月", "3月"],
    "一季度全市盗窃案下降3%。\n3月，用电量环比增长9%。\n其中，居民用电增长5%。": ["一季度", "3月", "3月"],
    "上半年，全市二季度用电量环比增长9%。\n投资增长5%。": ["二季度", "上半年"],
    "上半年，全市盗窃案下降3%。贷款余额较年初增长5%。": ["上半年", None],
    "今年以来，全市盗窃案下降3%。短片播放量较前一个月增长5%。": ["今年以来", None],
    "5月26日，市局又开两条专线；问卷显示，知晓率较去年同期提高4个百分点。": [None],
    "盗窃案例预警（5月22日—28日）\n一周内全市盗窃案环比下降9%。": ["一周"],
}


@pytest.mark.parametrize(("text", "periods"), PERIODS_OF_FIGURES.items())
def test_the_period_of_a_report_goes_on_where_a_part_of_it_is_named_in_passing(
    text: str, periods: list[str | None]
) -> None:
    assert [change.period for change in extract(Article(text))] == periods


# A text whose figures name no region, and what they are about.
HOMES_OF_FIGURES = {
    "西宁铁警把课堂开进车厢\n西宁公安处乘警支队通报，旅客被骗金额同比下降三成。": None,
    "海口市公安局美兰国际机场分局机场派出所通报，机票类警情同比下降三成。": None,
    "春运将至\n首都机场公安局昨日通报，首都机场辖区警情同比下降三成。": None,
    "海口市公安局通报，警情同比下降三成。机场派出所走进航站楼。": "海口市",
    "兵团公安把课开到棉田\n乌鲁木齐市公安局民警也来了。警情同比下降三成。": "新疆生产建设兵团",
    "西咸新区公安通报\n陕西省公安厅派员参加。警情同比下降三成。": "西咸新区",
    "求职骗案多了\n警务处处长昨日在荃湾区议会会议表示，罪案较去年同期下跌三成。": "香港特别行政区",
    "中新社11月25日电\n保安司司长表示，诈骗案件比去年同期上升两成，司警已加强宣传。": "澳门特别行政区",
    "省高院召开发布会\n太原市迎泽区法院、太原市公安局小店分局到场。新收案件同比下降三成。": "山西省",
    "无锡市公安局通报\n民警进校已有十个月，该校师生被骗案同比下降三成。": None,
    "无锡市公安局通报\n效果不错：今年以来，广益社区电诈案同比下降三成。": None,
    "无锡市公安局通报\n民警走进社区，电诈案同比下降三成。": "无锡市",
    "江阴市公安局通报\n邮储银行无锡分行办了讲座。分行新增涉案账户同比减少三成。": "无锡市",
    "省高院召开发布会\n太原市公安局小店分局到场。我区案件同比下降三成。": "小店区",
}


@pytest.mark.parametrize(("text", "region"), HOMES_OF_FIGURES.items())
def test_what_figures_are_about_where_nothing_else_is_said(text: str, region: str | None) -> None:
    assert [change.region for change in extract(Article(text))] == [region]


def test_a_street_is_no_region() -> None:
    article = Article("天津市公安局通报，友谊县路况好，友谊路派出所接报警情同比下降三成。")
    assert [change.region for change in extract(article)] == ["友谊县"]
    article = Article("天津市公安局通报。越秀路派出所接报警情同比下降三成。")
    assert [change.region for change in extract(article)] == ["天津市"]


def test_a_change_that_opens_a_line_has_its_subject_in_the_line_before() -> None:
    lines = "7月份\n裸聊类警情降得最多\n同比少了一半\n荐股类警情却抬了头\n环比上升6%"
    changes = extract(Article(f"{head_of('无锡市公安局')}{lines}"))
    assert [(change.text, change.indicator) for change in changes] == [
        ("同比少了一半", "裸聊类警情"),
        ("环比上升6%", "荐股类警情"),
    ]


def test_a_number_stands_with_its_unit_on_the_next_line() -> None:
    article = Article("一季度，劝阻率较上年同期提高３．２\n个百分点，预警量翻了\r\n一番。")
    assert [(change.text, change.value) for change in extract(article)] == [
        ("较上年同期提高３．２\n个百分点", 3.2),
        ("翻了\r\n一番", 100.0),
    ]
