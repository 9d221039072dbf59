"""The forms of an amount: how each is written, and the percentage that it says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, NamedTuple

import regex

from ....numerals import TENTHS, find_numbers, parse, parse_tenths
from ....patterns import Pattern

Form = Literal["percent", "points", "fraction", "tenths", "times", "doubling", "half"]
HALVING = ("腰斩", "减半")

# All characters of a numeral; what looks like an amount is then read as one, or is none.
FIGURE = "[0-9〇○零一二三四五六七八九两十百千万亿廿卅余多几来点.,]{1,120}"
ARABIC = r"(?<![0-9.])(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,6})?"
TO = r"(?:[-—–~～]{1,2}|至|到)"
_SOME = "[一二两三四五六七八九]"
_NUMBER = rf"(?<![0-9])(?<![0-9]\.)(?P<number>{FIGURE})"
_PARTS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}


class Reading(NamedTuple):
    """A stretch read as an amount: where it ends, its value, and the near end of a range."""

    end: int
    value: Decimal
    low: Decimal | None = None


class _Rule(NamedTuple):
    """How a form is written, and what reads it."""

    pattern: Pattern
    read: Callable[[regex.Match[str]], Reading | None]


def read_as(form: Form, text: str, start: int, end: int) -> Reading | None:
    """Read the amount of a form that begins at a position, None where there is none.

    >>> read_as("times", "三到五倍", 0, 4)
    Reading(end=4, value=Decimal('500'), low=Decimal('300'))
    """
    rule = _RULES[form]
    match = rule.pattern.match(text, start, end)
    return rule.read(match) if match else None


def _points(match: regex.Match[str]) -> Reading | None:
    return _in_units(match, Decimal("0.01" if match["basis_point"] else "0.1" if match["permille"] else "1"))


def _times(match: regex.Match[str]) -> Reading | None:
    reading = _in_units(match, Decimal(100))
    return reading._replace(value=reading.value + 50) if reading and match["plus_half"] else reading


def _in_units(match: regex.Match[str], unit: Decimal) -> Reading | None:
    """Read a number that ends where its unit begins."""
    end, value = _number(match)
    if value is None or end != match.end("number"):
        return None
    low = parse(match["low"]) if match["low"] else None
    return Reading(match.end(), value * unit, None if low is None else low * unit)


def _fraction(match: regex.Match[str]) -> Reading | None:
    whole = _PARTS.get(match["of"]) or parse(match["of"])
    end, value = _number(match)
    if not whole or value is None:
        return None
    low = parse(match["low"]) if match["low"] else None
    return Reading(end, _part(value, whole), None if low is None else _part(low, whole))


def _part(number: Decimal, whole: Decimal) -> Decimal:
    return number if whole == 100 else round(number * 100 / whole, 2).normalize()


def _number(match: regex.Match[str]) -> tuple[int, Decimal | None]:
    """The end and the value of the numeral that the group ``number`` begins with; no value where there is none."""
    start, end = match.span("number")
    stated = match["number"]
    if stated.isascii():
        shorter = stated.rstrip(".,")
        return start + len(shorter), parse(shorter)
    number = next(find_numbers(match.string, start, end), None)
    return (number.end, number.value) if number and number.start == start else (end, None)


def _tenths(match: regex.Match[str]) -> Reading | None:
    value = parse_tenths(match["number"])
    return (
        None
        if value is None
        else Reading(match.end(), value, parse_tenths(f"{match['low']}成") if match["low"] else None)
    )


def _doubling(match: regex.Match[str]) -> Reading | None:
    number = parse(match["number"]) if match["number"] else Decimal(1)
    if number is None:
        return None
    return Reading(match.end(), number * 100 if match["times"] else (2 ** int(number) - 1) * Decimal(100))


def _half(match: regex.Match[str]) -> Reading:
    return Reading(match.end(), Decimal(50))


_RULES: dict[Form, _Rule] = {
    "points": _Rule(
        Pattern(
            rf"(?:(?P<low>{ARABIC})(?:个百分点)?{TO})?{_NUMBER}个?(?:百分点|(?P<permille>千分点)|(?P<basis_point>基点|BP(?![A-Za-z])))"
        ),
        _points,
    ),
    "fraction": _Rule(
        Pattern(
            rf"(?P<of>{FIGURE})(?:分之|(?<=(?<![0-9一二三四五六七八九十几数])百)分)(?:(?P<low>{FIGURE}){TO})?{_NUMBER}"
        ),
        _fraction,
    ),
    "tenths": _Rule(
        Pattern(
            rf"(?<![〇○零一二三四五六七八九十百千0-9])(?P<low>{_SOME})(?:成?{TO}|、)?(?P<number>{_SOME}成(?![立功员]))"
            rf"|(?P<number>{TENTHS})"
        ),
        _tenths,
    ),
    "times": _Rule(
        Pattern(rf"(?:(?P<low>{ARABIC}|{_SOME})倍?{TO})?{_NUMBER}倍(?:[多余]|(?P<plus_half>半))?"),
        _times,
    ),
    "doubling": _Rule(
        Pattern(rf"(?:翻了?(?:近|约|超过?|将近|接近)?(?P<number>{_SOME})?)?(?:番|(?P<times>倍))多?"), _doubling
    ),
    "half": _Rule(Pattern("过半数?|一半|半数|腰斩|减半"), _half),
}
