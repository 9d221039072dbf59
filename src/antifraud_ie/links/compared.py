"""Compared: what the time of a figure tells of its comparison, and the days that this refers back to."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from ..dates import Days
from ..periods import Period
from ..records import Basis

# Parts of a year that are compared with their like, with their months.
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6}
_MINGUO_YEAR = re.compile("(?:民国)?1[0-9]{2}年度?")
_COMPARABLE = frozenset({*_MONTHS_IN, "relative", "year", "whole"})
_STEP = re.compile("[上前]一?个?(?P<unit>月|季)")
_MONTHS_OF_STEP = {"月": 1, "季": 3}


class Comparison(NamedTuple):
    """What a figure is compared with: the words, their basis, the year they name by number and the time they name."""

    words: str
    basis: Basis | None
    year: int | None = None
    base: Period | None = None


def basis_between(period: Period, base: Period, published: date | None) -> Basis | None:
    """Return the basis of a figure of a month, quarter or half year compared with another one, or of 去年 with 前年.

    None for others: what the words of the comparison say holds for them.

    >>> from antifraud_ie.periods import find_periods
    >>> july, base = find_periods("114年7月，件数较113年7月减少")
    >>> basis_between(july, base, None), basis_between(july, july, None)
    ('yoy', None)
    """
    kind, length = base.phrase.rule, _MONTHS_IN.get(base.phrase.rule)
    whole_years = period.phrase.rule in {"year", "whole"} and _MINGUO_YEAR.fullmatch(base.text)
    if length is None and base.text != "前年" and not whole_years:
        return None
    if kind in {"quarter", "half"} and period.phrase.rule != kind:
        return None
    # Without a date of the article any day does that ends a year: only the time between the two counts.
    today = published or date(2000, 12, 31)
    first, before = period.days_by(today)[0], _days_of_base(base, period, today)[0]
    if first is None or before is None or period.phrase.rule not in _COMPARABLE:
        return None
    months = (first.year - before.year) * 12 + first.month - before.month
    if months <= 0:  # nothing is compared with itself: the figure is of a later time
        return None
    # 上半年 against 去年下半年 is no usual comparison.
    return "yoy" if months == 12 else "mom" if months == length and kind != "half" else "other"


def lies_in(part: Period, whole: Period) -> bool:
    """Whether a period is a part of a longer one.

    >>> from antifraud_ie.periods import find_periods
    >>> march, quarter = find_periods("3月好于一季度")
    >>> lies_in(march, quarter)
    True
    """
    # Without a date of the article any day does that ends a year: only the order counts.
    today = part.published or date(2000, 12, 31)
    (first, last), (start, end) = part.days_by(today), whole.days_by(today)
    if first is None or last is None or start is None or end is None:
        return False
    return start <= first and last <= end and (first, last) != (start, end)


def base_period(period: Period | None, comparison: Comparison) -> str | None:
    """Return the days that a comparison refers back to, as an ISO interval; None where they are not determined.

    >>> from antifraud_ie.periods import find_periods
    >>> (quarter,) = find_periods("2024年一季度")
    >>> base_period(quarter, Comparison("同比", "yoy")), base_period(quarter, Comparison("环比", "mom"))
    ('2023-01-01/2023-03-31', '2023-10-01/2023-12-31')
    >>> base_period(quarter, Comparison("较2019年同期", "other", year=2019))
    '2019-01-01/2019-03-31'
    >>> base_period(quarter, Comparison("较上月", "mom"))
    """
    if period is None or comparison.basis is None:
        return None
    first, last = period.days
    if first is None or last is None:
        return None
    if comparison.base is not None and comparison.base.phrase.rule in _MONTHS_IN:
        before, until = _days_of_base(comparison.base, period, period.published or last)
        return _interval(before, until) if before and until else None
    if comparison.basis == "mom":
        return _interval(*_months_before(first, last)) if _is_step(comparison.words, first, last) else None
    back = first.year - comparison.year if comparison.year else 1 if comparison.basis == "yoy" else 0
    return _interval(_years_back(first, back), _years_back(last, back)) if back > 0 else None


def _days_of_base(base: Period, period: Period, today: date) -> Days:
    """The days of a base; one without a year (较4月) is the latest such time before the figure's own."""
    own_end = period.days_by(today)[1]
    has_year = base.phrase.match.groupdict().get("year")
    return base.days_by(today if has_year or own_end is None else own_end)


def _is_step(words: str, first: date, last: date) -> bool:
    """Whether the time right before is what the words mean: 较上月 of a month, 较上季度 of a quarter."""
    step = _STEP.search(words)
    return _whole_months(first, last) and (
        step is None or last.month - first.month + 1 == _MONTHS_OF_STEP[step["unit"]]
    )


def _interval(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year


def _months_before(first: date, last: date) -> tuple[date, date]:
    """The same number of months right before."""
    length = last.month - first.month + 1
    year, month = divmod(first.year * 12 + first.month - 1 - length, 12)
    return date(year, month + 1, 1), first - timedelta(days=1)


def _years_back(day: date, years: int) -> date:
    """The same day some years before; the last day of February stays the last one."""
    length = monthrange(day.year - years, day.month)[1]
    month_end = day.month == 2 and day.day == monthrange(day.year, 2)[1]
    return date(day.year - years, day.month, length if month_end else day.day)
