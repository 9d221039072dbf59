"""Gold as spaCy's Examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example

from ..export import span_label
from .gold import GoldDocument, GoldError


def gold_examples(nlp: Language, documents: Iterable[GoldDocument]) -> Iterator[Example]:
    """Yield what a pipeline gives beside the gold, for spaCy's ``Scorer`` and whatever else takes Examples.

    >>> from antifraud_ie import load
    >>> from antifraud_ie.evaluation.matching import FACTS
    >>> from spacy.scorer import Scorer
    >>> unit = {"text": "昆明警方", "start_char": 0, "end_char": 4, "kind": "collective"}
    >>> gold = {label: [unit] if label == "police_units" else [] for label in FACTS}
    >>> nlp = load()
    >>> examples = list(gold_examples(nlp, [GoldDocument(Path("a.json"), "昆明警方通报", gold)]))
    >>> Scorer(nlp).score(examples)["spans_police_units_f"]
    1.0

    spaCy knows no optional mentions: such a one stands in the reference where the pipeline gives the same span.
    """
    for path, raw, mentions in documents:
        predicted, reference = nlp(raw), nlp.make_doc(raw)
        for label, rows in mentions.items():
            given = {_bounds(span) for span in predicted.spans.get(label, [])}
            spans = [(_gold_span(reference, row, path), row.get("optional", False)) for row in rows]
            kept = [span for span, optional in spans if span and (not optional or _bounds(span) in given)]
            reference.spans[label] = SpanGroup(reference, name=label, spans=kept)
        yield Example(predicted, reference)


def _bounds(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label_


def _gold_span(doc: Doc, row: Mapping[str, Any], path: Path) -> Span | None:
    try:
        label = span_label(row)
    except KeyError as error:
        raise GoldError(f"{path}: {row['text']!r}: expected its value, code or kind") from error
    return doc.char_span(row["start_char"], row["end_char"], label=label, alignment_mode="expand")
