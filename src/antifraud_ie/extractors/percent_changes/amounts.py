"""Amounts: every way a text states a percentage - 38.8%, 百分之三十八, 三成半, 1.2倍, 翻一番, 过半, 8.7个百分点."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

import ahocorasick_rs
import regex

from ...numerals import NUMBER, TENTHS, parse, parse_tenths
from ...numerals import qualifier as qualifier_of
from ...places import find_all
from ...records import Qualifier

_ARABIC = r"(?<![0-9.])(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,6})?"
_TO = r"(?:[-—–~～]{1,2}|至|到)"
_SOME = "[一二两三四五六七八九]"
_DIGIT = "[〇○零一二三四五六七八九十百千0-9]"
# Every amount holds one of these; only their surroundings are searched.
_ANCHORS = (
    *("%", "‰", "倍", "番", "分之", "分点", "基点", "BP", "过半", "一半", "半数", "减半", "腰斩"),
    *(f"{digit}成" for digit in "0123456789〇一二两三四五六七八九十"),
)
_REACH_BEFORE, _REACH_AFTER = 28, 16
# A numeral is defined once and called by name: five copies take five times as long to compile.
_NUMERAL = "(?&numeral)"
# All characters of a numeral: a cheap look at what follows them spares most numbers the call.
_FIGURE = "[0-9〇○零一二三四五六七八九两十百千万亿廿卅余多几来点.,]{1,120}"
_RUN = f"{_FIGURE}+"
# A rough first pass with the standard `re`, which is faster: an amount begins nowhere else.
_BEGINNING = re.compile(
    f"[-−﹣↓↑+]?{_FIGURE}(?:(?:[%‰成倍]|个?百分点)?(?:[-—–~～]{{1,2}}|[至到、]){_FIGURE})?"
    "(?:个?(?:百?分点|基点|BP)|[%‰成倍]|分之)|翻|过半|一半|半数|腰斩|减半"
)
# The commonest form, and the quickest to read; no other form begins where it does.
_PERCENT = re.compile(rf"(?:(?P<low>{_ARABIC})[%‰]?{_TO})?(?P<sign>[-−﹣↓↑+])?(?P<number>{_ARABIC})(?P<mark>[%‰])")
_OTHER = regex.compile(
    rf"(?(DEFINE)(?P<numeral>{NUMBER}))"
    "(?=[0-9〇○零一二两三四五六七八九十百千万廿卅翻过半腰减近上])(?:"
    rf"(?P<points>(?:(?P<low>{_ARABIC})(?:个百分点)?{_TO})?(?P<number>{_ARABIC}|(?={_RUN}个?(?:百?分点|基点|BP)){_NUMERAL})个?"
    r"(?:百分点|(?P<basis_point>基点|BP(?![A-Za-z]))))"
    rf"|(?P<fraction>(?P<of>[百千万]|(?={_RUN}分之){_NUMERAL})分之(?:(?={_RUN}{_TO})(?P<low>{_NUMERAL}|{_ARABIC}){_TO})?(?P<number>{_NUMERAL}|{_ARABIC}))"
    rf"|(?P<tenths>(?<!{_DIGIT})(?P<low>{_SOME})(?:成?{_TO}|、)?(?P<number>{_SOME}成(?![立功员]))|(?P<number>{TENTHS}))"
    rf"|(?P<times>(?:(?P<low>{_ARABIC}|{_SOME})倍?{_TO})?(?P<number>{_ARABIC}(?=[多余]?倍)|(?={_RUN}倍){_NUMERAL})[多余]?倍(?:[多余]|(?P<plus_half>半))?)"
    rf"|(?P<doubling>翻了?(?:近|约|超过?|将近|接近)?(?:(?P<number>{_SOME})番|番|(?P<number>{_SOME})?倍)多?)"
    r"|(?P<half>过半数?|一半|半数|腰斩|减半))"
)
_RANGE = regex.compile(_TO)
_PARTS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_SIGNS = {"-": -1, "−": -1, "﹣": -1, "↓": -1, "↑": 1, "+": 1}
_HALVING = ("腰斩", "减半")

_Match = re.Match[str] | regex.Match[str]
Form = Literal["points", "percent", "fraction", "tenths", "times", "doubling", "half"]
_OTHER_FORMS: tuple[Form, ...] = ("points", "fraction", "tenths", "times", "doubling", "half")


class Amount(NamedTuple):
    """A percentage as stated: its span, its unsigned value and what its own wording says of the direction.

    A range (5-20%, 两到三成) has its far end as ``value`` and its near end as ``low``.
    """

    start: int
    end: int
    value: Decimal
    unit: Literal["percent", "points"]
    form: Form
    direction: int = 0
    low: Decimal | None = None

    def qualifier(self, text: str) -> Qualifier:
        """Tell from the words at both sides how exact the amount is.

        >>> text = "下降近三成"
        >>> next(find_amounts(text)).qualifier(text)
        'nearly'
        """
        stated = text[self.start : self.end]
        if stated.endswith(("多", "余")) or "余" in stated or (self.form == "half" and stated[0] == "过"):
            return "over"
        if self.form == "doubling" and (inner := qualifier_of(stated.rstrip("一番倍"), "")) != "exact":
            return inner
        return qualifier_of(text[max(0, self.start - 6) : self.start], text[self.end : self.end + 6])


def find_amounts(text: str) -> Iterator[Amount]:
    """Yield the percentages of a text from left to right.

    >>> [(a.value, a.form) for a in find_amounts("增长1.2倍、近三成半、百分之三十八点八")]
    [(Decimal('120.0'), 'times'), (Decimal('35'), 'tenths'), (Decimal('38.8'), 'fraction')]
    >>> [(a.low, a.value) for a in find_amounts("增长5-20%，下降四成至1.8倍")]
    [(Decimal('5'), Decimal('20')), (Decimal('40'), Decimal('180.0'))]
    """
    held: Amount | None = None
    for amount in _amounts(text):
        if held is not None and held.unit == amount.unit and _RANGE.fullmatch(text, held.end, amount.start):
            held = amount._replace(start=held.start, low=held.low or held.value)
            continue
        if held is not None:
            yield held
        held = amount
    if held is not None:
        yield held


def _amounts(text: str) -> Iterator[Amount]:
    for match in _matches(text):
        form = _form(match)
        value = _VALUES[form](match, "number")
        if value is not None:
            low = _VALUES[form](match, "low") if match["low"] else None
            unit: Literal["percent", "points"] = "points" if form == "points" else "percent"
            yield Amount(*match.span(), value, unit, form, _direction(match, form), low)


def _matches(text: str) -> Iterator[_Match]:
    for start, end in _windows(text):
        position = start
        while beginning := _BEGINNING.search(text, position, end):
            at = beginning.start()
            match = _PERCENT.match(text, at, end) or _OTHER.match(text, at, end)
            if match:
                yield match
            position = match.end() if match else at + 1


def _form(match: _Match) -> Form:
    return "percent" if match.re is _PERCENT else next(form for form in _OTHER_FORMS if match[form] is not None)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around anchors, merged where they overlap."""
    start = end = -1
    for _, first, last in find_all(_anchors(), text):
        if end < 0 or first - _REACH_BEFORE > end:
            if end >= 0:
                yield start, end
            start = max(0, first - _REACH_BEFORE)
        end = min(len(text), last + _REACH_AFTER)
    if end >= 0:
        yield start, end


