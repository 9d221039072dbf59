"""Several processes: the same Docs and records as one process gives, in order, whatever goes in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import antifraud_ie
from antifraud_ie.parallel import BATCH_CHARS
from antifraud_ie.workers import map_in_processes

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
TEXTS = [path.read_text("utf-8") for path in SEEDS]
KINDS = [*antifraud_ie.to_dict(Doc(antifraud_ie.load().vocab)), "percentages", "trends", "narrated_schemes"]

NLP = antifraud_ie.load()


def records(docs: Iterator[Doc]) -> list[str]:
    return [json.dumps(antifraud_ie.to_dict(doc, KINDS), ensure_ascii=False) for doc in docs]


def test_docs_are_those_of_one_process() -> None:
    one, two = list(NLP.pipe(TEXTS)), list(NLP.pipe(TEXTS, n_process=2))
    assert [doc.text for doc in two] == TEXTS
    assert records(iter(two)) == records(iter(one))
    for name in ("fraud_types", "percent_changes", "police_units", "outreach_channels"):
        spans = [[(span.start, span.end, span.label_, span.id_) for span in doc.spans[name]] for doc in one]
        assert [[(span.start, span.end, span.label_, span.id_) for span in doc.spans[name]] for doc in two] == spans


def test_records_are_those_of_one_process() -> None:
    assert list(antifraud_ie.pipe(NLP, TEXTS, KINDS, workers=2)) == list(antifraud_ie.pipe(NLP, TEXTS, KINDS))


@pytest.mark.parametrize(
    ("texts", "given"), [("文本", "str"), (b"x", "bytes"), ({"a": "文本"}, "dict"), (None, "NoneType"), (3, "int")]
)
def test_something_else_than_many_texts_is_refused_at_once(texts: Any, given: str) -> None:
    with pytest.raises(TypeError, match=f"texts: expected strings, as in a list, got one {given}"):
        antifraud_ie.pipe(NLP, texts)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("item", "given"), [(None, "NoneType"), (("文本", 1), "tuple"), ({"text": "文本"}, "dict"), (b"x", "bytes")]
)
def test_an_item_that_is_no_text_is_named(item: Any, given: str, workers: int) -> None:
    found = antifraud_ie.pipe(NLP, ["警情下降3%。", item], workers=workers)
    with pytest.raises(TypeError, match=f"texts: expected strings, got {given} at position 1"):
        list(found)


def test_more_texts_than_are_sent_at_once_keep_their_order() -> None:
    filler = "。" * (BATCH_CHARS // 2)
    texts = [f"全市警情同比下降{number}%。{filler}" for number in range(1, 20)]
    found = antifraud_ie.pipe(NLP, texts, ["percent_changes"], workers=2)
    assert [rows["percent_changes"][0]["value"] for rows in found] == [-number for number in range(1, 20)]


@pytest.mark.parametrize("texts", [[], [""], ["警情同比下降3%。", "", "反诈\ud83d中心"]])
def test_odd_texts(texts: list[str]) -> None:
    assert [doc.text for doc in NLP.pipe(texts, n_process=2)] == texts


def test_docs_go_in_as_well_as_texts() -> None:
    given = NLP.make_doc("警情同比下降3%。")
    docs = list(NLP.pipe([given, "警情同比上升4%。"], n_process=2))
    assert docs[0] is given
    assert [doc._.percent_changes[0].value for doc in docs] == [-3.0, 4.0]


def test_contexts_come_back() -> None:
    pairs = [("警情同比下降3%。", "a"), ("警情同比上升4%。", "b")]
    found = [(doc._.percent_changes[0].value, context) for doc, context in NLP.pipe(pairs, as_tuples=True, n_process=2)]
    assert found == [(-3.0, "a"), (4.0, "b")]


def test_a_disabled_component_stays_silent() -> None:
    text = "昆明市公安局通报，警情同比下降3%。"
    (doc,) = NLP.pipe([text], n_process=2, disable=["antifraud_police_units"])
    assert not doc._.police_units
    assert [change.value for change in doc._.percent_changes] == [-3.0]
    assert "police_units" not in doc.spans


@pytest.mark.parametrize("processes", [1, 2])
def test_one_component_can_be_disabled_by_its_name_alone(processes: int) -> None:
    (doc,) = NLP.pipe(["昆明市公安局通报，警情同比下降3%。"], n_process=processes, disable="antifraud_police_units")
    assert (len(doc._.police_units), len(doc._.percent_changes)) == (0, 1)


@pytest.fixture
def twice() -> Language:
    """A pipeline with two components of one extractor, of which the second knows a term more."""
    nlp = antifraud_ie.load()
    nlp.add_pipe("antifraud_fraud_types", "second")
    nlp.get_pipe("second").add_terms([{"id": "tea", "code": "romance", "surfaces": ["卖茶女"]}])  # type: ignore[attr-defined]
    return nlp


TWICE = "警惕刷单诈骗和卖茶女诈骗。"


@pytest.mark.parametrize("processes", [1, 2])
def test_of_two_components_of_one_extractor_the_last_counts(twice: Language, processes: int) -> None:
    (doc,) = twice.pipe([TWICE], n_process=processes)
    assert [found.scheme for found in doc._.fraud_types] == ["order_brushing", "tea"]
    (first,) = twice.pipe([TWICE], n_process=processes, disable=["second"])
    assert [found.scheme for found in first._.fraud_types] == ["order_brushing", "romance.bar_girl"]


@pytest.mark.parametrize("workers", [1, 2])
def test_records_of_two_components_of_one_extractor_stand_once(twice: Language, workers: int) -> None:
    (rows,) = antifraud_ie.pipe(twice, [TWICE], workers=workers)
    assert [found["scheme"] for found in rows["fraud_types"]] == ["order_brushing", "tea"]


@Language.component("count_characters")
def count_characters(doc: Doc) -> Doc:
    doc.user_data["characters"] = len(doc.text)
    return doc


def test_components_of_others_run_too() -> None:
    nlp = antifraud_ie.load()
    nlp.add_pipe("count_characters", last=True)
    docs = list(nlp.pipe(["警情同比下降3%。", "好。"], n_process=2))
    assert [doc.user_data["characters"] for doc in docs] == [9, 2]
    assert [len(doc._.percent_changes) for doc in docs] == [1, 0]


def test_it_can_be_left_early() -> None:
    found = NLP.pipe((f"警情同比下降{number}%。" for number in range(1, 1_000_000)), n_process=2)
    assert [doc._.percent_changes[0].value for doc in islice(found, 3)] == [-1.0, -2.0, -3.0]
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [0, -1])
def test_a_senseless_number_of_workers_is_named(workers: int) -> None:
    with pytest.raises(ValueError, match=f"workers: expected 1 or more, got {workers}"):
        next(antifraud_ie.pipe(NLP, [""], workers=workers))


def test_a_process_that_dies_is_no_silence() -> None:
    with pytest.raises(BrokenProcessPool):
        list(map_in_processes(os._exit, [[3]], workers=2))


def test_what_a_process_died_of_is_given_by_the_caller() -> None:
    found = map_in_processes(die_of_three, [[1, 2], [3, 4], [5]], workers=2, lost=lambda item: -item)
    assert list(found) == [1, 2, -3, 4, 5]


def numbered(count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        yield f"警情同比下降{number}%。"
    raise OSError("the disk is gone")


@pytest.mark.parametrize("workers", [1, 2])
def test_what_came_before_an_error_of_the_source_is_given(workers: int) -> None:
    found = antifraud_ie.pipe(NLP, numbered(150), ["percent_changes"], workers=workers)
    assert [next(found)["percent_changes"][0]["value"] for _ in range(150)] == [-number for number in range(1, 151)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_came_before_a_text_that_is_none_is_given(workers: int) -> None:
    texts: list[Any] = [*["警情同比下降3%。"] * 120, None, "警情同比下降3%。"]
    found = antifraud_ie.pipe(NLP, texts, ["percent_changes"], workers=workers)
    assert sum(len(next(found)["percent_changes"]) for _ in range(120)) == 120
    with pytest.raises(TypeError):
        next(found)


def test_what_came_before_an_item_that_fails_is_given() -> None:
    found = map_in_processes(inverse, [[1, 2], [4, 0, 5], [8]], workers=2)
    assert list(islice(found, 3)) == [1, 0.5, 0.25]
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_docs_before_an_error_of_the_source_are_given() -> None:
    docs = NLP.pipe(numbered(150), n_process=2)
    assert [next(docs)._.percent_changes[0].value for _ in range(150)] == [-number for number in range(1, 151)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(docs)


def inverse(item: int) -> float:
    return 1 / item


def die_of_three(item: int) -> int:
    if item == 3:
        os._exit(3)
    return item
