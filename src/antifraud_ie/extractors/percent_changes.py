"""Percent changes: amounts with a direction before them, linked to indicator, region and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from ..article import Article
from ..lexicon import Lexicon, Term
from ..numerals import qualifier
from ..records import Basis, PercentChange
from .indicators import Indicators
from .percent_amounts import Amount, find_amounts
from .percent_predicates import base_year, carried_basis, predicate_before
from .times_places import Periods, Regions

QUALIFIER_REACH = 6

# Between an amount and one that shares its predicate: 分别下降30.51%、23.84%.
_SHARED = regex.compile(r"(?:以上|左右|多|余)?(?:[、，,；;]|和|与|及|以及|或|、和){1,2}(?:超过?|近|约|逾|将近|接近)?")
_YEAR = regex.compile(r"(?<![0-9])20[0-9]{2}(?=年)")
_FULL_STOP = regex.compile(r"[。！？!?\n]")


class Change(NamedTuple):
    """A change found: its span, its amount, its direction and basis, and the mention it shares a predicate with."""

    start: int
    end: int
    amount: Amount
    direction: int
    basis: Basis | None
    rule: str
    shares: int | None = None


def extract(article: Article, lexicon: Lexicon | None = None) -> tuple[PercentChange, ...]:
    """Return the percent changes of an article, in text order.

    >>> from antifraud_ie.article import read
    >>> [(c.value, c.basis, c.indicator) for c in extract(read("全市立案数、损失数同比分别下降30.51%、23.84%。"))]
    [(-30.51, 'yoy', '立案数'), (-23.84, 'yoy', '损失数')]
    """
    changes = _find(article)
    if not changes:
        return ()
    indicators = Indicators(article, changes)
    regions = Regions(article)
    periods = Periods(article)
    records = []
    for number, change in enumerate(changes):
        records.append(
            PercentChange(
                **article.span(change.start, change.end),
                rule=change.rule,
                value=float(change.amount.value) * change.direction,
                unit=change.amount.unit,
                basis=change.basis,
                qualifier=_qualifier(article.text, change.amount),
                indicator=indicators.of(number),
                region=regions.at(change.start),
                period=periods.at(change.start),
            )
        )
    return tuple(records)


def load_lexicon(extra_terms: Iterable[Term] = ()) -> Lexicon | None:
    """Percent changes are found by rule; there is no lexicon of terms to extend."""
    return None


def _find(article: Article) -> list[Change]:
    changes: list[Change] = []
    for start, end in _stretches(article.text):
        changes.extend(_find_in(article.text, start, end, len(changes)))
    return [change._replace(basis="other") if _is_older_base(article, change) else change for change in changes]


def _is_older_base(article: Article, change: Change) -> bool:
    """较2019年同期 is a comparison over one year only in 2020."""
    year = base_year(article.text, change.start, change.end)
    if year is None:
        return False
    named = article.published.year if article.published else max(map(int, _YEAR.findall(article.text)), default=year)
    return year < named - 1


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches from one full stop to the next."""
    start = 0
    for match in _FULL_STOP.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _find_in(text: str, start: int, end: int, first: int) -> Iterator[Change]:
    """Yield the changes of one stretch; a basis governs the rest of it until another one is named."""
    basis: Basis | None = None
    scanned = floor = start
    previous: Change | None = None
    number = first
    for amount in find_amounts(text, start, end):
        predicate = predicate_before(text, floor, amount.start, built_in=amount.direction)
        if predicate is not None:
            _, detached = carried_basis(text, scanned, amount.start)
            basis = predicate.basis or detached or basis
            scanned = amount.end
            change = Change(predicate.start, amount.end, amount, predicate.direction, basis, predicate.rule)
        elif previous is not None and _shares(text, previous, amount):
            shares = previous.shares if previous.shares is not None else number - 1
            change = previous._replace(start=amount.start, end=amount.end, amount=amount, rule="shared_predicate", shares=shares)
        else:
            floor = amount.end
            previous = None
            continue
        yield change
        number += 1
        floor = amount.end
        previous = change


def _shares(text: str, previous: Change, amount: Amount) -> bool:
    """Whether an amount shares the predicate before; behind a comma only where nothing else is said of it."""
    between = text[previous.end : amount.start]
    if not _SHARED.fullmatch(between):
        return False
    return between[0] in "、和与及" or not "\u4e00" <= text[amount.end : amount.end + 1] <= "\u9fff"


def _qualifier(text: str, amount: Amount) -> str:
    before = text[max(0, amount.start - QUALIFIER_REACH) : amount.start]
    stated = text[amount.start : amount.end]
    if stated.endswith(("多", "余")) or "余" in stated:
        return "over"
    if amount.form == "half" and stated.startswith("过"):
        return "over"
    return qualifier(before, text[amount.end : amount.end + QUALIFIER_REACH])
