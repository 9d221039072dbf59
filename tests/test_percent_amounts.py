"""Amounts: the ways a percentage is written, and the values an independent parser of numerals gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from antifraud_ie.extractors.percent_changes.finding.amounts import find_amounts
from antifraud_ie.numerals import parse

# A text, then of each amount in it: what is written, near end of a range, value, direction of its own.
AMOUNTS: dict[str, list[tuple[str, str | None, str, int]]] = {
    "38.8%": [("38.8%", None, "38.8", 0)],
    "1,234.5%": [("1,234.5%", None, "1234.5", 0)],
    "百分之三十八点八": [("百分之三十八点八", None, "38.8", 0)],
    "百分之一百二十": [("百分之一百二十", None, "120", 0)],
    "百分之○点八": [("百分之○点八", None, "0.8", 0)],
    "百分之廿四": [("百分之廿四", None, "24", 0)],
    "三成": [("三成", None, "30", 0)],
    "三成半": [("三成半", None, "35", 0)],
    "一成七": [("一成七", None, "17", 0)],
    "两到三成": [("两到三成", "20", "30", 0)],
    "两三成": [("两三成", "20", "30", 0)],
    "三成、五成": [("三成", None, "30", 0), ("五成", None, "50", 0)],
    "5-20%": [("5-20%", "5", "20", 0)],
    "5%至20%": [("5%至20%", "5", "20", 0)],
    "四成至1.8倍": [("四成至1.8倍", "40", "180", 0)],
    "百分之五至二十": [("百分之五至二十", "5", "20", 0)],
    "0.3个百分点至1.5%": [("0.3个百分点", None, "0.3", 0), ("1.5%", None, "1.5", 0)],
    "千分之五": [("千分之五", None, "0.5", 0)],
    "5‰": [("5‰", None, "0.5", 0)],
    "12.3个百分点": [("12.3个百分点", None, "12.3", 0)],
    "25个基点": [("25个基点", None, "0.25", 0)],
    "1.2倍": [("1.2倍", None, "120", 0)],
    "一倍半": [("一倍半", None, "150", 0)],
    "翻番": [("翻番", None, "100", 1)],
    "翻了近一番": [("翻了近一番", None, "100", 1)],
    "翻两番": [("翻两番", None, "300", 1)],
    "翻了一倍": [("翻了一倍", None, "100", 1)],
    "过半": [("过半", None, "50", 0)],
    "腰斩": [("腰斩", None, "50", -1)],
    "三分之一": [("三分之一", None, "33.33", 0)],
    "-12.3%": [("-12.3%", None, "12.3", -1)],
    "↓38.8%": [("↓38.8%", None, "38.8", -1)],
    "+5%": [("+5%", None, "5", 1)],
    "成立三年，完成任务": [],
    "几成、数倍、成倍": [],
    "九五折": [],
    "2.16和1.66个百分点": [("2.16", None, "2.16", 0), ("1.66个百分点", None, "1.66", 0)],
    "0.5个、5.6个和2个百分点": [("0.5个", None, "0.5", 0), ("5.6个", None, "5.6", 0), ("2个百分点", None, "2", 0)],
    "2.5及3.3倍": [("2.5", None, "250", 0), ("3.3倍", None, "330", 0)],
    "3、4个百分点": [("4个百分点", None, "4", 0)],
    "升近倍": [("倍", None, "100", 0)],
    "近倍速": [],
    "3.18个千分点": [("3.18个千分点", None, "0.318", 0)],
    "三成员": [],
}


@pytest.mark.parametrize(("text", "expected"), AMOUNTS.items())
def test_amounts(text: str, expected: list[tuple[str, str | None, str, int]]) -> None:
    found = [(text[a.start : a.end], a.low, a.value, a.direction) for a in find_amounts(text)]
    assert found == [
        (surface, None if low is None else Decimal(low), Decimal(value), direction)
        for surface, low, value, direction in expected
    ]


def test_units() -> None:
    assert [amount.unit for amount in find_amounts("5%、5个百分点、5个基点、五成")] == [
        "percent",
        "points",
        "points",
        "percent",
    ]


# Numerals that an independent parser reads too; where it does not, our value stands beside it.
NUMERALS = """
零 十 十二 二十 一百 一百零一 一百二十 两百 三百五十 三百五 一千 一千零一 一千二百三十四 五千六 一万 一万零一 一万二千
一万五 十万 一百二十万 一百零八万 三千万 一亿 一亿二千万 十三亿 一万亿 十亿零五百 三十八点八 零点八 一点二五 二〇二三
一九八四 廿四 六万零八百 七千零五十 八万八 九千九百九十九 五百二十三 两千零三 二千九百零三 二十四万三千 两万两千
1.6万 2千3百 600万
"""
DISAGREEMENTS = {"卅": 30, "三亿五": 350_000_000, "三二七亿": 32_700_000_000, "1,234.5": 1234.5, "二三万": None}


@pytest.mark.parametrize("numeral", NUMERALS.split())
def test_agrees_with_an_independent_parser(numeral: str) -> None:
    cn2an = pytest.importorskip("cn2an")
    value = parse(numeral)
    assert value is not None
    assert float(value) == pytest.approx(float(cn2an.cn2an(numeral, "smart")))


@pytest.mark.parametrize(("numeral", "ours"), DISAGREEMENTS.items())
def test_known_disagreements(numeral: str, ours: float | None) -> None:
    cn2an = pytest.importorskip("cn2an")
    assert parse(numeral) == (None if ours is None else Decimal(str(ours)))
    with pytest.raises((ValueError, KeyError)):
        cn2an.cn2an(numeral, "smart")
