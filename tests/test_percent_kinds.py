"""Percentages of every kind, and trends: changes without a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import Article
from antifraud_ie.extractors.percent_changes.percentages import extract_percentages
from antifraud_ie.extractors.percent_changes.trends import extract_trends

# A sentence, and of each percentage in it the text, the kind and the value.
KINDS: dict[str, list[tuple[str, str, float]]] = {
    "立案同比下降5%，损失同比下降近三成。": [("5%", "change", -5), ("三成", "change", -30)],
    "立案数、损失数分别上升5%和6%。": [("5%", "change", 5), ("6%", "change", 6)],
    "刷单占全部案件的35%。": [("35%", "share", 35)],
    "刷单类案件占比达35%，其中六成是学生。": [("35%", "share", 35), ("六成", "share", 60)],
    "30%的受害人是学生，一半被骗两次。": [("30%", "share", 30), ("一半", "share", 50)],
    "群众知晓率达98%，破案率为百分之四十。": [("98%", "rate", 98), ("百分之四十", "rate", 40)],
    "利率从4.5%上调至5%。": [("4.5%", "level", 4.5), ("5%", "level", 5)],
    "注册人数是去年的20倍。": [("20倍", "level", 2000)],
    "城区注册率比乡镇高12个百分点。": [("12个百分点", "level", 12)],
    "力争知晓率不低于95%。": [("95%", "target", 95)],
    "目标是把发案率降至2%。": [("2%", "target", 2)],
    "今天没有数字。": [],
}


@pytest.mark.parametrize(("text", "expected"), KINDS.items())
def test_kinds(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(p.text, p.kind, p.value) for p in extract_percentages(Article(text))] == expected


# A sentence, and of each trend in it the text, the direction, the basis and the indicator.
TRENDS: dict[str, list[tuple[str, str, str | None, str | None]]] = {
    "全市电诈警情同环比双降。": [("同环比双降", "down", "yoy", "电诈警情")],
    "实现发案数、损失数双下降。": [("双下降", "down", None, "发案数、损失数")],
    "电诈立案数连续6个月下降。": [("连续6个月下降", "down", None, "电诈立案数")],
    "电诈立案数连续6个月同比下降。": [("连续6个月同比下降", "down", "yoy", "电诈立案数")],
    "盗窃案大幅下降，破案数明显上升。": [("大幅下降", "down", None, "盗窃案"), ("明显上升", "up", None, "破案数")],
    "电诈立案数同比持平。": [("同比持平", "flat", "yoy", "电诈立案数")],
    "电诈立案数环比下降明显。": [("环比下降明显", "down", "mom", "电诈立案数")],
    "电诈立案数较上月有所回升。": [("较上月有所回升", "up", "mom", "电诈立案数")],
    "盗窃案略升。": [("略升", "up", None, "盗窃案")],
    "立案数同比下降5%。": [],
    "立案数大幅下降5%。": [],
    "立案数较去年同期减少120起。": [],
    "立案数未明显下降。": [],
    "全面提升群众防骗能力。": [],
    "发案率持续降至低位。": [],
}


@pytest.mark.parametrize(("text", "expected"), TRENDS.items())
def test_trends(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = extract_trends(Article(text))
    assert [(t.text, t.direction, t.basis, t.indicator) for t in found] == expected


def test_a_trend_has_its_place_and_time() -> None:
    article = Article("无锡市公安局通报\n2024-08-09 来源：某网\n上半年，全市盗窃案大幅下降。")
    (trend,) = extract_trends(article)
    assert (trend.region, trend.period, trend.rule, trend.zone) == ("无锡市", "上半年", "degree", "body")


@given(st.text(alphabet="全市立案数同环比双连续三个月大幅下降上升持平占5%成，。、\n", max_size=60))
def test_any_text(text: str) -> None:
    article = Article(text)
    for record in (*extract_percentages(article), *extract_trends(article)):
        assert text[record.start_char : record.end_char] == record.text
