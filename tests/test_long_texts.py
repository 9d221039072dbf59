"""Texts longer than the pipeline's limit: the same records, in the right places, from parts."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import antifraud_ie
from antifraud_ie.explain import explain, why_not
from antifraud_ie.extractors import EXTRACTORS, KINDS
from antifraud_ie.long_texts import cuts
from antifraud_ie.raw_doc import storable

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
HEAD = "昆明市公安局通报反诈成果\n2022-02-07 来源:春城网\n"
FILLER = "　　" + "民警还到田间地头同老乡们聊起今年的收成。" * 8 + "\n"
PARAGRAPH = (
    "　　今年以来，全市刷單警情同比下降{0}%，破案率达98%，发案数同比大幅下降。五华分局民警张贴海报{0}张。\n"
    "　　小徐接到电话，对方自称国内警察，要他缴纳保证金。这是诈骗。\n"
)
LONG = HEAD + FILLER.join(map(PARAGRAPH.format, range(10, 60)))


@lru_cache(maxsize=1)
def pipeline() -> Language:
    return antifraud_ie.load()


def rows(text: str, limit: int, kinds: Any = KINDS) -> dict[str, list[dict[str, Any]]]:
    nlp = pipeline()
    before, nlp.max_length = nlp.max_length, limit
    try:
        (found,) = antifraud_ie.pipe(nlp, [text], kinds)
    finally:
        nlp.max_length = before
    return found


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_without_a_doc_the_records_are_the_same(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert rows(text, 1_000_000) == antifraud_ie.to_dict(pipeline()(text), KINDS)


@pytest.mark.parametrize("limit", [200, 400, 1000, 3000])
def test_the_parts_of_a_long_text_give_what_it_gives_whole(limit: int) -> None:
    with pytest.raises(ValueError, match="E088"):
        short = antifraud_ie.load()
        short.max_length = limit
        short(LONG)
    whole = antifraud_ie.to_dict(pipeline()(LONG), KINDS)
    assert [change["region"] for change in whole["percent_changes"]] == ["昆明市"] * 50
    assert [change["period_start"] for change in whole["percent_changes"]] == ["2022-01-01"] * 50
    assert [unit["full_name"] for unit in whole["police_units"]] == ["昆明市公安局", *["昆明市公安局五华分局"] * 50]
    parts = rows(LONG, limit)
    for kind in KINDS:
        assert parts[kind] == whole[kind]
    for evidence in parts["narrated_schemes"][-1]["evidence"]:
        assert LONG[evidence["start_char"] : evidence["end_char"]] == evidence["text"]


ADVICE = "　　" + "遇到可疑情况请立即拨打96110咨询，不要轻信陌生来电，不要点击陌生链接。" * 3 + "\n"
TITLES = "".join(f"某地警方破获刷单诈骗案{number}起\n" for number in range(1, 60))
TAIL = LONG + ADVICE + "相关新闻\n" + TITLES
# What looks like a tail, but has text behind it.
NO_TAIL = HEAD + (PARAGRAPH.format(10) + "关键词：反诈\n相关新闻\n警惕刷单诈骗\n") * 20 + ADVICE
HIDDEN = [
    LONG.replace("\n　　小徐", f"\n{opening}{'全市刷单警情下降5%。' * 40}\n{closing}　　小徐", 20)
    for opening, closing in (("<!--", "-->"), ("<script>", "</script>"), ("<STYLE type='x'>", "</style>"))
]


@pytest.mark.parametrize("limit", [200, 400, 1000, 3000])
@pytest.mark.parametrize("text", [TAIL, NO_TAIL, *HIDDEN], ids=["tail", "no tail", "comment", "script", "style"])
def test_what_is_left_out_is_left_out_of_every_part(text: str, limit: int) -> None:
    whole = antifraud_ie.to_dict(pipeline()(text), KINDS)
    parts = rows(text, limit)
    for kind in ("fraud_types", "percent_changes", "police_units", "outreach_channels"):
        assert parts[kind] == whole[kind]


def test_a_tail_that_is_longer_than_a_part_gives_nothing() -> None:
    assert [row["zone"] for row in rows(TAIL, 200)["fraud_types"] if row["start_char"] >= len(LONG)] == []


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("一二\n<!--三四\n五-->六七。", 9, ["一二\n", "六七。"]),
        ("一二<!--三\n四五-->六七。八九十", 9, ["一二", "六七。八九十"]),
        ("<style>一</style>二。三四五六七八九十", 10, ["二。三四五六七八九十"]),
        ("一二三。<!--四五六七", 6, ["一二三。", "<!--四五", "六七"]),
    ],
)
def test_no_cut_goes_through_what_is_hidden(text: str, limit: int, parts: list[str]) -> None:
    assert [text[start:end] for start, end in cuts(text, limit)] == parts


@pytest.mark.parametrize("limit", [400, 1_000_000])
def test_explanations_are_those_of_the_records(limit: int) -> None:
    nlp = antifraud_ie.load()
    nlp.max_length = limit
    explanation = explain(nlp, TAIL, KINDS)
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for one in explanation.records:
        found[one.label].append(one.record)
    assert found == rows(TAIL, limit)
    assert (explanation.home, explanation.published, explanation.about_safety) == ("五华区", "2022-02-07", True)


def test_why_not_counts_places_from_the_beginning_of_the_text() -> None:
    nlp = antifraud_ie.load()
    whole = why_not(nlp, TAIL, "破案率", "percent_changes")
    nlp.max_length = 400
    places = [(reason.start_char, reason.rule) for reason in why_not(nlp, TAIL, "破案率", "percent_changes")]
    assert places[: len(whole)] == [(reason.start_char, reason.rule) for reason in whole]
    assert all(TAIL[start : start + 3] == "破案率" for start, _ in places)


def test_only_the_kinds_asked_for() -> None:
    assert list(rows(LONG, 400, ["trends"])) == ["trends"]
    assert len(rows(LONG, 400, ["trends"])["trends"]) == 50
    with pytest.raises(ValueError, match="unknown kind 'trend'"):
        rows(LONG, 400, ["trend"])


def test_only_the_components_that_are_there() -> None:
    with pipeline().select_pipes(enable=["antifraud_police_units"]):
        found = rows(LONG, 400, EXTRACTORS)
    assert [kind for kind in found if found[kind]] == ["police_units"]


def test_texts_leave_nothing_in_the_vocabulary() -> None:
    nlp = pipeline()
    next(antifraud_ie.pipe(nlp, [LONG]))
    before = len(nlp.vocab), len(nlp.vocab.strings)
    list(antifraud_ie.pipe(nlp, [f"警情下降{number}%，使用App{number}x" for number in range(50)]))
    assert (len(nlp.vocab), len(nlp.vocab.strings)) == before


pieces = st.lists(st.sampled_from(["一", "。", "\n", "</p>", "下降3%", "<p>", "刷单", "\ud800", "(jī)"]), max_size=60)


@given(pieces.map("".join), st.integers(1, 30))
def test_cuts_leave_nothing_out(text: str, limit: int) -> None:
    bounds = list(cuts(text, limit))
    assert (bounds[0][0], bounds[-1][1]) == (0, len(text))
    assert all(end == start for (_, end), (start, _) in pairwise(bounds))
    assert all(0 < end - start <= limit for start, end in bounds) or text == ""
    # Linear: two neighbouring parts together are longer than the shorter half of the limit.
    assert len(bounds) <= 2 * len(text) // max(1, limit // 2) + 2


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 5, [""]),
        ("一二三四五", 5, ["一二三四五"]),
        ("一二三\n四五六", 5, ["一二三\n", "四五六"]),
        ("一二三。四\n五六七八", 6, ["一二三。四\n", "五六七八"]),
        ("一二三。四五六", 5, ["一二三。", "四五六"]),
        ("一\n二三四五六七八", 6, ["一\n二三四五", "六七八"]),
        ("一二三四</p>五六", 9, ["一二三四</p>", "五六"]),
        ("一二三四五六七", 3, ["一二三", "四五六", "七"]),
    ],
)
def test_cuts_stand_between_paragraphs_or_sentences(text: str, limit: int, parts: list[str]) -> None:
    assert [text[start:end] for start, end in cuts(text, limit)] == parts


@settings(deadline=None)
@given(pieces.map("".join), st.integers(-1, 40))
def test_any_text_at_any_limit(text: str, limit: int) -> None:
    for found in rows(text, limit).values():
        for row in found:
            assert storable(text)[row["start_char"] : row["end_char"]] == row["text"]
