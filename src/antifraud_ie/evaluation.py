"""Scores against gold annotation: a folder of texts, and a folder of JSON files of the same names.

Three measures, each with precision, recall and F1:

exact    same start, same end and same code (kind for police units)
overlap  shares characters with the gold mention, and the same code (the kind does not matter)
fact     overlap, and the facts right: value, unit and basis; full name; code and quantity; code

Optional gold mentions are neither demanded nor punished. For channels an opening quote or a leading
反诈 / 防骗 makes no difference to the edges.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .matching import FACTS, agreement, compare

MEASURES = ("exact", "overlap", "fact")

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


def score_folder(texts: Path, gold: Path, extract: Extract) -> Scores:
    """Score what ``extract`` finds in the texts that have gold.

    Raises GoldError where gold is missing, unreadable or does not fit its text.
    """
    scores = Scores()
    for path in sorted(gold.glob("*.json")):
        text_path = texts / f"{path.stem}.txt"
        try:
            raw = text_path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GoldError(f"{path}: expected its text, in UTF-8, in {text_path}: {error}") from error
        _score_document(scores, path.stem, raw, read_gold(path, raw), extract(raw))
        scores.documents += 1
    if not scores.documents:
        raise GoldError(f"{gold}: expected .json files with gold annotation")
    return scores


def read_gold(path: Path, raw: str) -> dict[str, list[dict[str, Any]]]:
    """Return the gold mentions of a text by label, with their offsets."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise GoldError(f"{path}: not JSON in UTF-8: {error}") from error
    return {label: [_place(mention, raw, path) for mention in document.get(label, [])] for label in FACTS}


def _place(mention: dict[str, Any], raw: str, path: Path) -> dict[str, Any]:
    text, occurrence = mention["text"], mention.get("n", 1)
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
