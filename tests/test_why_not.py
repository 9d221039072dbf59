"""Why a phrase gave no record: the rule that it failed, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_ie import load
from antifraud_ie.explain import why_not
from antifraud_ie.extractors import KINDS

FOOTER = (
    "昆明市公安局昨日通报了多起案件，并提醒市民警惕电信网络诈骗，谨防上当受骗，保护好自己的钱袋子。\n相关阅读\n{}\n"
)

# label, rule, and the text with the phrase in square brackets
CASES = [
    ("fraud_types", "fraud_spoken", "市民可到窗口办理[贷款]。"),
    ("fraud_types", "fraud_head", "骗子很多。市民可到窗口办理[贷款]业务。"),
    ("fraud_types", "taught", "骗子很多。老师讲[贷款]政策。"),
    ("fraud_types", "advice", "骗子很多，不[刷单]。"),
    ("fraud_types", "contextual", "[跑分]。" + "春耕全面展开。" * 300 + "骗子。"),
    ("fraud_types", "role", "[客服]接到骗子电话。"),
    ("fraud_types", "organization", "[税务]部门提醒防诈骗。"),
    ("fraud_types", "fraud_tail", "骗子自称[老师]。"),
    ("fraud_types", "overlapped", "警惕假交友（[征婚诈骗]）。"),
    ("fraud_types", "generic", "警惕[电信网络诈骗]。"),
    ("fraud_types", "lexicon", "骗子的[翡翠贴吧]很多。"),
    ("fraud_types", "found", "警惕[杀猪盘]。"),
    ("fraud_types", "boilerplate", FOOTER.format("警惕[杀猪盘]骗局")),
    ("percent_changes", "rate_word", "知晓率达[98%]。"),
    ("percent_changes", "share_word", "刷单占[三成]。"),
    ("percent_changes", "moved_to", "发案率降至[2%]。"),
    ("percent_changes", "compared_groups", "农村高于城镇[1.2个百分点]。"),
    ("percent_changes", "trend", "全市警情[大幅下降]。"),
    ("percent_changes", "amount", "全市发案下降[19起]。"),
    ("percent_changes", "found", "全市警情同比[下降3%]。"),
    ("police_units", "about_safety", "市民到[分局]办事。"),
    ("police_units", "not_police", "民警到[税务分局]宣传。"),
    ("police_units", "generic", "民警走访[各派出所]。"),
    ("police_units", "anaphoric", "民警来到[分局]。"),
    ("police_units", "app", "民警请市民下载[国家反诈中心]App。"),
    ("police_units", "head", "民警来到[昆明市]。"),
    ("police_units", "name", "民警把他带到[派出所]。"),
    ("police_units", "found", "[昆明警方]通报。"),
    ("outreach_channels", "about_safety", "书店张贴[海报]。"),
    ("outreach_channels", "swindlers", "骗子散发[传单]，民警提醒市民。"),
    ("outreach_channels", "evidence", "民警看见一辆[出租车]。"),
    ("outreach_channels", "zone", FOOTER.format("警方张贴[海报]")),
    ("outreach_channels", "lexicon", "民警发放[宣纸单]。"),
    ("outreach_channels", "found", "民警张贴反诈[海报]。"),
    ("percentages", "found", "知晓率达[98%]。"),
    ("percentages", "needed", "[全市]警情下降。"),
    ("trends", "found", "全市警情[大幅下降]。"),
    ("trends", "needed", "全市警情[下降3%]。"),
    ("narrated_schemes", "found", "小徐接到电话，对方自称国内警察，要他[缴纳保证金]。这是诈骗。"),
    ("narrated_schemes", "needed", "小徐[缴纳保证金]。这是诈骗。"),
    ("narrated_schemes", "boilerplate", FOOTER.format("小徐接到电话，对方自称国内警察，要他[缴纳保证金]。")),
]


def unmarked(text: str) -> tuple[str, str, int]:
    start, end = text.index("["), text.index("]")
    return text.replace("[", "").replace("]", ""), text[start + 1 : end], start


@pytest.mark.parametrize(("label", "rule", "marked"), CASES, ids=[f"{label}-{rule}" for label, rule, _ in CASES])
def test_the_rule_that_failed(label: str, rule: str, marked: str) -> None:
    text, phrase, start = unmarked(marked)
    reasons = [reason for reason in why_not(load(), text, phrase, label) if reason.label == label]
    assert [(reason.rule, reason.start_char) for reason in reasons] == [(rule, start)]


def test_a_term_that_is_near_is_named() -> None:
    (reason,) = why_not(load(), "骗子很多，刷弹返现多。", "刷弹返现", "fraud_types")
    assert "did you mean '刷单返现' (order_brushing)" in reason.lacked


def test_without_a_label_the_nearest_kind_answers() -> None:
    first, second = why_not(load(), "骗子很多。知晓率达98%。", "98%")
    assert (first.label, first.rule) == ("percent_changes", "rate_word")
    assert (second.label, second.rule) == ("percentages", "found")


def test_what_gave_a_record_of_one_kind_is_not_said_to_be_unknown() -> None:
    text = "小徐接到电话，对方自称国内警察，要他缴纳保证金。这是诈骗。"
    (reason,) = why_not(load(), text, "小徐")
    assert (reason.label, reason.rule) == ("narrated_schemes", "found")


def test_a_record_of_another_kind_is_named_beside_the_label_asked_for() -> None:
    reasons = why_not(load(), "民警请市民下载国家反诈中心App。", "国家反诈中心", "police_units")
    assert [(reason.label, reason.rule) for reason in reasons] == [
        ("police_units", "app"),
        ("outreach_channels", "found"),
    ]


def test_every_place_of_a_phrase_answers() -> None:
    reasons = why_not(load(), "骗子多。警惕杀猪盘。不杀猪盘。", "杀猪盘", "fraud_types")
    assert [(reason.start_char, reason.rule) for reason in reasons] == [(6, "found"), (11, "advice")]


def test_the_phrase_may_be_traditional_and_dirty() -> None:
    (reason,) = why_not(load(), "騙子很多。市民辦理貸(dài)款業務。", "贷款", "fraud_types")
    assert (reason.start_char, reason.end_char) == (9, 16)


def test_boilerplate_counts_where_it_is_wanted() -> None:
    text, phrase, _ = unmarked(FOOTER.format("警惕[杀猪盘]骗局"))
    (reason,) = why_not(load(include_boilerplate=True), text, phrase, "fraud_types")
    assert reason.rule == "found"


PIECES = st.sampled_from(
    [
        "贷款",
        "刷单",
        "诈骗",
        "冒充",
        "客服",
        "海报",
        "民警",
        "分局",
        "昆明",
        "同比",
        "下降",
        "3%",
        "不",
        "，",
        "\n",
        " ",
        "“",
        "”",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12), st.data())
def test_any_phrase_of_any_text_has_an_answer(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    phrase = data.draw(st.sampled_from(pieces))
    if not phrase.strip():
        return
    reasons = why_not(load(), text, phrase)
    assert reasons
    for reason in reasons:
        assert reason.label in KINDS
        assert reason.lacked
        assert text[reason.start_char : reason.end_char].startswith(phrase)
