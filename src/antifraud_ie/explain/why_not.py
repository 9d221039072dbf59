"""Why a phrase gave no record: the nearest rule that failed, and what it lacked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import cast

from spacy.language import Language

from ..article import Article
from ..components import RecordComponent, record_components
from ..extractors import EXTRACTORS, KINDS
from ..lexicon import did_you_mean
from ..long_texts import articles
from ..raw_doc import storable
from ..text import View
from . import further
from .reasons import Failure, Query, Reason, Step
from .rules import meaning

FOUND = "found"  # stands for the rule of a record that is there
MOST_PLACES = 20  # of one phrase in one part of a text
NEAR_TEXT = 20_000  # characters that are searched for what a phrase may have meant


def why_not(nlp: Language, text: str, phrase: str, label: str | None = None) -> tuple[Reason, ...]:
    """Return why a phrase of a text gave no record, place by place; without a label, the kinds it came nearest to.

    >>> from antifraud_ie import load
    >>> (reason,) = why_not(load(), "市民可到窗口办理贷款。", "贷款", "fraud_types")
    >>> reason.rule, reason.lacked
    ('fraud_spoken', 'the text speaks of fraud nowhere (诈, 骗, 冒充, 陷阱, 圈套)')

    Raises ValueError where the text does not hold the phrase, or no component gives records of this label.
    """
    components = record_components(nlp)
    kinds = [kind for component in components for kind in component.extractor.kinds]
    if label is not None and label not in kinds:
        raise ValueError(f"unknown label {label!r}{did_you_mean(label, kinds or KINDS)}")
    clean = View(storable(phrase)).text.strip()
    if not clean:
        raise ValueError(f"expected a phrase of the text, got {phrase!r}")
    parts = list(articles(text, nlp.max_length))
    reasons: list[Reason] = []
    for offset, article in parts:
        places = _places(article.text, clean)
        looks = [_Look(component, article, offset) for component in components if places]
        for start, end in places:
            reasons += _told([reason for look in looks for reason in look.reasons(start, end)], label)
    if not reasons:
        near = _nearest(parts[0][1].text, clean)
        raise ValueError(f"the text does not hold {phrase!r}" + (f"; did you mean {near!r}?" if near else ""))
    return tuple(reasons)


def failure_of(label: str, query: Query) -> Failure:
    """Return the nearest rule that a phrase failed for one kind of record, of which it gave none."""
    look = import_module(f"{__package__}.{label}")  # each brings its extractor along, so none before it is asked
    return cast("Failure", look.failure(query))


class _Look:
    """What one extractor found in an article, which stands at an offset in the text; asked place by place."""

    def __init__(self, component: RecordComponent, article: Article, offset: int) -> None:
        self.kinds = component.extractor.kinds
        self._include_boilerplate = component.include_boilerplate
        self._article = article
        self._offset = offset
        self._lexicon = component.lexicon
        self._records = component.extractor.extract_kinds(article, self._lexicon, self.kinds)

    def reasons(self, start: int, end: int) -> Iterator[Reason]:
        """Yield for each kind why a span of the clean text gave no record, or which one it gave."""
        start_char, end_char = self._article.view.raw_span(start, end)
        for kind in self.kinds:
            failure = self._given(kind, start_char, end_char)
            if failure is None and kind in EXTRACTORS:
                failure = failure_of(kind, Query(self._article, start, end, self._lexicon))
            why = failure or further.failure(kind)
            yield Reason(kind, *why, start_char + self._offset, end_char + self._offset)

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


def _places(text: str, phrase: str) -> list[tuple[int, int]]:
    """Return where a clean text has a phrase."""
    return [match.span() for match in islice(re.finditer(re.escape(phrase), text), MOST_PLACES)]


def _nearest(text: str, phrase: str) -> str | None:
    """Return what the beginning of a clean text has that is nearest to a phrase, None where nothing is near."""
    windows = {text[at : at + len(phrase)] for at in range(min(len(text), NEAR_TEXT))}
    return next(iter(difflib.get_close_matches(phrase, sorted(windows), n=1)), None)
