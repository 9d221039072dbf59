"""Periods: phrases naming a time (今年以来, 截至4月21日, 1-7月, 春节期间) and the days they stand for.

Vague phrases (近期, 目前), durations of an action (历时三个月), ages and clock times are not periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import regex

from .dates import Days, days_named
from .period_patterns import BEGINNING, EVENT, EVENT_END, EVENT_REACH, MAY_NAME, patterns, rules_at

_DAYS_AND_MONTHS = ("month", "day", "month_range", "first_n", "day_range")
_DAYS = ("today", "day", "bare_day")
_PARTS_OF_YEAR = (*_DAYS_AND_MONTHS, "quarter", "half", "whole", "year_end", "year_start", "year")

# What makes a period the base of a comparison rather than the time of the figure.
_COMPARED = re.compile(r"(?:(?<!占)比起?|较|相较于|高于|低于|多于|少于|[好优快慢大小]于|超过?|相当于|不及)\Z")
_COMPARED_REACH = 3
# 较仪表板上线的去年8月: a date that an event has made known.
# 较上线首月: the first month of something.
_FIRST_OF = re.compile(r"(?:较|比(?![例重]))[^，,。；;、\n0-9]{1,12}\Z")
_LANDMARK = re.compile(r"(?P<with>[与同和跟])?(?(with)|[较比])[^，,。；;、\n0-9]{2,14}的\Z")
_WITH = frozenset("与同和跟对")
_AGAINST = regex.compile(r"\A\p{Han}{0,6}?(?:相比|相较|对比|持平|相当|比(?![例重]))")
# The years of a list that a figure is compared with: 较2020年及2019年分别减少, 与2015年、2016年同比.
_LISTED = frozenset("、和及与")
_YEARS_BEFORE = re.compile(r"[与较比](?:(?:19|20)[0-9]{2}年[、和及与]){1,4}\Z")
_YEARS_AFTER = re.compile(r"\A(?:[、和及与](?:19|20)[0-9]{2}年){1,4}(?:同期)?(?:同比|相比|分别)")
_FROM = frozenset("由从")
_MOVES_TO = re.compile(
    r"\A[^，。；,;\n]{0,20}?(?:[升降增减跌涨缩高大少加][至到为]|调整[至为]|(?:优化|[变改])为|转[为成]?[正负增降升])"
)
# 在去年下降三成的基础上.
_GROUND = re.compile(r"\A[^，。；,;\n]{0,20}?的基础上")
# 去年8月则是176件 tells what a figure is held against.
_SAME_TIME = re.compile(r"\A(?:(?:的|全年|全国|我国)?同[期月季日]|则(?:是|为))")
# A day on which something is said is not the time of the figures.
_SAID = re.compile(
    r"\A[，,]?(?:记者|[^，。；：,;:\n]{0,16}?(?:发布(?!预警|信息)|公布|获悉|通报|介绍|表示|报道|指出|举行|召开|[开闭]幕|(?<!简)称"
    r"|电[】）)]))"
)
_AND = re.compile(r"[和及与、]")
# 5、 in 5、6月份.
_MONTHS_LISTED = re.compile(r"(?<![0-9.月])(?:(?:1[0-2]|[1-9])[、和]){1,4}\Z")
_MONTH_NUMBER = re.compile("[0-9]+")
_REACH = 24


class _Phrase(NamedTuple):
    """A phrase naming a time: the rule that found it, the part of a year for a calendar one, and its match."""

    rule: str
    match: regex.Match[str]


@dataclass(frozen=True)
class Period:
    """A phrase naming a time: its span, its text and the rule; its days are worked out when they are asked for.

    ``rule`` is ``base`` for what a figure is compared with (比去年同期), ``dateline`` for the day of
    a report, ``duration`` for a bare length of time (半年, 四个月), a period only where nothing else is.
    """

    start: int
    end: int
    text: str
    rule: str
    phrase: _Phrase = field(repr=False)
    published: date | None

    @cached_property
    def days(self) -> Days:
        """The first and the last day, None for what the phrase does not determine."""
        return self.days_by(self.published)

    def days_by(self, published: date | None) -> Days:
        """Return the first and the last day as a report of another date would mean them."""
        return days_named(self.text, self.phrase.match.groupdict(), self.phrase.rule, published)


def find_periods(text: str, start: int = 0, end: int | None = None, published: date | None = None) -> list[Period]:
    """Return the periods of ``text[start:end]`` in text order, never overlapping.

    >>> [(p.text, str(p.days[1])) for p in find_periods("今年1-7月发案下降", published=date(2024, 8, 9))]
    [('今年1-7月', '2024-07-31')]
    >>> [(p.text, p.rule) for p in find_periods("一季度，立案数比去年同期下降三成")]
    [('一季度', 'quarter'), ('去年', 'base')]
    """
    end = len(text) if end is None else end
    periods: list[Period] = []
    if not MAY_NAME.search(text, start, end):
        return periods
    for phrase in _phrases(text, start, end):
        if phrase.rule == "month":
            periods.extend(_listed_months(phrase, start, end, published))
        periods.append(_period(phrase, start, end, published))
        if len(periods) > 1 and periods[-2].rule == "year":
            periods[-2] = _share_part(periods[-2], phrase)
    return periods


def find_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of the periods of a text, in text order.

    >>> find_spans("今年1-7月发案下降")
    [(0, 6)]
    """
    return [phrase.match.span() for phrase in _phrases(text, 0, len(text))] if MAY_NAME.search(text) else []


