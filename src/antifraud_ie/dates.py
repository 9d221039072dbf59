"""Days: what a phrase naming a time stands for, None wherever it does not determine them.

The phrase comes with its pieces by name (year, m1, d1, m2, d2, tail, until, since, ...); the
article's date stands in for what the phrase leaves out. Holidays and events have no days here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from .numerals import parse

Days = tuple[date | None, date | None]
_UNKNOWN: Days = (None, None)
# The pieces of a phrase, those that a rule has: strings, None where they are not said.
_Pieces = Mapping[str, Any]
_Months = Callable[[_Pieces], tuple[int, int]]


def days_named(phrase: str, pieces: _Pieces, rule: str, published: date | None) -> Days:
    """Return the first and the last day of a matched phrase, None for what it does not determine."""
    try:
        first, last = _resolve(phrase, pieces, rule, published)
    except (ValueError, OverflowError):
        return _UNKNOWN
    if pieces.get("until"):
        return None, last
    if pieces.get("since"):
        return first, published
    return first, last


def _resolve(phrase: str, pieces: _Pieces, rule: str, published: date | None) -> Days:
    if rule == "plan":
        return _plan(phrase, pieces)
    if rule == "year_range":
        first, last = _year(pieces["year"], published), _year(pieces["year2"], published)
        return (date(first, 1, 1), date(last, 12, 31)) if first and last else _UNKNOWN
    if rule in ("today", "bare_day", "relative", "so_far", "as_of_now"):
        return _deictic(phrase, pieces, rule, published) if published else _UNKNOWN
    if rule in _MONTHS_OF:
        return _calendar(pieces, rule, published)
    return _UNKNOWN


def _plan(phrase: str, pieces: _Pieces) -> Days:
    """The years of a five-year plan: the fourteenth is 2021 to 2025."""
    if pieces["plan_no"] is None:
        return _UNKNOWN
    year = 2021 + 5 * (_int(pieces["plan_no"]) - 4)
    if phrase.endswith("末"):
        return date(year + 4, 1, 1), date(year + 4, 12, 31)
    return date(year, 1, 1), None if phrase.endswith("以来") else date(year + 4, 12, 31)


def _deictic(phrase: str, pieces: _Pieces, rule: str, published: date) -> Days:
    """Days, weeks and months counted from the article's date."""
    if rule == "so_far":
        return date(published.year, 1, 1), published
    if rule == "as_of_now":
        return None, published - timedelta(days="昨" in phrase)
    if pieces.get("d1"):
        return (_day_near(pieces.get("m1"), pieces["d1"], published),) * 2
    if rule == "today":
        return (published - timedelta(days=pieces["deictic"][0] == "昨"),) * 2
    return _week_or_month(phrase, pieces["deictic"], published)


def _week_or_month(phrase: str, word: str, published: date) -> Days:
    if word.endswith("季度"):
        return _UNKNOWN
    if word.endswith(("周", "星期")):
        monday = published - timedelta(days=published.weekday() + 7 * (word[0] == "上"))
        return monday, monday + timedelta(days=6)
    day = published.replace(day=1) - timedelta(days=word[0] == "上")
    month_end = day.replace(day=monthrange(day.year, day.month)[1])
    return (month_end if phrase[-1] in "末底" else day.replace(day=1)), month_end


def _day_near(month: str | None, day: str, published: date) -> date:
    """The latest such day not after the article's month, or not after its day where no month is said."""
    if month:
        number = _int(month)
        return date(published.year - (number > published.month), number, int(day))
    if int(day) <= published.day:
        return published.replace(day=int(day))
    return (published.replace(day=1) - timedelta(days=1)).replace(day=int(day))


# First and last month of a part of the year, from what the phrase says.
_MONTHS_OF: dict[str, _Months] = {
    "day_range": lambda m: (_int(m["m1"]), _int(m["m2"] or m["m1"])),
    "month_range": lambda m: (_int(m["m1"]), _int(m["m2"])),
    "first_n": lambda m: (1, _int(m["count"] or "一") * (1 if m["unit"] == "月" else 3)),
    "half": lambda m: (7, 12) if m["which"] == "下" else (1, 6),
    "quarter": lambda m: (_int(m["nth"]) * 3 - (0 if m["tail"] else 2), _int(m["nth"]) * 3),
    "day": lambda m: (_int(m["m1"]), _int(m["m1"])),
    "month": lambda m: (_int(m["m1"]), _int(m["m1"])),
    "year_end": lambda _: (12, 12),
    "year_start": lambda _: (1, 1),
    "whole": lambda _: (1, 12),
    "year": lambda _: (1, 12),
}
_TAIL_DAYS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上半月": (1, 15),
    "下半月": (16, 31),
    "底": (31, 31),
    "末": (31, 31),
}


def _calendar(pieces: _Pieces, rule: str, published: date | None) -> Days:
    """Days of a part of a year; without a year it is the latest such part begun by the article's month."""
    month1, month2 = _MONTHS_OF[rule](pieces)
    year2 = _year(pieces["year2"], published) if pieces["year2"] else None
    year = _year(pieces["year"], published)
    if pieces["year"] is None and published and rule not in ("whole", "year_end", "year_start"):
        newest = month1 if rule in ("half", "quarter") else month2
        year = published.year - (newest > published.month)
    if year is None or (month2 < month1 and not year2):
        return _UNKNOWN
    if pieces["tail"] == "初":
        return _UNKNOWN
    day1, day2 = _TAIL_DAYS.get(pieces["tail"] or "", (1, 31))
    if rule in ("day", "day_range"):
        first = date(year, month1, _int(pieces["d1"]))
        return first, date(year2 or year, month2, _int(pieces["d2"])) if pieces["d2"] else first
    last_year = year2 or year
    month_end = monthrange(last_year, month2)[1]
    last = date(last_year, month2, min(day2, month_end))
    if rule == "year_end":
        return last, last
    return date(year, month1, min(day1, month_end)), last


def _year(word: str | None, published: date | None) -> int | None:
    """The year a word names: 去年, 2024年, 二〇二二年, 113年 of the Minguo calendar."""
    if word is None:
        return None
    if word[0] in "今去前上本":
        back = {"去": 1, "上": 1, "前": 2}.get(word[0], 0)
        return published.year - back if published else None
    number = _int(word.removeprefix("民国").rstrip("年度"))
    return number if number >= 1900 else number + 1911


def _int(numeral: str) -> int:
    value = parse(numeral)
    if value is None:
        raise ValueError(numeral)
    return int(value)