@cache
def _anchors() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_ANCHORS)


def _direction(match: _Match, form: Form) -> int:
    if form == "percent":
        return _SIGNS.get(match["sign"], 0)
    if form == "doubling":
        return 1
    return -1 if match.group() in _HALVING else 0


def _points(match: _Match, part: str) -> Decimal | None:
    number = parse(match[part])
    return number / 100 if number is not None and match["basis_point"] else number


def _percent(match: _Match, part: str) -> Decimal | None:
    number = parse(match[part])
    return number / 10 if number is not None and match["mark"] == "‰" else number


def _fraction(match: _Match, part: str) -> Decimal | None:
    whole = _PARTS.get(match["of"]) or parse(match["of"])
    number = parse(match[part])
    if not whole or number is None:
        return None
    return number if whole == 100 else round(number * 100 / whole, 2).normalize()


def _tenths(match: _Match, part: str) -> Decimal | None:
    if part == "low":
        return parse_tenths(match[part] + "成")
    return parse_tenths(match[part])


def _times(match: _Match, part: str) -> Decimal | None:
    number = parse(match[part])
    return None if number is None else number * 100 + (50 if match["plus_half"] else 0)


def _doubling(match: _Match, part: str) -> Decimal | None:
    number = parse(match[part]) if match[part] else Decimal(1)
    if number is None:
        return None
    return number * 100 if match.group().rstrip("多").endswith("倍") else (2 ** int(number) - 1) * Decimal(100)


def _half(match: _Match, part: str) -> Decimal | None:
    return Decimal(50)


_VALUES: dict[Form, Callable[[_Match, str], Decimal | None]] = {
    "points": _points,
    "percent": _percent,
    "fraction": _fraction,
    "tenths": _tenths,
    "times": _times,
    "doubling": _doubling,
    "half": _half,
}
