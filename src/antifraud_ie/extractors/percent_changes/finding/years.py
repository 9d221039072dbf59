"""Years: what the number of a year that a figure is compared with makes of the comparison."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import regex

from ....article import Article
from ....links.when import periods_of
from ....periods import Period
from ....records import Basis
from .bases import Base

# The year before the pandemic, with which later ones were compared for years.
LASTING_BASE = 2019

_YEAR = regex.compile(r"(?<![0-9])20[0-9]{2}(?=年)")


def basis_of_year(article: Article, position: int, base: Base) -> Basis:
    """Return the basis of a comparison with a year: yoy where the figure, else the article, is of the one after it.

    A year that is not said to be the same period is another comparison, as 较2019年 is.

    >>> article = Article("2020年上半年，立案较2019年同期下降3%，耗时较2019年缩短两成。")
    >>> basis_of_year(article, 10, Base("2019年", same_period=True)), basis_of_year(article, 24, Base("2019年", False))
    ('yoy', 'other')
    """
    if base.year is None:
        return "other" if base.word == "前年" else "yoy"
    if not base.same_period:
        return "other"
    link = periods_of(article).at(position)
    year = _year_of(link.period) if link else None
    return "yoy" if (year or _year_told(article, base.year)) == base.year + 1 else "other"


def _year_of(period: Period) -> int | None:
    first, last = period.days
    named = first or last
    if named is not None:
        return named.year
    stated = _YEAR.match(period.text)
    return int(stated.group()) if stated else None


def _year_told(article: Article, base: int) -> int:
    """The year an article tells of: that of its date, else the year after the base that it names most."""
    if article.published:
        return article.published.year
    named = {year: count for year, count in _years_named(article).items() if year > base}
    unknown = base + (2 if base == LASTING_BASE else 1)
    return max(named, key=lambda year: (named[year], -year), default=unknown)


@lru_cache(maxsize=1)
def _years_named(article: Article) -> Counter[int]:
    return Counter(int(year) for year in _YEAR.findall(article.text))
