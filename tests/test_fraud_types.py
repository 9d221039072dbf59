"""Fraud types: the cases file, the lexicon's own sentences, and what must hold for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import read
from antifraud_ie.extractors.fraud_types import CODES, default_lexicon, extract
from antifraud_ie.lexicon import Term

CASES = Path(__file__).parent / "cases" / "fraud_types.txt"
FRAUD_TITLE = "反诈民警进社区 提醒居民防范电信网络诈骗\n"
MARK = re.compile(r"\[([^\[\]|]+)\|([a-z_]+)\]")


def cases() -> Iterator[tuple[str, str, str]]:
    section = "@plain"
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("@"):
            section = line.strip()
        elif line.strip() and not line.startswith("#"):
            title = "" if section == "@plain" else FRAUD_TITLE
            yield section, title, line


def found(text: str) -> list[tuple[int, str, str]]:
    return [(record.start_char, record.text, record.code) for record in extract(read(text), default_lexicon())]


def marked(title: str, line: str) -> tuple[str, list[tuple[int, str, str]]]:
    text, expected, last = title, [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        expected.append((len(text), mark[1], mark[2]))
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
    assert {code for _, _, line in cases() for _, code in MARK.findall(line)} == set(CODES)


@pytest.mark.parametrize("term", default_lexicon().terms, ids=lambda term: term.id)
def test_every_term_proves_itself(term: Term) -> None:
    assert term.yes or term.extra["sense"] == "decoy"
    assert term.no
    for sentence in term.yes:
        start, end = sentence.index("["), sentence.index("]") - 1
        text = sentence.replace("[", "").replace("]", "")
        records = extract(read(text), default_lexicon())
        assert (start, end, term.code, term.id) in [
            (record.start_char, record.end_char, record.code, record.scheme) for record in records
        ]
    for sentence in term.no:
        assert term.id not in [record.scheme for record in extract(read(sentence), default_lexicon())]


def test_the_lexicon_covers_every_code_and_names_every_sense() -> None:
    terms = default_lexicon().terms
    assert {term.code for term in terms} == set(CODES)
    senses = {"named", "contextual", "weak", "role", "organization", "decoy"}
    assert {term.extra["sense"] for term in terms} == senses
    assert all(term.id.split(".")[0] == term.code and term.extra["name"] and term.extra["en"] for term in terms)


def test_every_record_names_its_rule_and_scheme() -> None:
    (record,) = extract(read("警惕网络贷款诈骗。"), default_lexicon())
    assert (record.text, record.rule, record.scheme) == ("网络贷款诈骗", "fraud_tail", "fake_loan")


def test_a_users_term_counts_as_a_name_without_further_keys() -> None:
    lexicon = default_lexicon().plus([Term("mine", "other_fraud", ("蓝鲸换购",))])
    assert [record.scheme for record in extract(read("蓝鲸换购来了。"), lexicon)] == ["mine"]


def test_a_space_in_the_raw_text_ends_the_prefix() -> None:
    assert found("骗术 网络 刷单诈骗") == [(6, "刷单诈骗", "order_brushing")]


def test_traditional_text_keeps_its_own_characters() -> None:
    assert found("警惕刷單返利、冒充電商客服等詐騙。") == [
        (2, "刷單返利", "order_brushing"),
        (7, "冒充電商客服", "fake_customer_service"),
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
