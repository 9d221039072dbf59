"""Numerals: hand-written values, spans and qualifiers, and an independent writer of Chinese numerals."""

from decimal import Decimal

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_ie.numerals import NUMBER, TENTHS, find_numbers, parse, parse_tenths, qualifier

VALUES = {
    "0": "0",
    "7": "7",
    "38.8": "38.8",
    "0.55": "0.55",
    "1,234": "1234",
    "1,234.5": "1234.5",
    "12,345,678": "12345678",
    "2570": "2570",
    "3千": "3000",
    "5千": "5000",
    "2千3百": "2300",
    "3百多": "300",
    "1.6万": "16000",
    "12万": "120000",
    "3万5千": "35000",
    "3万5": "35000",
    "1.6万余": "16000",
    "600余万": "6000000",
    "20多亿": "2000000000",
    "1.2亿": "120000000",
    "1亿3000万": "130000000",
    "1亿2千3百万": "123000000",
    "28.46万亿": "28460000000000",
    "十": "10",
    "十几": "10",
    "二十来": "20",
    "两": "2",
    "廿三": "23",
    "四十九": "49",
    "一百二十": "120",
    "一百零五": "105",
    "一百十五": "115",
    "三百五": "350",
    "两千五百七十四": "2574",
    "二千九百零三": "2903",
    "五千一百一十": "5110",
    "三万五": "35000",
    "三万零五十": "30050",
    "二十一万零三": "210003",
    "一百九十六万": "1960000",
    "二百二十五万": "2250000",
    "十余万": "100000",
    "三千多万": "30000000",
    "一亿零五": "100000005",
    "六万亿": "6000000000000",
    "9007万亿": "9007000000000000",
    "三十八点八": "38.8",
    "零点五": "0.5",
    "一点六万": "16000",
    "二〇二三": "2023",
    "二零二三": "2023",
    "一一〇": "110",
    "百余": "100",
    "千余": "1000",
    "万余": "10000",
    "近千": "1000",
    "上千": "1000",
    "过百": "100",
    "突破千亿": "100000000000",
    "近四千": "4000",
    "约20": "20",
    "不少于三": "3",
    "半": "0.5",
    "零": "0",
}
NOT_NUMERALS = (
    *(
        "",
        " ",
        "万余亿百",
        "数百",
        "几十",
        "数十万",
        "三四十",
        "七八",
        "两三万",
        "成百上千",
        "十四五",
        "若干",
        "百姓",
    ),
    *(
        "1,23",
        "1.2.3",
        "12345678901234567890",
        "9007199254740993",
        "9008万亿",
        "999999999999999亿",
        "一二",
        "千百",
        "三成",
        "38%",
        "3 4",
        "½",
        "①",
        "٣",
        "\ud800",
        "万一",
    ),
)
# Text -> the numerals found: surface with its qualifiers, value, qualifier.
FOUND = {
    "走访近1.6万户，发放传单600余份": [("近1.6万", "16000", "nearly"), ("600余", "600", "over")],
    "劝阻群众上千人次": [("上千", "1000", "at_least")],
    "播放量过百万": [("过百万", "1000000", "over")],
    "挽回损失超过了3000万元": [("超过了3000万", "30000000", "over")],
    "约为200万元": [("约为200万", "2000000", "about")],
    "不少于一次": [("不少于一", "1", "at_least")],
    "不超过20分钟": [("不超过20", "20", "at_most")],
    "不足三成": [("不足三", "3", "at_most")],
    "签约10家，预约20人，节约30万元": [
        ("10", "10", "exact"),
        ("20", "20", "exact"),
        ("30万", "300000", "exact"),
    ],
    "最近3起": [("3", "3", "exact")],
    "50场以上": [("50", "50", "at_least")],
    "38%左右": [("38", "38", "about")],
    "96110以下简称专线": [("96110", "96110", "exact")],
    "用电200千瓦": [],
    "百分之三十八点八": [("三十八点八", "38.8", "exact")],
    "近百分之四十": [("四十", "40", "exact")],
    "警进千万家，守护老百姓": [],
    "千万不要转账，以防万一": [],
    "成百上千个号码": [],
    "数百名、几十名、三四十名": [],
    "卡号6222021234567890123": [],
    "接报999999999999999亿起，3起已破": [("3", "3", "exact")],
    "举办过3场": [("3", "3", "exact")],
    "累计12,000余条": [("12,000余", "12000", "over")],
    "1,2,3": [("1", "1", "exact"), ("2", "2", "exact"), ("3", "3", "exact")],
}
QUALIFIERS = (
    ("", "", "exact"),
    ("共", "场", "exact"),
    ("下降近", "%", "nearly"),
    ("将近", "", "nearly"),
    ("接近", "", "nearly"),
    ("附近", "个", "exact"),
    ("大约", "", "about"),
    ("节约", "", "exact"),
    ("", "%左右", "about"),
    ("", "人上下", "about"),
    ("", "上下楼", "exact"),
    ("超", "", "over"),
    ("逾", "", "over"),
    ("突破", "", "over"),
    ("不超过", "", "at_most"),
    ("不到", "", "at_most"),
    ("不低于", "", "at_least"),
    ("低于", "", "at_most"),
    ("至少", "", "at_least"),
    ("", "余场", "over"),
    ("", "%以上", "at_least"),
    ("", "个百分点以内", "at_most"),
    ("约", "以上", "about"),
)
TENTHS_VALUES = {
    "三成半": 35,
    "四成七": 47,
    "二成八": 28,
    "九成": 90,
    "两成": 20,
    "七成多": 70,
    "近四成": 40,
    "3成": 30,
    "8成5": 85,
    "3.5成": 35,
    "十成": 100,
    "三四成": None,
    "成": None,
    "几成": None,
    "三成立": None,
    "一成不变": None,
    "成功": None,
    "": None,
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_value(text, value):
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", NOT_NUMERALS)
def test_no_value(text):
    assert parse(text) is None


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text, expected):
    assert [(text[n.start : n.end], str(n.value), n.qualifier) for n in find_numbers(text)] == expected


