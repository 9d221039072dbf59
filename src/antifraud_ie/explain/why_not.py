"""Why a phrase gave no record: the nearest rule that failed, and what it lacked."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import cast

from spacy.language import Language

from ..article import Article
from ..components import RecordComponent
from ..extractors import EXTRACTORS
from ..lexicon import did_you_mean
from ..raw_doc import storable
from ..text import View
from .explaining import lexicon_of, record_components
from .reasons import Failure, Query, Reason, Step
from .rules import meaning

FOUND = "found"  # stands for the rule of a record that is there
MOST_PLACES = 20  # of one phrase
NEAR_TEXT = 20_000  # characters that are searched for what a phrase may have meant


def why_not(nlp: Language, text: str, phrase: str, label: str | None = None) -> tuple[Reason, ...]:
    """Return why a phrase of a text gave no record, place by place; without a label, the kinds it came nearest to.

    >>> from antifraud_ie import load
    >>> (reason,) = why_not(load(), "市民可到窗口办理贷款。", "贷款", "fraud_types")
    >>> reason.rule, reason.lacked
    ('fraud_spoken', 'the text speaks of fraud nowhere (诈, 骗, 冒充, 陷阱, 圈套)')

    Raises ValueError where the text does not hold the phrase, or no component gives records of this label.
    """
    article = Article(storable(text))
    looks = [_Look(component, article) for component in record_components(nlp)]
    names = [look.label for look in looks]
    if label is not None and label not in names:
        raise ValueError(f"unknown label {label!r}{did_you_mean(label, names or EXTRACTORS)}")
    reasons: list[Reason] = []
    for start, end in _places(article, phrase):
        reasons += _told([look.reason(start, end) for look in looks], label)
    return tuple(reasons)


def failure_of(label: str, query: Query) -> Failure:
    """Return the nearest rule that a phrase failed for one kind of record, of which it gave none."""
    look = import_module(f"{__package__}.{label}")  # each brings its extractor along, so none before it is asked
    return cast("Failure", look.failure(query))


class _Look:
    """What one extractor found in an article, asked place by place."""

    def __init__(self, component: RecordComponent, article: Article) -> None:
        self.label = component.extractor.name
        self._include_boilerplate = component.include_boilerplate
        self._article = article
        self._lexicon = lexicon_of(component)
        self._records = component.extractor.extract(article, self._lexicon)

    def reason(self, start: int, end: int) -> Reason:
        """Return why a span of the clean text gave no record, or which one it gave."""
        start_char, end_char = self._article.view.raw_span(start, end)
        failure = self._given(start_char, end_char)
        if failure is None:
            failure = failure_of(self.label, Query(self._article, start, end, self._lexicon))
        return Reason(self.label, *failure, start_char, end_char)

    def _given(self, start_char: int, end_char: int) -> Failure | None:
        """Say where a phrase is part of a record after all, be it one that is left out."""
        for record in self._records:
            if record.start_char >= end_char or record.end_char <= start_char:
                continue
            if record.zone == "boilerplate" and not self._include_boilerplate:
                lacked = f"{record.text!r} stands in boilerplate, which is left out (--include-boilerplate takes it)"
                return Failure("boilerplate", lacked, Step.FOUND)
            means = meaning(self.label, "rule", record.rule, self._lexicon)
            return Failure(FOUND, f"it gave {record.text!r}, rule {record.rule}: {means}", Step.FOUND)
        return None


def _told(reasons: Sequence[Reason], label: str | None) -> Iterator[Reason]:
    """Of the reasons at one place, those for the label, or where it came nearest; and the records that are there."""
    farthest = max(reason.step for reason in reasons)
    for reason in reasons:
        if reason.rule == FOUND or reason.label == label or (label is None and reason.step == farthest):
            yield reason


def _places(article: Article, phrase: str) -> list[tuple[int, int]]:
    """Return where the clean text has a phrase."""
    text, clean = article.text, View(storable(phrase)).text.strip()
    if not clean:
        raise ValueError(f"expected a phrase of the text, got {phrase!r}")
    places: list[tuple[int, int]] = []
    start = text.find(clean)
    while start >= 0 and len(places) < MOST_PLACES:
        places.append((start, start + len(clean)))
        start = text.find(clean, start + len(clean))
    if places:
        return places
    windows = {text[at : at + len(clean)] for at in range(min(len(text), NEAR_TEXT))}
    near = difflib.get_close_matches(clean, sorted(windows), n=1)
    raise ValueError(f"the text does not hold {phrase!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
