"""The scores: mentions found, missed and wrongly given, by label and measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .gold import Mentions, read_folder
from .matching import FACTS, agreement, compare

MEASURES = ("exact", "overlap", "fact")

Extract = Callable[[str], Mentions]


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
    """Score what ``extract`` finds in the texts that have gold. Raises GoldError as ``read_folder`` does."""
    scores = Scores()
    for path, raw, mentions in read_folder(texts, gold):
        _score_document(scores, path.stem, raw, mentions, extract(raw))
        scores.documents += 1
    return scores


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
