"""spaCy scores of the span groups."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.training import Example

import antifraud_ie
from antifraud_ie.extractors import EXTRACTORS
from antifraud_ie.scorer import score_group

TEXT = "警惕刷单、网贷、裸聊。"


def with_spans(nlp: Language, *spans: tuple[int, int, str]) -> Doc:
    doc = nlp.make_doc(TEXT)
    found = [doc.char_span(start, end, label=label) for start, end, label in spans]
    doc.spans["fraud_types"] = SpanGroup(doc, name="fraud_types", spans=[span for span in found if span])
    return doc


def test_a_span_is_right_where_edges_and_label_are() -> None:
    nlp = antifraud_ie.load()
    gold = with_spans(nlp, (2, 4, "order_brushing"), (5, 7, "fake_loan"), (8, 10, "sexual_extortion"))
    given = with_spans(nlp, (2, 4, "order_brushing"), (5, 7, "romance"))
    scores = score_group([Example(given, gold)], "fraud_types")
    assert scores["spans_fraud_types_p"] == 1 / 2
    assert scores["spans_fraud_types_r"] == 1 / 3
    assert scores["spans_fraud_types_f"] == 0.4
    assert scores["spans_fraud_types_per_type"]["order_brushing"] == {"p": 1.0, "r": 1.0, "f": 1.0}
    assert scores["spans_fraud_types_per_type"]["fake_loan"]["r"] == 0.0


def test_evaluate_scores_every_group_of_the_reference() -> None:
    nlp = antifraud_ie.load()
    reference = nlp("昆明市公安局五华分局民警张贴反诈海报2670张，刷单警情同比下降4.04%。")
    scores = nlp.evaluate([Example(nlp.make_doc(reference.text), reference)])
    assert {name: scores[f"spans_{name}_f"] for name in EXTRACTORS} == dict.fromkeys(EXTRACTORS, 1.0)
    assert scores["token_acc"] == 1.0


def test_a_reference_without_the_group_is_left_out() -> None:
    nlp = antifraud_ie.load()
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), nlp.make_doc(TEXT))])
    assert scores["spans_fraud_types_f"] is None


def test_scoring_can_be_turned_off() -> None:
    component = antifraud_ie.load().create_pipe("antifraud_fraud_types", config={"scorer": None})
    assert component.score([]) == {}  # type: ignore[attr-defined]