@pytest.mark.parametrize(("before", "after", "expected"), QUALIFIERS)
def test_qualifier(before, after, expected):
    assert qualifier(before, after) == expected


@pytest.mark.parametrize(("text", "expected"), TENTHS_VALUES.items())
def test_tenths(text, expected):
    assert parse_tenths(text) == expected


def test_patterns_have_no_groups():
    assert regex.compile(NUMBER).groups == regex.compile(TENTHS).groups == 0


def test_window_bounds_numbers_and_qualifiers():
    text = "发放近300份，共近20场"
    assert [(n.start, n.end) for n in find_numbers(text, 3)] == [(3, 6), (9, 12)]
    assert [(n.start, n.end) for n in find_numbers(text, 2, 8)] == [(2, 6)]


def written(number: int) -> str:
    """Write an integer below 10**16 in Chinese, the way it is read aloud."""
    if number == 0:
        return "零"
    groups = [number // 10000**power % 10000 for power in (3, 2, 1, 0)]
    text, skipped = "", False
    for group, sign in zip(groups, ("万亿", "亿", "万", ""), strict=True):
        if not group:
            skipped = bool(text)
            continue
        if text and (skipped or group < 1000):
            text += "零"
        if sign == "亿" and "万亿" in text:
            # 一万二千亿, not 一万亿二千亿.
            text = text.replace("亿", "")
        text += _group(group) + sign
        skipped = False
    return text


def _group(group: int) -> str:
    text, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
        gap = False
    return text


@given(st.integers(0, 10**12) | st.integers(0, 10**5) | st.sampled_from([10**k for k in range(13)]))
def test_round_trip(number):
    assert parse(written(number)) == number
    if number:
        (found,) = find_numbers(f"共{written(number)}件")
        assert (found.start, found.value) == (1, number)


@given(st.integers(0, 10**12))
def test_arabic_round_trip(number):
    assert parse(str(number)) == parse(f"{number:,}") == number


NOISE = st.text(st.sampled_from("0159.,一二两十百千万亿零〇点廿余多几来近约超过上不到成半%年 \n\ud800A")) | st.text()


@given(NOISE)
@settings(deadline=None)
def test_any_text_is_safe(text):
    parse(text)
    parse_tenths(text)
    qualifier(text, text)
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert parse(text[number.start : number.end]) == number.value
        last = number.end
