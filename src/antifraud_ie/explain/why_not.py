"""Why a phrase gave no record: the nearest rule that failed, and what it lacked."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import cast

from spacy.language import Language

from ..article import Article
from ..components import RecordComponent, record_components
from ..extractors import EXTRACTORS, KINDS
from ..lexicon import did_you_mean
from ..raw_doc import storable
from ..text import View
from . import further
from .explaining import lexicon_of
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
    kinds = [kind for look in looks for kind in look.kinds]
    if label is not None and label not in kinds:
        raise ValueError(f"unknown label {label!r}{did_you_mean(label, kinds or KINDS)}")
    reasons: list[Reason] = []
    for start, end in _places(article, phrase):
        reasons += _told([reason for look in looks for reason in look.reasons(start, end)], label)
    return tuple(reasons)


def failure_of(label: str, query: Query) -> Failure:
    """Return the nearest rule that a phrase failed for one kind of record, of which it gave none."""
    look = import_module(f"{__package__}.{label}")  # each brings its extractor along, so none before it is asked
    return cast("Failure", look.failure(query))


class _Look:
    """What one extractor found in an article, asked place by place."""

    def __init__(self, component: RecordComponent, article: Article) -> None:
        self.kinds = component.extractor.kinds
        self._include_boilerplate = component.include_boilerplate
        self._article = article
        self._lexicon = lexicon_of(component)
        self._records = component.extractor.extract_kinds(article, self._lexicon, self.kinds)

    def reasons(self, start: int, end: int) -> Iterator[Reason]:
        """Yield for each kind why a span of the clean text gave no record, or which one it gave."""
        start_char, end_char = self._article.view.raw_span(start, end)
        for kind in self.kinds:
            failure = self._given(kind, start_char, end_char)
            if failure is None and kind in EXTRACTORS:
                failure = failure_of(kind, Query(self._article, start, end, self._lexicon))
            yield Reason(kind, *(failure or further.failure(kind)), start_char, end_char)

    def _given(self, kind: str, start_char: int, end_char: int) -> Failure | None:
        """Say where a phrase is part of a record after all, be it one that is left out."""
        for record in self._records[kind]:
            if record.start_char >= end_char or record.end_char <= start_char:
                continue
            if record.zone == "boilerplate" and not self._include_boilerplate:
                lacked = f"{record.text!r} stands in boilerplate, which is left out (--include-boilerplate takes it)"
                return Failure("boilerplate", lacked, Step.FOUND)
            means = meaning(kind, "rule", record.rule, self._lexicon)
            return Failure(FOUND, f"it gave {record.text!r}, rule {record.rule}: {means}", Step.FOUND)
        return None


def _told(reasons: Sequence[Reason], label: str | None) -> Iterator[Reason]:
    """Of the reasons at one place, those for the label, or where it came nearest; and the records that are there."""
    found = any(reason.rule == FOUND for reason in reasons)
    farthest = max((reason.step for reason in reasons if reason.label in EXTRACTORS), default=Step.UNKNOWN)
    if found and farthest == Step.UNKNOWN:
        farthest = Step.FOUND  # what is a record of one kind need not be told to be none of the others
    for reason in reasons:
        nearest = label is None and reason.label in EXTRACTORS and reason.step == farthest
        if reason.rule == FOUND or reason.label == label or nearest:
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
