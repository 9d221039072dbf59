"""Long runs: what documents leave behind in a process."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterable

import pytest
from spacy.language import Language

import antifraud_ie
from antifraud_ie.article import read
from antifraud_ie.collector import collector_paused
from antifraud_ie.extractors import EXTRACTORS, KINDS

TEXT = "昆明市公安局张贴海报{0}张，全市刷单警情同比下降{0}%，用户App{0}x接到“反诈{0}号”来电。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = antifraud_ie.load()
    nlp(TEXT.format(1))
    return nlp


def texts(first: int, number: int) -> Iterable[str]:
    return map(TEXT.format, range(first, first + number))


def size(nlp: Language) -> tuple[int, int, int]:
    # Not len(nlp.vocab): spaCy's own count forgets what a zone has dropped.
    return len(list(nlp.vocab)), len(nlp.vocab.strings), len(nlp.tokenizer._characters._hashes)  # type: ignore[attr-defined]


def test_a_memory_zone_leaves_nothing_in_the_vocabulary(nlp: Language) -> None:
    before = size(nlp)
    for first in (1000, 2000, 3000):
        with nlp.memory_zone():
            for number, doc in enumerate(nlp.pipe(texts(first, 20)), first):
                assert doc.text == TEXT.format(number)
                assert [channel.quantity for channel in doc._.outreach_channels] == [number]
                assert [change.value for change in doc._.percent_changes] == [-number]
                assert doc.spans["percent_changes"][0].label_ == "decrease"
                assert [token.norm_ for token in doc if token.text.startswith("App")] == ["app"]
        assert size(nlp) == before


def test_characters_are_kept_beyond_a_zone_and_words_are_not() -> None:
    nlp = antifraud_ie.load()
    with nlp.memory_zone():
        assert [token.text for token in nlp.make_doc("龘App9")] == ["龘", "App", "9"]
    assert "龘" in nlp.vocab.strings
    assert "App" not in nlp.vocab.strings
    assert [token.text for token in nlp.make_doc("龘")] == ["龘"]


def test_without_a_zone_the_vocabulary_grows_as_everywhere_in_spacy(nlp: Language) -> None:
    before = size(nlp)
    list(nlp.pipe(texts(4000, 20)))
    assert size(nlp) > before


def test_records_outlive_the_zone(nlp: Language) -> None:
    with nlp.memory_zone():
        doc = nlp(TEXT.format(77))
        records = {kind: getattr(doc._, kind) for kind in KINDS}
        plain = antifraud_ie.to_dict(doc, KINDS)
        del doc
    gc.collect()
    list(nlp.pipe(texts(5000, 5)))
    assert records["outreach_channels"][0].quantity == 77
    assert {kind: [record.to_dict() for record in records[kind]] for kind in KINDS} == plain


def test_the_records_are_the_same_inside_a_zone(nlp: Language) -> None:
    outside = [antifraud_ie.to_dict(doc, KINDS) for doc in nlp.pipe(texts(6000, 5))]
    with nlp.memory_zone():
        assert [antifraud_ie.to_dict(doc, KINDS) for doc in nlp.pipe(texts(6000, 5))] == outside


def test_only_the_latest_articles_are_kept() -> None:
    first = weakref.ref(read(TEXT.format(0)))
    for extractor in EXTRACTORS.values():
        extractor.extract_kinds(read(TEXT.format(0)), extractor.load_lexicon(), KINDS)
    for text in texts(7000, 64):
        for extractor in EXTRACTORS.values():
            extractor.extract_kinds(read(text), extractor.load_lexicon(), KINDS)
    gc.collect()
    assert first() is None


def test_the_collector_rests_while_a_document_is_worked_on(nlp: Language) -> None:
    component = nlp.get_pipe("antifraud_police_units")
    article = read("昆明市五华区派出所" * 1000)
    runs: list[str] = []
    gc.callbacks.append(lambda phase, info: runs.append(phase))
    try:
        found = component.find(article)
    finally:
        gc.callbacks.pop()
    # What is left for the collector to do is done once, behind the document.
    assert len(found["police_units"]) == 1000
    assert runs.count("start") <= 1
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off(nlp: Language) -> None:
    gc.disable()
    try:
        nlp("昆明市公安局")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_goes_on_behind_an_error() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        raise ZeroDivisionError
    assert gc.isenabled()
