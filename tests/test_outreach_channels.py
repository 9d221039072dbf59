"""Outreach channels: the cases in the text file, the lexicon's own sentences, and what must always hold."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import Article
from antifraud_ie.extractors.channel_quantities import link_quantities
from antifraud_ie.extractors.outreach_channels import CODES, default_lexicon, extract

CASES = Path(__file__).parent / "cases" / "outreach_channels.txt"
MARK = regex.compile(r"\[([^\[\]|]+)\|([a-z_]+)(?:\|([\d.]+)\|(\p{Han}+))?\]")
SURFACE = regex.compile(r"\[([^\[\]]+)\]")


class Case(NamedTuple):
    """A sentence with its channels: surface, start, code, quantity, measure."""

    text: str
    expected: tuple[tuple[str, int, str, float | None, str | None], ...]


def read_case(line: str) -> Case:
    text, expected, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        surface, code, quantity, measure = match.groups()
        expected.append((surface, len(text), code, float(quantity) if quantity else None, measure))
        text += surface
        last = match.end()
    return Case(text + line[last:], tuple(expected))


def read_cases() -> tuple[list[Case], list[Case]]:
    cases: tuple[list[Case], list[Case]] = ([], [])
    section = cases[0]
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("== "):
            section = cases[line == "== known failures"]
        elif line and not line.startswith("#"):
            section.append(read_case(line))
    return cases


SOLVED, UNSOLVED = read_cases()


def found(text: str) -> tuple[tuple[str, int, str, float | None, str | None], ...]:
    records = extract(Article(text), default_lexicon())
    return tuple((r.text, r.start_char, r.code, r.quantity, r.measure) for r in records)


@pytest.mark.parametrize("case", SOLVED, ids=lambda case: case.text[:24])
def test_case(case: Case) -> None:
    assert found(case.text) == case.expected


@pytest.mark.xfail(strict=True, reason="not solved yet")
@pytest.mark.parametrize("case", UNSOLVED, ids=lambda case: case.text[:24])
def test_known_failure(case: Case) -> None:
    assert found(case.text) == case.expected


def test_case_file_is_read_whole() -> None:
    assert len(SOLVED) >= 100
    assert {code for case in SOLVED for _, _, code, _, _ in case.expected} <= set(CODES)
    assert read_case("贴[海报|poster|30|张]30张。") == Case("贴海报30张。", (("海报", 1, "poster", 30.0, "张"),))


@pytest.mark.parametrize("term", default_lexicon().terms, ids=lambda term: term.id)
def test_term_proves_itself(term: object) -> None:
    assert term.yes, "every term needs a sentence that proves it"
    for sentence in term.yes:
        text = SURFACE.sub(r"\1", sentence)
        marked = SURFACE.search(sentence)
        assert marked, sentence
        assert (marked[1], marked.start(), term.code) in [row[:3] for row in found(text)], sentence
    for sentence in term.no:
        assert term.code not in {row[2] for row in found(sentence)}, sentence


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("民警发放反诈传单300余份。", "over"),
        ("民警发放反诈传单近300份。", "nearly"),
        ("民警发放反诈传单约300份。", "about"),
        ("民警发放反诈传单300份。", "exact"),
        ("民警发放反诈传单。", None),
    ],
)
def test_qualifier(text: str, qualifier: str | None) -> None:
    (record,) = extract(Article(text), default_lexicon())
    assert (record.text, record.qualifier) == ("传单", qualifier)


def test_page_furniture_is_silent() -> None:
    text = "某市警方发布防骗提示\n分享到:微信 微博 QQ空间\n民警在集市张贴反诈海报，向过往群众讲解刷单诈骗和冒充客服诈骗的套路。"
    assert [row[0] for row in found(text)] == ["海报"]


WORDS = [
    "反诈",
    "骗子",
    "民警",
    "海报",
    "短信",
    "“",
    "”",
    "、",
    "，",
    "。",
    "\n",
    "3万余份",
    "发放",
    "微信群",
    "(bào)",
    "一",
    "课",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_gives_ordered_records_on_its_characters(text: str) -> None:
    records = extract(Article(text), default_lexicon())
    last = 0
    for record in records:
        assert last <= record.start_char < record.end_char
        assert text[record.start_char : record.end_char] == record.text
        assert record.code in CODES
        assert (record.quantity is None) == (record.measure is None) == (record.qualifier is None)
        last = record.end_char


def test_no_mentions_no_quantities() -> None:
    assert link_quantities("发放3万份", [], []) == {}
