"""Reasons: what a phrase lacked to give a record of one kind."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any, NamedTuple

from ..article import Article
from ..lexicon import Lexicon, Term


class Step(IntEnum):
    """How far a phrase came on the way to a record."""

    UNKNOWN = 0  # nothing looks for it
    ALIKE = 1  # something like it is known
    CANDIDATE = 2  # found, and dropped for what stands around it
    FOUND = 3  # a record, in a zone that is left out or of another extent


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule that a phrase failed for one kind of record, and what it lacked.

    ``start_char`` and ``end_char`` bound the phrase in the raw text.
    """

    label: str
    rule: str
    lacked: str
    step: Step
    start_char: int
    end_char: int

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        return {**asdict(self), "step": self.step.name.lower()}


class Failure(NamedTuple):
    """What an extractor says of a phrase: the rule it failed, what it lacked, and how far it came."""

    rule: str
    lacked: str
    step: Step


class Query(NamedTuple):
    """A phrase of an article's clean text that gave no record, and the terms that were looked for."""

    article: Article
    start: int
    end: int
    lexicon: Lexicon | None

    @property
    def phrase(self) -> str:
        """The phrase in the clean text."""
        return self.article.text[self.start : self.end]

    def shares(self, start: int, end: int) -> int:
        """Return how many characters a span of the clean text shares with the phrase; 0 or less for none."""
        return min(self.end, end) - max(self.start, start)


def unlisted(query: Query, ways: str) -> Failure:
    """Say that no term and no rule knows a phrase, and which term is near to it."""
    near = _did_you_mean(query)
    lacked = f"neither the lexicon nor the rules for names know it; these wait for {ways}{near}"
    return Failure("lexicon", lacked, Step.ALIKE if near else Step.UNKNOWN)


def dropped(query: Query, start: int, end: int, rule: str, lacked: str) -> Failure:
    """Say what a candidate lacked; where it is only a part of the phrase, which term the phrase itself is near to."""
    near = _did_you_mean(query) if query.shares(start, end) < len(query.phrase) else ""
    return Failure(rule, lacked + near, Step.CANDIDATE)


def _did_you_mean(query: Query) -> str:
    near = near_surfaces(query.phrase, query.lexicon.terms if query.lexicon else ())
    known = " or ".join(f"{surface!r} ({term.code})" for surface, term in near if surface not in query.phrase)
    return f"; did you mean {known}?" if known else ""


def near_surfaces(phrase: str, terms: Iterable[Term], most: int = 3) -> list[tuple[str, Term]]:
    """Return the surfaces that are near to a phrase, the nearest first, each with its term.

    >>> terms = [Term("a", "order_brushing", ("刷单返利",)), Term("b", "romance", ("杀猪盘",))]
    >>> [(surface, term.code) for surface, term in near_surfaces("刷弹返利", terms)]
    [('刷单返利', 'order_brushing')]
    """
    owners = {surface: term for term in terms for surface in term.surfaces}
    return [(surface, owners[surface]) for surface in difflib.get_close_matches(phrase, owners, n=most)]
