"""Percent changes: amounts that a text states as a change, linked to indicator, region, period and unit."""

from __future__ import annotations

import re
from collections import Counter

from ...article import Article
from ...lexicon import Lexicon
from ...links.compared import Comparison, base_period, lies_in
from ...links.when import PeriodLink, periods_of
from ...links.where import RegionLink, regions_of
from ...links.who import unit_before
from ...records import PercentChange
from .finding.changes import Change, find_changes
from .indicators.lookup import IndicatorLink, Indicators


def extract(article: Article, lexicon: Lexicon | None = None) -> tuple[PercentChange, ...]:
    """Return the percent changes of an article, in text order; they are found by rule and need no lexicon.

    >>> found = extract(Article("全市立案数、损失数同比分别下降30.51%、23.84%。"))
    >>> [(change.value, change.basis, change.indicator, change.indicator_rule) for change in found]
    [(-30.51, 'yoy', '立案数', 'dealt'), (-23.84, 'yoy', '损失数', 'dealt')]
    """
    changes = find_changes(article)
    if not changes:
        return ()
    linker = _Linker(article, changes)
    return tuple(linker.record(change) for change in changes)


# What is held at a day, and what one month has more than the last, is not of the period told of before.
_OWN_TIME = re.compile("[较比与同和跟](?:年初|[上去]年年?[末底]|年[末底]|前一?个月)")


_CUMULATIVE = frozenset({"month_range", "first_n", "so_far"})


class _Linker:
    """Turns the changes of one article into records."""

    def __init__(self, article: Article, changes: tuple[Change, ...]) -> None:
        self._article = article
        self._changes = changes
        self._indicators = Indicators(article, changes)
        self._regions = regions_of(article)
        self._periods = periods_of(article)
        self._sizes = Counter(change.first for change in changes)
        self._last_region: RegionLink | None = None

    def record(self, change: Change) -> PercentChange:
        """The record of a change; to be called in text order."""
        amount = change.amount
        indicator = self._indicators.of(change.number)
        stated_at = self._changes[change.first].start
        region = self._last_region = self._region(change, stated_at, indicator)
        period = self._period(change, stated_at)
        days = period.period.days if period else (None, None)
        first, last = (day.isoformat() if day else None for day in days)
        return PercentChange(
            **self._article.span(change.start, change.end),
            rule=change.rule,
            value=float(amount.value) * change.direction,
            value_from=None if amount.low is None else float(amount.low) * change.direction,
            unit=amount.unit,
            basis=change.basis,
            qualifier=amount.qualifier(self._article.text),
            indicator=indicator.phrase if indicator else None,
            indicator_rule=indicator.rule if indicator else None,
            region=region.division.name if region.division else None,
            region_adcode=region.division.adcode if region.division else None,
            region_rule=region.rule,
            police_unit=unit_before(self._article, change.start),
            period=period.period.text if period else None,
            period_rule=period.rule if period else None,
            period_start=first,
            period_end=last,
            base_period=base_period(period.period if period else None, self._comparison(change)),
        )

    def _comparison(self, change: Change) -> Comparison:
        base = self._periods.base_before(change.start, change.end)
        return Comparison(self._article.text[change.start : change.end], change.basis, change.base_year, base)

    def _region(self, change: Change, position: int, indicator: IndicatorLink | None) -> RegionLink:
        """The region of a change: its own one of several (五华、西山分别下降3%、5%), else that of the figure."""
        size = self._sizes[change.first]
        takes_turns = size > 1 and (indicator is None or indicator.rule != "dealt")
        dealt = self._regions.dealt(position, size) if takes_turns else []
        found = dealt[change.number - change.first] if dealt else self._regions.at(position)
        # What goes on with the subject of the figure before goes on with its region.
        goes_on = indicator is not None and indicator.rule == "same_subject" and found.rule == "home"
        return self._last_region if goes_on and self._last_region else found

    def _period(self, change: Change, position: int) -> PeriodLink | None:
        """The period of a change: its own one of several (1月、2月分别下降3%、5%), else that of the figure."""
        size = self._sizes[change.first]
        dealt = self._periods.dealt(position, size) if size > 1 else []
        found = dealt[change.number - change.first] if dealt else self._periods.at(position)
        if found is None or found.rule != "carried":
            return found
        if _OWN_TIME.match(self._article.text, change.start, change.end):
            return None
        return self._of_bulletin(found) if change.basis == "mom" else found

    def _of_bulletin(self, found: PeriodLink) -> PeriodLink:
        """The month of a bulletin that told of all months so far in passing: these have no month before them."""
        earlier = self._periods.earlier(found) if found.period.phrase.rule in _CUMULATIVE else None
        return earlier if earlier and lies_in(earlier.period, found.period) else found
