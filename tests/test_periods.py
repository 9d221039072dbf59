"""Periods: phrases, days and rules written by hand; the article's date is 9 August 2024, a Friday."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_ie.periods import find_periods

PUBLISHED = date(2024, 8, 9)
# The text with its one period in square brackets -> rule, first day, last day.
ONE = {
    "[今年以来]，全市发案下降": ("so_far", "2024-01-01", "2024-08-09"),
    "[年初至今]共破案30起": ("so_far", "2024-01-01", "2024-08-09"),
    "[年初以来]，警情下降": ("so_far", "2024-01-01", "2024-08-09"),
    "[今年到目前为止]，件数下降": ("so_far", "2024-01-01", "2024-08-09"),
    "[截至目前]，警情下降": ("as_of", None, "2024-08-09"),
    "[截止目前]，警情下降": ("as_of", None, "2024-08-09"),
    "[截至4月21日]，日均警情5起": ("as_of", None, "2024-04-21"),
    "[截至2025年6月底]，存量": ("as_of", None, "2025-06-30"),
    "[截至去年底]，共有": ("as_of", None, "2023-12-31"),
    "[截止2024年2月29日24时]": ("as_of", None, "2024-02-29"),
    "[1-7月]，发案": ("month_range", "2024-01-01", "2024-07-31"),
    "[今年1—7月]，发案": ("month_range", "2024-01-01", "2024-07-31"),
    "[1至6月]": ("month_range", "2024-01-01", "2024-06-30"),
    "[1到6月]": ("month_range", "2024-01-01", "2024-06-30"),
    "[一至七月]": ("month_range", "2024-01-01", "2024-07-31"),
    "[今年1—2月份]": ("month_range", "2024-01-01", "2024-02-29"),
    "[去年12月至今年3月]": ("month_range", "2023-12-01", "2024-03-31"),
    "全市[前7月]损失": ("first_n", "2024-01-01", "2024-07-31"),
    "[今年前5个月]": ("first_n", "2024-01-01", "2024-05-31"),
    "[前三季度]": ("first_n", "2023-01-01", "2023-09-30"),
    "[首三季]罪案": ("first_n", "2023-01-01", "2023-09-30"),
    "[2021年首三季]": ("first_n", "2021-01-01", "2021-09-30"),
    "[今年首五个月]": ("first_n", "2024-01-01", "2024-05-31"),
    "[去年11个月]逾3万宗": ("first_n", "2023-01-01", "2023-11-30"),
    "[首季]罪案": ("first_n", "2024-01-01", "2024-03-31"),
    "[上半年]": ("half", "2024-01-01", "2024-06-30"),
    "[去年下半年]": ("half", "2023-07-01", "2023-12-31"),
    "[一季度]": ("quarter", "2024-01-01", "2024-03-31"),
    "[今年第二季度]": ("quarter", "2024-04-01", "2024-06-30"),
    "[四季度]": ("quarter", "2023-10-01", "2023-12-31"),
    "[二〇二二年]全港": ("year", "2022-01-01", "2022-12-31"),
    "[2024年度]": ("year", "2024-01-01", "2024-12-31"),
    "[去年]破获": ("year", "2023-01-01", "2023-12-31"),
    "[113年]诈欺案件": ("year", "2024-01-01", "2024-12-31"),
    "[民国113年1月至6月]": ("month_range", "2024-01-01", "2024-06-30"),
    "[今（114）年11月]，案件": ("month", "2024-11-01", "2024-11-30"),
    "[去年全年]": ("whole", "2023-01-01", "2023-12-31"),
    "[全年]统计": ("whole", None, None),
    "[7月末]": ("month", "2024-07-31", "2024-07-31"),
    "[一季度末]": ("quarter", "2024-03-31", "2024-03-31"),
    "[4月28日18时至5月3日6时]": ("day_range", "2024-04-28", "2024-05-03"),
    "[7月份]": ("month", "2024-07-01", "2024-07-31"),
    "[11月份]": ("month", "2023-11-01", "2023-11-30"),
    "[4月]当月": ("month", "2024-04-01", "2024-04-30"),
    "[今年6月中旬]": ("month", "2024-06-11", "2024-06-20"),
    "[2026年3月]": ("month", "2026-03-01", "2026-03-31"),
    "[去年底]": ("year_end", "2023-12-31", "2023-12-31"),
    "[5月1日至20日]": ("day_range", "2024-05-01", "2024-05-20"),
    "[2021年9月1日至15日]": ("day_range", "2021-09-01", "2021-09-15"),
    "成绩单([10月9日—11月11日])": ("day_range", "2023-10-09", "2023-11-11"),
    "[4月17日]，全市接报": ("day", "2024-04-17", "2024-04-17"),
    "[2月31日]，全市接报": ("day", None, None),
    "[今天（2月12日）]，流动量": ("today", "2024-02-12", "2024-02-12"),
    "[昨日]录得": ("today", "2024-08-08", "2024-08-08"),
    "[25日]的警情": ("bare_day", "2024-07-25", "2024-07-25"),
    "[本月]": ("relative", "2024-08-01", "2024-08-31"),
    "[上个月]发案": ("relative", "2024-07-01", "2024-07-31"),
    "[上周]发案": ("relative", "2024-07-29", "2024-08-04"),
    "[本周]发案": ("relative", "2024-08-05", "2024-08-11"),
    "[2021年11月以来]": ("since", "2021-11-01", "2024-08-09"),
    "自[2019年7月专项部署以来]": ("since", "2019-07-01", "2024-08-09"),
    "从[2023年以来]": ("since", "2023-01-01", "2024-08-09"),
    "[2013—2024年]": ("year_range", "2013-01-01", "2024-12-31"),
    "[“十四五”时期]": ("plan", "2021-01-01", "2025-12-31"),
    "[“十五五”以来]": ("plan", "2026-01-01", None),
    "[“十五五”]全国": ("plan", "2026-01-01", "2030-12-31"),
    "[新一个五年里]": ("plan", None, None),
    "[春节期间]": ("feast", None, None),
    "在[春节期间]": ("feast", None, None),
    "[大年初二]游客": ("feast", None, None),
    "[春运第13天]": ("feast", None, None),
    "[今年国庆假期]": ("feast", None, None),
    "[“双11”期间]": ("feast", None, None),
    "[开学季]": ("feast", None, None),
    "[专项行动开展以来]，破案": ("event", None, None),
    "自[“净网”专项行动开展以来]，破案": ("event", None, None),
    "[党的二十大以来]": ("event", None, None),
    "[过去一年]": ("recent", None, None),
    "[近三年]": ("recent", None, None),
    "罪案[半年]升": ("duration", None, None),
    "警方[四个月]“成绩单”": ("duration", None, None),
    "比[去年]同期少": ("base", "2023-01-01", "2023-12-31"),
    "同比[去年]下降": ("base", "2023-01-01", "2023-12-31"),
    "由[去年]同期约两亿缩至": ("base", "2023-01-01", "2023-12-31"),
    "[去年]同期为": ("base", "2023-01-01", "2023-12-31"),
    "较[2016年]上升": ("base", "2016-01-01", "2016-12-31"),
    "比[上月]": ("base", "2024-07-01", "2024-07-31"),
    "与[去年8月]相比": ("base", "2023-08-01", "2023-08-31"),
    "与热线开通的[去年8月]相比": ("base", "2023-08-01", "2023-08-31"),
    "和[7月]比少": ("base", "2024-07-01", "2024-07-31"),
    "比[“十四五”末]提高": ("base", "2025-01-01", "2025-12-31"),
    "从[2016年]的6%升至": ("base", "2016-01-01", "2016-12-31"),
    "超过[去年全年]": ("base", "2023-01-01", "2023-12-31"),
    "[8月5日]，记者从市局获悉": ("dateline", "2024-08-05", "2024-08-05"),
    "统计局[今天（7月15日）]公布": ("dateline", "2024-07-15", "2024-07-15"),
    "与[8月]的宣传一起开展": ("month", "2024-08-01", "2024-08-31"),
    "占比[一年]翻了近一番": ("duration", None, None),
}
NONE = (
    *(
        "近期",
        "目前",
        "同期",
        "近年来",
        "近几年",
        "长期以来",
        "一直以来",
        "2个多小时",
        "3天内",
        "连续4个月",
        "为期三个月",
    ),
    *(
        "有期徒刑三年",
        "十九岁",
        "第三年",
        "上午9时",
        "二年级",
        "月薪",
        "目前年均",
        "较春节前",
        "经济半年报",
        "晚上周围有人",
    ),
    *("彻底", "7月龄", "3月饼", "提前3个月", "此前5个月", "5日内", "以上年龄", "每半年", ""),
)
SEVERAL = {
    "2022年及2023年上半年，骗案": [("2022年", "2022年上半年", "half"), ("2023年上半年",) * 2 + ("half",)],
    "2022年和2023年，骗案": [("2022年",) * 2 + ("year",), ("2023年",) * 2 + ("year",)],
    "一季度，立案比去年同期下降三成": [("一季度",) * 2 + ("quarter",), ("去年",) * 2 + ("base",)],
    "5、6月份，骗案": [("5", "5月份", "month"), ("6月份",) * 2 + ("month",)],
    "6、7日，骗案": [("7日",) * 2 + ("bare_day",)],
    "今天（7月15日）公布，6月份指数": [("今天（7月15日）",) * 2 + ("dateline",), ("6月份",) * 2 + ("month",)],
}


@pytest.mark.parametrize(("marked", "expected"), ONE.items())
def test_one(marked, expected):
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    rule, first, last = expected
    days = tuple(day and date.fromisoformat(day) for day in (first, last))
    found = [(p.start, p.end, p.text, p.days, p.rule) for p in find_periods(text, published=PUBLISHED)]
    assert found == [(start, end, text[start:end], days, rule)]


@pytest.mark.parametrize("text", NONE)
def test_none(text):
    assert find_periods(text, published=PUBLISHED) == []


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items())
def test_several(text, expected):
    found = find_periods(text, published=PUBLISHED)
    assert [(text[p.start : p.end], p.text, p.rule) for p in found] == expected


@pytest.mark.parametrize("text", ["1-7月", "今年以来", "去年", "截至目前", "上周", "截至4月21日", "25日的警情", "今天"])
def test_no_days_without_a_reference(text):
    (period,) = find_periods(text)
    assert period.days == (None, None)


def test_year_in_the_phrase_needs_no_reference():
    (period,) = find_periods("2024年2月")
    assert period.days == (date(2024, 2, 1), date(2024, 2, 29))


def test_window():
    text = "去年发案，今年以来下降，上半年"
    assert [p.text for p in find_periods(text, 5, 11)] == ["今年以来"]


PIECES = st.lists(
    st.sampled_from(
        [
            *"0129一二十年月日半季个前上下至-—比较与同自从以来，。（）“”\n",
            "截至",
            "今年",
            "以来",
            "期间",
            "春节",
            "公布",
            "2024年",
        ]
    )
    | st.characters()
).map("".join)


@given(PIECES, st.none() | st.dates())
@settings(deadline=None)
def test_any_text_is_safe(text, published):
    last = 0
    for period in find_periods(text, published=published):
        assert last <= period.start < period.end <= len(text)
        first, last = period.days
        if first and last and period.rule not in ("since", "so_far"):
            assert first <= last
        last = period.end
