"""Narrated schemes: the cases file, the cues' own sentences, and what must hold for any text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import read
from antifraud_ie.extractors import fraud_types
from antifraud_ie.extractors.narrated_schemes import ROLES, SCHEMA, default_cues, extract_narrated
from antifraud_ie.lexicon import LexiconError, Term, load_terms
from antifraud_ie.records import Evidence, NarratedScheme

CASES = Path(__file__).parent / "cases" / "narrated_schemes.txt"


def narrated(text: str) -> tuple[NarratedScheme, ...]:
    article = read(text)
    return extract_narrated(article, default_cues(), fraud_types.extract(article, fraud_types.default_lexicon()))


def params() -> Iterator[object]:
    for line in CASES.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, _, text = line.partition(": ")
            yield pytest.param(code, text.replace("\\n", "\n"), id=line[:30])


@pytest.mark.parametrize(("code", "text"), list(params()))
def test_case(code: str, text: str) -> None:
    assert [case.code for case in narrated(text)] == ([code] if code else [])


def test_a_record_points_at_its_passage_and_its_evidence() -> None:
    text = "上午有雨。小徐接到電話，對方自稱國內警察，要他繳納保證金。他說這是騙局。"
    (case,) = narrated(text)
    assert (case.code, case.rule) == ("impersonating_police", "identity_demand")
    assert text[case.start_char : case.end_char] == case.text == "小徐接到電話，對方自稱國內警察，要他繳納保證金。"
    assert [(item.text, item.role) for item in case.evidence] == [
        ("自稱國內警察", "identity"),
        ("繳納", "demand"),
        ("保證金", "demand"),
    ]
    assert all(text[item.start_char : item.end_char] == item.text for item in case.evidence)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("他正要给“检察官”转账，民警拆穿骗局。", "identity_demand"),
        ("老翁要给从没见过面的女友汇款，民警说是骗局。", "pretext_demand"),
        ("对方自称民警，说她涉嫌洗钱，女儿说是骗子。", "identity_pretext"),
    ],
)
def test_the_rule_says_which_evidence_was_combined(text: str, rule: str) -> None:
    assert [case.rule for case in narrated(text)] == [rule]


def test_evidence_within_a_pose_does_not_overlap_it() -> None:
    (case,) = narrated("对方自称转账部民警，说她涉嫌洗钱，女儿说是骗子。")
    assert [(item.start_char, item.text) for item in case.evidence] == [(4, "转账"), (6, "部民警"), (12, "涉嫌洗钱")]


def test_each_of_two_paragraphs_tells_its_own_case() -> None:
    first = "老翁要给从没见过面的女友汇款，民警说是骗局。"
    second = "小徐接到电话，对方自称国内警察，要他缴纳保证金，被骗三万元。"
    found = narrated(f"{first}\n{second}")
    assert [(case.text, case.code) for case in found] == [(first, "romance"), (second, "impersonating_police")]


def test_one_case_may_be_told_in_two_paragraphs() -> None:
    text = "徐某接到电话，对方自称国内警察。\n他信以为真，去银行缴纳保证金，民警赶来，说这是骗局。"
    assert [(case.text, case.code) for case in narrated(text)] == [(text, "impersonating_police")]


def test_evidence_too_far_apart_makes_no_case() -> None:
    assert narrated("对方自称民警。" + "天气晴好，田里很忙。" * 20 + "老人转账了，民警讲了防骗。") == ()


@pytest.mark.parametrize(
    "term", [term for term in default_cues().terms if term.extra["role"] != "scene"], ids=lambda term: term.id
)
def test_every_cue_proves_itself(term: Term) -> None:
    assert term.yes
    assert term.no
    for sentence in term.yes:
        start, end = sentence.index("["), sentence.index("]") - 1
        cases = narrated(sentence.replace("[", "").replace("]", ""))
        assert (start, end, term.id) in [
            (item.start_char, item.end_char, item.cue) for case in cases for item in case.evidence
        ]
    for sentence in term.no:
        assert narrated(sentence) == ()


def test_every_code_but_the_crimes_around_fraud_can_be_narrated() -> None:
    told = {term.code for term in default_cues().terms}
    assert (
        set(fraud_types.CODES) - told == {"romance", "malicious_link", "gambling", "other_fraud", "facilitation"} - told
    )
    assert {term.extra["role"] for term in default_cues().terms} == set(ROLES)


def test_an_unknown_role_is_an_error_that_names_the_entry() -> None:
    source = '[[term]]\nid = "x"\ncode = "any"\nrole = "demnd"\nsurfaces = ["转账"]'
    with pytest.raises(LexiconError, match=r"mine\.toml, term 1 \(x\): unknown role 'demnd'; did you mean 'demand'\?"):
        load_terms(source, "mine.toml", SCHEMA)


def test_records_survive_as_plain_values() -> None:
    (case,) = narrated("他正要给“检察官”转账，民警拆穿骗局。")
    plain = json.loads(json.dumps(case.to_dict()))
    assert NarratedScheme(**plain) == case
    assert isinstance(NarratedScheme(**plain).evidence[0], Evidence)


PIECES = st.sampled_from(
    ["自称", "民警", "“", "”", "转账", "涉嫌洗钱", "某", "骗", "。", "\n", "，", "老板", "汇款", "刷单诈骗"]
)


@given(st.lists(PIECES | st.characters(), max_size=40).map("".join))
def test_evidence_lies_in_its_passage(text: str) -> None:
    last = 0
    for case in narrated(text):
        assert 0 <= case.start_char < case.end_char <= len(text)
        assert text[case.start_char : case.end_char] == case.text
        assert len(case.evidence) >= 2
        for item in case.evidence:
            assert last <= item.start_char < item.end_char
            assert text[item.start_char : item.end_char] == item.text
            last = item.start_char
