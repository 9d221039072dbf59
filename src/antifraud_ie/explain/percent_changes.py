"""Why a phrase is no percent change."""

from __future__ import annotations

import regex

from ..extractors.percent_changes.percentages import extract_percentages
from ..extractors.percent_changes.trends import extract_trends
from ..records import Record
from .reasons import Failure, Query, Step
from .rules import meaning

_COUNT = regex.compile(r"[0-9〇一二三四五六七八九十百千万亿两]+[余多]?\p{Han}")
_NEEDED = (
    "a change needs a word of change (下降, 增长, 降幅) right before the figure, or a comparison and a sign (同比-3%)"
)


def failure(query: Query) -> Failure:
    """Return the nearest rule that a phrase failed.

    >>> from antifraud_ie.article import Article
    >>> failure(Query(Article("知晓率达98%"), 4, 7, None)).rule
    'rate_word'
    """
    for percentage in extract_percentages(query.article):
        if _overlaps(query, percentage):
            means = meaning("percentages", "rule", percentage.rule)
            lacked = f"the percentage is a {percentage.kind} ({means}); {_NEEDED}"
            return Failure(percentage.rule, lacked, Step.CANDIDATE)
    for trend in extract_trends(query.article):
        if _overlaps(query, trend):
            return Failure("trend", f"{trend.text!r} states a change without a number: it is a trend", Step.CANDIDATE)
    if _COUNT.search(query.phrase):
        return Failure("amount", "it states a count, not a percentage (%, 百分点, 成, 倍, 一半)", Step.ALIKE)
    return Failure("amount", "it states no percentage (%, 百分点, 成, 倍, 一半)", Step.UNKNOWN)


def _overlaps(query: Query, record: Record) -> bool:
    start_char, end_char = query.article.view.raw_span(query.start, query.end)
    return record.start_char < end_char and record.end_char > start_char
