"""Scores against gold annotation: a folder of texts, and a folder of JSON files of the same names.

Three measures, each with precision, recall and F1:

- exact: same start, same end and same code (kind for police units)
- overlap: shares characters with the gold mention, and the same code (the kind does not matter)
- fact: overlap, and the facts right: value, unit and basis; full name; code and quantity; code

Optional gold mentions are neither demanded nor punished. For channels an opening quote or a leading
反诈 / 防骗 makes no difference to the edges.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example

from .export import span_label
from .lexicon import did_you_mean
from .matching import FACTS, agreement, compare

MEASURES = ("exact", "overlap", "fact")
# Lists of mentions that gold may have for its readers, and that are not scored.
NOTES = frozenset({"not_changes", "qualitative", "narrated"})

Mentions = Mapping[str, list[dict[str, Any]]]
Extract = Callable[[str], Mentions]


class GoldError(ValueError):
    """Gold annotation that does not fit its text; the message names the file and the mention."""


@dataclass(slots=True)
class Count:
    """Mentions found, missed and wrongly given.

    >>> Count(found=3, missed=1, false=0).f1
    0.857...
    """

    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """The part of what was given that is right; 1 where nothing was."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """The part of the gold that was found; 1 where there is none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A gold mention that was missed, or one given that is not in the gold (by the overlap measure)."""

    document: str
    label: str
    kind: str
    text: str


@dataclass(slots=True)
class Scores:
    """Counts by label and measure, over ``documents`` documents."""

    documents: int = 0
    counts: dict[str, dict[str, Count]] = field(
        default_factory=lambda: {label: {measure: Count() for measure in MEASURES} for label in FACTS}
    )
    differences: list[Difference] = field(default_factory=list)


class GoldDocument(NamedTuple):
    """A text with its gold mentions, by label and with their offsets."""

    path: Path
    raw: str
    mentions: Mentions


def read_folder(texts: Path, gold: Path) -> Iterator[GoldDocument]:
    """Yield the texts that have gold. Raises GoldError where gold is missing, unreadable or does not fit its text."""
    paths = sorted(gold.glob("*.json"))
    if not paths:
        raise GoldError(f"{gold}: expected .json files with gold annotation")
    for path in paths:
        text_path = texts / f"{path.stem}.txt"
        try:
            raw = text_path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GoldError(f"{path}: expected its text, in UTF-8, in {text_path}: {error}") from error
        yield GoldDocument(path, raw, read_gold(path, raw))


def score_folder(texts: Path, gold: Path, extract: Extract) -> Scores:
    """Score what ``extract`` finds in the texts that have gold. Raises GoldError as ``read_folder`` does."""
    scores = Scores()
    for path, raw, mentions in read_folder(texts, gold):
        _score_document(scores, path.stem, raw, mentions, extract(raw))
        scores.documents += 1
    return scores


def gold_examples(nlp: Language, documents: Iterable[GoldDocument]) -> Iterator[Example]:
    """Yield what a pipeline gives beside the gold, for spaCy's ``Scorer`` and whatever else takes Examples.

    >>> from antifraud_ie import load
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


def read_gold(path: Path, raw: str) -> dict[str, list[dict[str, Any]]]:
    """Return the gold mentions of a text by label, with their offsets.

    Raises GoldError where the file is no gold, has mentions under an unknown key, or does not fit its text.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}: not JSON in UTF-8: {error}") from error
    if not isinstance(document, dict):
        raise GoldError(f"{path}: expected a JSON object, got a {type(document).__name__}")
    for key, value in document.items():
        if key not in FACTS and key not in NOTES and _has_mentions(value):
            raise GoldError(f"{path}: mentions under an unknown key {key!r}{did_you_mean(key, FACTS)}")
    return {label: [_place(mention, raw, path) for mention in document.get(label, [])] for label in FACTS}


def _has_mentions(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _place(mention: Any, raw: str, path: Path) -> dict[str, Any]:
    text = mention.get("text") if isinstance(mention, dict) else None
    if not isinstance(text, str) or not text:
        raise GoldError(f"{path}: expected a mention with its text, got {mention!r}")
    occurrence = mention.get("n", 1)
    if not isinstance(occurrence, int) or occurrence < 1:
        raise GoldError(f"{path}: {text!r}: expected n, which occurrence is meant, to be 1 or more, got {occurrence!r}")
    start = -1
    for _ in range(occurrence):
        start = raw.find(text, start + 1)
        if start < 0:
            raise GoldError(f"{path}: occurrence {occurrence} of {text!r} is not in the text")
    return {**mention, "start_char": start, "end_char": start + len(text)}


def _score_document(scores: Scores, name: str, raw: str, gold: Mentions, given: Mentions) -> None:
    for label in FACTS:
        for measure in MEASURES:
            agree = agreement(measure, label, raw)
            missed, false, found = compare(gold[label], given.get(label, []), agree)
            count = scores.counts[label][measure]
            count.found += found
            count.missed += len(missed)
            count.false += len(false)
            if measure == "overlap":
                scores.differences += [Difference(name, label, "missed", one["text"]) for one in missed]
                scores.differences += [Difference(name, label, "false", one["text"]) for one in false]
