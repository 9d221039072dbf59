"""spaCy scores for the span groups, for ``nlp.evaluate`` and ``spacy evaluate``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

SpanScorer = Callable[[Iterable[Example], str], dict[str, Any]]
PREFIX = "spans_"


@registry.scorers("antifraud_ie.scorer.v1")  # type: ignore[untyped-decorator]
def create_scorer() -> SpanScorer:
    """Return ``score_group``, under the name that configs call it by."""
    return score_group


def score_group(examples: Iterable[Example], group: str) -> dict[str, Any]:
    """Return precision, recall and F1 of one span group, together and per label.

    A span is right where start, end and label are. The keys are ``spans_<group>_p``, ``_r``, ``_f`` and
    ``_per_type``; documents whose reference lacks the group are left out.
    """

    def spans(doc: Doc, _: str) -> Iterable[Span]:
        return list(doc.spans.get(group, []))

    def has_group(doc: Doc) -> bool:
        return group in doc.spans

    return Scorer.score_spans(
        examples, PREFIX + group, getter=spans, has_annotation=has_group, labeled=True, allow_overlap=True
    )
