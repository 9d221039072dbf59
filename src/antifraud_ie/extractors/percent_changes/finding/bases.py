"""Bases: what a figure is compared with - the kind of comparison, and the years that it names."""

from __future__ import annotations

from typing import NamedTuple

import regex

from ....patterns import Pattern
from ....records import Basis

# Other than the same time of the year before: its end, the whole of it, a month known for an event (上线的去年8月).
_NOT_A_YEAR_APART = Pattern(
    r"(?:去|上|前一)年(?:年?[末底]|全年|第?[一二三四1-4]季|[上下]半年)|的[去上前]年[0-9一二三四五六七八九十]{1,3}月"
)
_YOY = Pattern("去年|上年|上一?个?学年|前一年|前1年|上一年|(?<!前年|.季)同[期月]|(?:一|1)年前")
_MOM = Pattern(
    "上个?月|上一?个?周|上一?期|上季|上半月|下半月|上旬|前一?个?[日周月季]|昨|上日|^[0-9一二三四五六七八九十]{1,3}月份?$"
)
_YEAR_NUMBER = Pattern(
    r"(?<![同环])[较比与和同跟](?P<year>(?:19|20)[0-9]{2})年(?P<same>同期)?(?![0-9一二三四五六七八九十前首第年末底初全春]|[上下]半)"
)
_YEAR = "(?:去年|上年|前年|(?:19|20)[0-9]{2}年)"
_LISTED = Pattern(f"[较比与和同跟](?P<bases>(?:{_YEAR}(?:同期)?(?:[、和与及]|以及)){{1,3}}{_YEAR})(?P<same>同期|同比)?")
_ONE = Pattern(_YEAR)


class Base(NamedTuple):
    """A year that a figure is compared with: its word, and whether it is its same period."""

    word: str
    same_period: bool

    @property
    def year(self) -> int | None:
        """The year, None where the word only points to it (去年)."""
        return int(self.word[:4]) if self.word[:4].isdigit() else None


def bases_in(text: str, start: int, end: int) -> list[Base]:
    """Return the years that a predicate compares with, none where it names none of them by number.

    >>> [base.year for base in bases_in("比2023年与2019年同期分别上升18%", 0, 20)]
    [2023, 2019]
    >>> bases_in("较2019年同期下降3%", 0, 11)
    [Base(word='2019年', same_period=True)]
    """
    if text.find("年", start, end) < 0:
        return []
    listed = _LISTED.search(text, start, end)
    if listed:
        return [Base(year.group(), bool(listed["same"])) for year in _ONE.finditer(listed["bases"])]
    single = _YEAR_NUMBER.search(text, start, end)
    return [Base(f"{single['year']}年", bool(single["same"]))] if single else []


def basis_of(match: regex.Match[str]) -> Basis | None:
    """Return the basis of a match of the comparison words, None where it holds none."""
    yoy, mom, base = match.group("yoy", "mom", "base")
    if yoy:
        return "yoy"
    if mom:
        return "mom"
    if not base:
        return None
    if _NOT_A_YEAR_APART.search(base):
        return "other"
    if _YOY.search(base):
        return "yoy"
    return "mom" if _MOM.search(base) else "other"