def _phrases(text: str, start: int, end: int) -> Iterator[_Phrase]:
    """Yield the phrases of a stretch; where an event and another phrase begin together, it is the other one."""
    event = _next_event(text, start, end)
    position = start
    for beginning in BEGINNING.finditer(text, start, end):
        at = beginning.start()
        while event is not None and event.match.start() < at:
            yield event
            position = event.match.end()
            event = _next_event(text, position, end)
        phrase = _phrase(text, at, end) if at >= position else None
        if phrase is None:
            continue
        yield phrase
        position = phrase.match.end()
        if event is not None and event.match.start() < position:
            event = _next_event(text, position, end)
    while event is not None:
        yield event
        event = _next_event(text, event.match.end(), end)


def _phrase(text: str, start: int, end: int) -> _Phrase | None:
    """Return the phrase that begins at a position, by the first rule that matches there."""
    for name, pattern in rules_at(text[start : start + 2]):
        match = pattern.match(text, start, end)
        if match:
            return _Phrase(_part(match) if name == "calendar" else name, match)
    return None


def _part(match: regex.Match[str]) -> str:
    """The part of a year that a calendar phrase names."""
    return next(name for name in _PARTS_OF_YEAR if match[name] is not None)


def _next_event(text: str, start: int, end: int) -> _Phrase | None:
    for ending in EVENT_END.finditer(text, start, end):
        match = EVENT.search(text, max(start, ending.end() - EVENT_REACH), ending.end())
        if match:
            return _Phrase("event", match)
    return None


def _period(phrase: _Phrase, start: int, end: int, published: date | None) -> Period:
    match = phrase.match
    first, last = match.span()
    before, after = match.string[max(start, first - _REACH) : first], match.string[last : min(end, last + _REACH)]
    first_of = match.group()[0] in "首头" and _FIRST_OF.search(before)
    use = "base" if first_of or _is_base(before, after) else _use(phrase, after)
    return Period(first, last, match.group(), use, phrase, published)


def _use(phrase: _Phrase, after: str) -> str:
    """What a phrase is used for, named after its rule where that tells no more."""
    rule, match = phrase
    groups = match.re.groupindex
    if rule == "as_of_now" or ("until" in groups and match["until"]):
        return "as_of"
    if "since" in groups and match["since"]:
        return "since"
    return "dateline" if rule in _DAYS and _SAID.match(after) else rule


def _is_base(before: str, after: str) -> bool:
    last = before[-1:]
    if _SAME_TIME.match(after) or _COMPARED.search(before, max(0, len(before) - _COMPARED_REACH)):
        return True
    if last in _LISTED and _YEARS_BEFORE.search(before):
        return True
    if last == "的" and (landmark := _LANDMARK.search(before)):
        return landmark["with"] is None or _AGAINST.match(after) is not None
    if last in _WITH:
        return _AGAINST.match(after) is not None or _YEARS_AFTER.match(after) is not None
    if last == "在":
        return _GROUND.match(after) is not None
    return last in _FROM and _MOVES_TO.match(after) is not None


def _listed_months(last: _Phrase, start: int, end: int, published: date | None) -> Iterator[Period]:
    """Yield the months of a list that share the word of the last one: 5 in 5、6月份 names 5月份."""
    text, name = last.match.string, last.match.group()
    number = last.match["m1"]
    if not name.startswith(number):
        return
    listed = _MONTHS_LISTED.search(text, max(start, last.match.start() - _REACH), last.match.start())
    if listed is None:
        return
    for month in _MONTH_NUMBER.finditer(listed.group()):
        whole = patterns()["calendar"].fullmatch(month.group() + name[len(number) :])
        if whole is not None:
            first = listed.start() + month.start()
            yield Period(first, first + len(month.group()), whole.group(), "month", _Phrase("month", whole), published)


def _share_part(year: Period, full: _Phrase) -> Period:
    """Give a year the part it shares with the next one: 2022年 in 2022年及2023年上半年 names 2022年上半年."""
    text, stated = full.match.string, full.match.group()
    own_year = full.match["year"] if full.rule in _PARTS_OF_YEAR else None
    if not own_year or own_year == stated:
        return year
    if not _AND.fullmatch(text, year.end, full.match.start()):
        return year
    named = year.text + stated[len(own_year) :]
    return _renamed(year, named)


def in_year(period: Period, year: Period) -> Period:
    """Return a part of a year under the name of its year.

    >>> year, whole = find_periods("去年治安平稳，全年发案下降")
    >>> in_year(whole, year).text
    '去年全年'
    """
    return _renamed(period, year.text + period.text)


def _renamed(period: Period, name: str) -> Period:
    """Read a period by a fuller name; it stays what it is where that names no part of a year."""
    match = patterns()["calendar"].fullmatch(name)
    if match is None:
        return period
    rule = _part(match)
    return Period(period.start, period.end, name, rule, _Phrase(rule, match), period.published)
