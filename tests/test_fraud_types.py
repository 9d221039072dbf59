"""Fraud types: the cases file, the lexicon's own sentences, and what must hold for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import read
from antifraud_ie.extractors import outreach_channels as channels
from antifraud_ie.extractors.fraud_types import CODES, SCHEMA, SENSES, default_lexicon, extract
from antifraud_ie.extractors.fraud_types.evidence import SENSE_RULES, rules_between
from antifraud_ie.lexicon import LexiconError, Term, load_terms

CASES = Path(__file__).parent / "cases" / "fraud_types.txt"
FRAUD_TITLE = "反诈民警进社区 提醒居民防范电信网络诈骗\n"
MARK = re.compile(r"\[([^\[\]|]+)\|([a-z_]+)(?:\|(\d+)([起宗件例案]))?(?:\|([\d.]+)%)?\]")
Found = tuple[int, str, str, int | None, str | None, float | None]


def cases() -> Iterator[tuple[str, str, str]]:
    section = "@plain"
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("@"):
            section = line.strip()
        elif line.strip() and not line.startswith("#"):
            title = "" if section == "@plain" else FRAUD_TITLE
            yield section, title, line


def found(text: str) -> list[Found]:
    return [
        (record.start_char, record.text, record.code, record.count, record.measure, record.share)
        for record in extract(read(text), default_lexicon())
    ]


def marked(title: str, line: str) -> tuple[str, list[Found]]:
    text, expected, last = title, [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        count = int(mark[3]) if mark[3] else None
        share = float(mark[5]) if mark[5] else None
        expected.append((len(text), mark[1], mark[2], count, mark[4], share))
        text, last = text + mark[1], mark.end()
    return text + line[last:], expected


def params() -> Iterator[object]:
    for section, title, line in cases():
        marks = [pytest.mark.xfail(strict=True)] if section == "@known_failure" else []
        yield pytest.param(title, line, id=line[:24], marks=marks)


@pytest.mark.parametrize(("title", "line"), list(params()))
def test_case(title: str, line: str) -> None:
    text, expected = marked(title, line)
    assert found(text) == expected


def test_the_cases_name_known_codes_and_cover_all_of_them() -> None:
    assert {code for _, _, line in cases() for _, code, *_ in MARK.findall(line)} == set(CODES)


@pytest.mark.parametrize("term", default_lexicon().terms, ids=lambda term: term.id)
def test_every_term_proves_itself(term: Term) -> None:
    assert term.yes or term.extra["sense"] == "decoy"
    assert term.no
    for sentence in term.yes:
        start, end = sentence.index("["), sentence.index("]") - 1
        text = sentence.replace("[", "").replace("]", "")
        records = extract(read(text), default_lexicon())
        assert (start, end, term.code, term.extra.get("scheme", term.id)) in [
            (record.start_char, record.end_char, record.code, record.scheme) for record in records
        ]
    for sentence in term.no:
        assert term.extra.get("scheme", term.id) not in [
            record.scheme for record in extract(read(sentence), default_lexicon())
        ]


def test_the_lexicon_covers_every_code_and_names_every_sense() -> None:
    terms = default_lexicon().terms
    assert {term.code for term in terms} == set(CODES)
    assert {term.extra["sense"] for term in terms} == set(SENSES)
    assert all(term.id.split(".")[0] == term.code and term.extra["name"] and term.extra["en"] for term in terms)


def test_every_record_names_its_rule_and_scheme() -> None:
    (record,) = extract(read("警惕网络贷款诈骗。"), default_lexicon())
    assert (record.text, record.rule, record.scheme) == ("网络贷款诈骗", "fraud_tail", "fake_loan")


def test_a_users_term_counts_as_a_name_without_further_keys() -> None:
    lexicon = default_lexicon().plus([Term("mine", "other_fraud", ("蓝鲸换购",))])
    assert [record.scheme for record in extract(read("蓝鲸换购来了。"), lexicon)] == ["mine"]


def test_a_space_in_the_raw_text_ends_the_prefix() -> None:
    assert found("骗术 网络 刷单诈骗") == [(6, "刷单诈骗", "order_brushing", None, None, None)]


def test_traditional_text_keeps_its_own_characters() -> None:
    assert found("警惕刷單返利、冒充電商客服等詐騙。") == [
        (2, "刷單返利", "order_brushing", None, None, None),
        (7, "冒充電商客服", "fake_customer_service", None, None, None),
    ]


PIECES = st.sampled_from(
    [
        "刷单",
        "贷款",
        "冒充",
        "客服",
        "、",
        "老师",
        "类诈骗",
        "等",
        "虚假",
        "网络",
        "“",
        "”",
        "\n",
        " ",
        "①",
        "12起",
        "假",
        "骗局",
        "x",
    ]
)


@given(st.lists(PIECES | st.characters(), max_size=30).map("".join))
def test_records_are_in_order_apart_and_where_they_say(text: str) -> None:
    records = extract(read(text), default_lexicon())
    last = 0
    for record in records:
        assert last <= record.start_char < record.end_char <= len(text)
        assert text[record.start_char : record.end_char] == record.text
        assert record.code in CODES
        assert record.rule
        last = record.end_char


NO_FRAUD = [
    line
    for line in (CASES.parent / "no_fraud.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def test_ordinary_sentences_name_no_fraud_and_no_channel() -> None:
    assert len(NO_FRAUD) >= 100
    found_any = {
        line: records
        for line in NO_FRAUD
        if (
            records := (
                *extract(read(line), default_lexicon()),
                *channels.extract(read(line), channels.default_lexicon()),
            )
        )
    }
    assert found_any == {}


def test_ordinary_sentences_stay_ordinary_next_to_one_about_fraud() -> None:
    text = FRAUD_TITLE + "\n".join(NO_FRAUD)
    assert [record.text for record in extract(read(text), default_lexicon())] == []


@pytest.mark.parametrize(
    ("text", "count_rule", "share_rule"),
    [
        ("侦破刷单诈骗3起。", "count_after", None),
        ("破获12起刷单诈骗。", "count_before", None),
        ("刷单类诈骗占35%。", None, "share_after"),
        ("刷单诈骗7起，占比23.33%。", "count_after", "share_after_count"),
        ("网络贷款诈骗、刷单诈骗分别为3起、4起。", "respectively", None),
        ("网络贷款诈骗、刷单诈骗分别占30%、40%。", None, "respectively"),
        ("劝阻一起刷单诈骗。", None, None),
    ],
)
def test_the_rules_say_how_a_figure_was_linked(text: str, count_rule: str | None, share_rule: str | None) -> None:
    record = extract(read(text), default_lexicon())[0]
    assert (record.count_rule, record.share_rule) == (count_rule, share_rule)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("共破获养老诈骗刑事案件3.9万多起。", 39000),
        ("警方接獲網購騙案一萬一千四百宗。", 11400),
        ("刷单诈骗数百起。", None),
        ("刷单诈骗高发，全市接报警情12起。", None),
    ],
)
def test_counts_are_whole_numbers_or_unknown(text: str, count: int | None) -> None:
    assert [record.count for record in extract(read(text), default_lexicon())] == [count]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("警惕网络贷款诈骗。", "fraud_tail"),
        ("凡是贷款先交钱的，都是诈骗。", "predicate"),
        ("刷单、贷款都要防诈骗。", "contextual"),
        ("民警聊起贷款、养老等诈骗。", "listed"),
        ("民警讲了贷款、养老等诈骗。", "taught"),
        ("学生最怕“网购”，骗子就爱挑这个。", "fallen_for"),
        ("学生在网购上栽了跟头，骗子得手。", "stumbled"),
        ("专门引流的人也是骗子。", "serving"),
        ("“蟹券骗案”有三宗。", "quoted_whole"),
        ("其中，社交媒体骗案升三成。", "counted_name"),
        ("因“网恋”被骗。", "victim"),
        ("“高薪招工”盯上毕业生，谨防诈骗。", "at_large"),
        ("不要相信兼职、投资等信息，谨防诈骗。", "distrusted"),
        ("骗子冒充客服。", "impersonation"),
        ("民警拆解“蟹卡兑付”骗局。", "quoted_name"),
        ("月饼提货券类诈骗抬头。", "class_name"),
        ("1、引诱汇款诈骗", "heading_name"),
        ("讲了刷单、扫码挪车诈骗、杀猪盘。", "contextual"),
        ("春节骗局：门票、红包群。", "list_opened"),
        ("社交媒体上，以“租屋”最多，谨防诈骗。", "prevailing"),
        ("“免费体检”的话术，骗子人人会背。", "script"),
        ("“高薪兼职”怎么识破？谨防诈骗。", "questioned"),
        ("游戏交易近期多发，谨防诈骗。", "rife"),
        ("要防低价化肥、高价收药材等骗局。", "list_member"),
        ("【贷款】放款前先交钱的是骗子。", "bracketed_heading"),
    ],
)
def test_the_first_record_names_its_evidence(text: str, rule: str) -> None:
    assert extract(read(text), default_lexicon())[0].rule == rule


def test_no_rule_holds_that_the_characters_around_a_mention_rule_out() -> None:
    for title, line in ((title, line) for _, title, line in cases()):
        text, expected = marked(title, line)
        text = read(text).text
        for start, surface, *_ in expected:
            end = start + len(surface)
            possible = rules_between(text[start - 1 : start], text[end : end + 1])
            holding = [rule for rule in SENSE_RULES if rule.holds(text, start, end, at_gap=False)]
            assert [rule.name for rule in holding if rule not in possible] == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('sense = "weka"', "unknown sense 'weka'; did you mean 'weak'"),
        ('fcc12 = "刷单类"', "unknown fcc12 '刷单类'; did you mean '刷单返利类'"),
        ('mps = "虚假货款"', "unknown mps '虚假货款'; did you mean '虚假贷款'"),
        ("regional = 3", "regional must be of type list, not int"),
    ],
)
def test_closed_keys_are_checked(entry: str, message: str) -> None:
    source = f'[[term]]\nid = "x"\ncode = "prize"\nsurfaces = ["甲"]\n{entry}'
    with pytest.raises(LexiconError, match=rf"mine\.toml, term 1 \(x\): {re.escape(message)}"):
        load_terms(source, "mine.toml", SCHEMA)


def test_the_unit_that_acts_is_named() -> None:
    article = read("五华分局侦破刷单诈骗3起。警惕冒充客服诈骗。")
    units = [(record.text, record.police_unit) for record in extract(article, default_lexicon())]
    assert units == [("刷单诈骗", "五华分局"), ("冒充客服诈骗", None)]
