"""Finding percent changes: amounts with what makes them changes, before anything is linked to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from ....article import Article
from ....links.compared import basis_between
from ....links.sentences import sentences_of
from ....links.when import periods_of
from ....records import Basis
from .amounts import Amount, find_amounts
from .bases import bases_in, basis_of
from .predicates import Predicate, detached_comparison, predicate_of
from .years import basis_of_year

# Between an amount and one that shares its predicate: 分别下降30.51%、23.84%.
_SHARED = regex.compile(r"(?:以上|左右|多|余)?(?:[、，,；;]|和|与|及|以及|或|、和){1,2}(?:超过?|近|约|逾|将近|接近)?")
# Two comparisons share a verb: 同比、环比分别下降36%、24.9%.
_PAIR = re.compile("(?P<first>[同环])比?[、和](?P<second>[同环])比")
_PAIRED: dict[str, Basis] = {"同": "yoy", "环": "mom"}
_PLAIN_VERBS = ("增长", "下降", "上涨")
# An average over years is compared with no year: 两年平均增长6%.
_AVERAGES = ("年均", "年平均")
# How far before its verb a window of time is named (18个月来).
_WINDOW_REACH = 240
_RATES = ("增速", "增幅", "降幅", "涨幅", "跌幅", "升幅")
_NEXT = regex.compile("[、，,和与及]|以及")
_EACH = regex.compile("分别")
_HAN = regex.compile(r"\p{Han}")


class Change(NamedTuple):
    """A change found: its span, amount, direction and basis; ``first`` is the change whose predicate it shares.

    ``base_year`` is the year that it is compared with, where that is said by number.
    """

    start: int
    end: int
    amount: Amount
    direction: int
    basis: Basis | None
    rule: str
    number: int
    first: int
    base_year: int | None = None


@lru_cache(maxsize=1)
def amounts_of(article: Article) -> tuple[Amount, ...]:
    """Return the percentages of an article in text order; those of the latest article are kept."""
    return tuple(find_amounts(article.text))


@lru_cache(maxsize=1)
def find_changes(article: Article) -> tuple[Change, ...]:
    """Return the percent changes of an article in text order; ``number`` counts them.

    >>> found = find_changes(Article("立案数、损失数同比分别下降30.51%、23.84%，占三成。"))
    >>> [(change.direction, change.basis, change.rule, change.first) for change in found]
    [(-1, 'yoy', 'verb', 0), (-1, 'yoy', 'shared_predicate', 0)]
    """
    changes = tuple(_changes(article))
    return tuple(_with_own_base(article, change, changes) for change in changes)


def _with_own_base(article: Article, change: Change, changes: Sequence[Change]) -> Change:
    """Compare with the base that is said of this number: 比2023年与2019年同期分别上升18%及5.5%."""
    leader = changes[change.first]
    bases = bases_in(article.text, leader.start, leader.end)
    sharing = [other for other in changes[change.first : change.first + len(bases) + 1] if other.first == change.first]
    if len(bases) > 1 and len(bases) == len(sharing):
        base = bases[change.number - change.first]
        return change._replace(basis=basis_of_year(article, leader.start, base), base_year=base.year)
    return change


def _changes(article: Article) -> Iterator[Change]:
    amounts = amounts_of(article)
    if not amounts:
        return
    reader = _Reader(article)
    for amount in amounts:
        change = reader.read(amount)
        if change is not None:
            yield change


class _Reader:
    """Reads the amounts of a text in order: a basis, and a predicate, may hold for later ones of its sentence.

    In a text about safety a comparison with the year before holds until another one is named: reports of crime
    go on with one comparison. So do the statistics of a city or county in their plain verbs (增长, 下降), while
    national ones name theirs sentence by sentence.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._sentences = sentences_of(article)
        self._periods = periods_of(article)
        self._about_safety = article.about_safety
        self._is_local = article.home is not None
        self._count = 0
        # Where the next predicate may begin, and up to where comparisons that stand alone have been read.
        self._floor = self._read_to = 0
        self._basis: Basis | None = None
        # Whether it names a year by number: 较2024年 holds for its sentence only.
        self._by_number = False
        # The basis of an earlier sentence.
        self._earlier: Basis | None = None
        self._previous: Change | None = None

    def read(self, amount: Amount) -> Change | None:
        """Return the change that an amount states, None where it states none."""
        self._begin_sentence(amount.start)
        predicate = predicate_of(self._text, self._floor, amount)
        change = self._stated(amount, predicate) if predicate else self._sharing(amount)
        self._previous = change
        self._floor = change.end if change else amount.end
        self._count += change is not None
        return change

    def _begin_sentence(self, position: int) -> None:
        """Forget what was settled where a full stop stands before a position."""
        start = self._sentences.start_of(position)
        if start <= self._floor:
            return
        self._floor = self._read_to = start
        self._previous = None
        self._earlier = self._basis or self._earlier
        lasts = self._about_safety and self._basis == "yoy" and not self._by_number
        self._basis = "yoy" if lasts else None

    def _stated(self, amount: Amount, predicate: Predicate) -> Change:
        start, end, direction, basis, rule = predicate
        compared = (start, end)
        detached = None if basis else detached_comparison(self._text, self._read_to, amount.start)
        if detached:
            basis, compared = basis_of(detached), detached.span()
        pair = _PAIR.match(self._text, start)
        if pair and _EACH.search(self._text, pair.end(), amount.start):
            basis = _PAIRED[pair["first"]]
        self._read_to = amount.end
        if basis is None and self._text.endswith(_AVERAGES, 0, start):
            return Change(start, end, amount, direction, None, rule, self._count, self._count)
        basis = basis or self._over_window(start)
        own = basis is not None
        basis, base_year = self._dated(basis or self._basis or self._still_holding(start), compared, predicate)
        if not self._is_aside(amount, start):
            self._basis = basis
            self._by_number = base_year is not None or (self._by_number and not own)
        first = self._previous.first if self._previous and self._goes_on(self._previous, start) else self._count
        return Change(start, end, amount, direction, basis, rule, self._count, first, base_year)

    def _dated(
        self, basis: Basis | None, compared: tuple[int, int], predicate: Predicate
    ) -> tuple[Basis | None, int | None]:
        """The basis as the times tell it (较113年8月 is one year back for 114年8月), and the base's year."""
        named = bases_in(self._text, *compared)
        if len(named) == 1:
            return basis_of_year(self._article, predicate.start, named[0]), named[0].year
        # 环比 says what it is, whatever month it names.
        is_said = basis is None or (basis == "mom" and self._text.find("环比", *compared) >= 0)
        base = None if is_said else self._periods.base_before(predicate.start, predicate.end)
        # A base before the last amount is that of another change.
        link = self._periods.at(predicate.start) if base and base.start >= self._floor else None
        if base is None or link is None:
            return basis, None
        return basis_between(link.period, base, self._article.published) or basis, None

    def _over_window(self, start: int) -> Basis | None:
        """18个月来减少33% is compared with the time at which the window opens."""
        low = max(self._sentences.start_of(start), start - _WINDOW_REACH)
        if self._previous or self._text.rfind("来", low, start) < 0:
            return None
        link = self._periods.at(start)
        is_window = link is not None and link.rule == "sentence" and link.period.phrase.rule == "recent"
        return "other" if link and is_window and link.period.text.endswith("来") else None

    def _still_holding(self, start: int) -> Basis | None:
        """The comparison of an earlier sentence, for a plain verb in the statistics of a city."""
        goes_on = self._is_local and self._earlier == "yoy" and self._text.startswith(_PLAIN_VERBS, start)
        return self._earlier if goes_on else None

    def _is_aside(self, amount: Amount, start: int) -> bool:
        """Whether it is a rate that changed, after which the old comparison goes on.

        增速比一季度回落1.9个百分点; 同比增长3.4%，比一季度加快1.5个百分点.
        """
        if amount.unit != "points":
            return False
        before = self._previous
        if before is not None and before.amount.unit == "percent" and _NEXT.fullmatch(self._text, before.end, start):
            return True
        return self._text.endswith(_RATES, 0, start)

    def _goes_on(self, previous: Change, start: int) -> bool:
        """Whether a predicate is the next one of 分别下降12%、上升9%."""
        if not _NEXT.fullmatch(self._text, previous.end, start):
            return False
        if previous.first != previous.number and previous.rule != "shared_predicate":
            return True
        return _EACH.search(self._text, max(0, previous.start - 2), previous.end) is not None

    def _sharing(self, amount: Amount) -> Change | None:
        previous = self._previous
        if previous is None or not _shares(self._text, previous, amount):
            return None
        basis = previous.basis
        if pair := _PAIR.match(self._text, previous.start):
            basis = self._basis = _PAIRED[pair["second"]]
        return previous._replace(
            start=amount.start,
            end=amount.end,
            amount=amount,
            basis=basis,
            number=self._count,
            rule="shared_predicate",
        )


def _shares(text: str, previous: Change, amount: Amount) -> bool:
    """Whether an amount shares the predicate before; behind a comma only where nothing else is said of it."""
    between = _SHARED.fullmatch(text, previous.end, amount.start)
    if between is None:
        return False
    return between.group()[0] in "、和与及以或" or not _HAN.match(text, amount.end)
