"""Amounts: every way a text states a percentage - 38.8%, 百分之三十八, 三成半, 1.2倍, 翻一番, 过半, 8.7个百分点."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

import regex

from ..numerals import NUMBER, TENTHS, parse, parse_tenths

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,6})?"
_AMOUNT = regex.compile(
    rf"(?P<points>(?P<number>{_ARABIC}|{NUMBER})个?(?:百分点|(?P<basis_point>基点|BP(?![A-Za-z]))))"
    rf"|(?P<percent>(?P<low>{_ARABIC}[%‰]?(?:[-—–~～]{{1,2}}|至|到))?(?P<sign>[-−﹣↓↑+])?(?P<number>{_ARABIC})(?P<mark>[%‰]))"
    rf"|(?P<fraction>(?:(?P<of>百|千|万)分之|(?P<of>{NUMBER})分之)(?P<number>{NUMBER}|{_ARABIC}))"
    rf"|(?P<tenths>(?P<number>{TENTHS}))"
    rf"|(?P<times>(?P<number>{NUMBER}|{_ARABIC})(?:多|余)?倍(?:多|余|(?P<plus_half>半))?)"
    rf"|(?P<doubling>翻了?(?:近|约|超过?|将近|接近)?(?:(?P<number>[一二两三四五六])番|番|倍)(?:多)?)"
    r"|(?P<half>过半(?!数)|一半|半数|腰斩|减半)"
)
_PARTS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_BUILT_IN = {"腰斩": -1, "减半": -1}


class Amount(NamedTuple):
    """A percentage as stated: its span, its unsigned value and what its own wording says of the direction."""

    start: int
    end: int
    value: Decimal
    unit: Literal["percent", "points"]
    form: str
    direction: int = 0


def find_amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """Yield the percentages of ``text[start:end]`` from left to right.

    >>> [(a.value, a.form) for a in find_amounts("增长1.2倍、近三成半、百分之三十八点八", 0, 20)]
    [(Decimal('120.0'), 'times'), (Decimal('35'), 'tenths'), (Decimal('38.8'), 'fraction')]
    """
    for match in _AMOUNT.finditer(text, start, end):
        form = match.lastgroup if match.lastgroup in _VALUES else next(name for name in _VALUES if match[name])
        value = _VALUES[form](match)
        if value is None:
            continue
        direction = _BUILT_IN.get(match.group(), 0) or (1 if form == "doubling" else 0) or _sign(match)
        unit: Literal["percent", "points"] = "points" if form == "points" else "percent"
        yield Amount(match.start(), match.end(), value, unit, form, direction)


def _sign(match: regex.Match[str]) -> int:
    return {"-": -1, "−": -1, "﹣": -1, "↓": -1, "↑": 1, "+": 1}.get(match["sign"] or "", 0)


def _number(match: regex.Match[str]) -> Decimal | None:
    return parse(match["number"])


def _points(match: regex.Match[str]) -> Decimal | None:
    number = _number(match)
    return number / 100 if number is not None and match["basis_point"] else number


def _percent(match: regex.Match[str]) -> Decimal | None:
    number = _number(match)
    return number / 10 if number is not None and match["mark"] == "‰" else number


def _fraction(match: regex.Match[str]) -> Decimal | None:
    whole = _PARTS.get(match["of"]) or parse(match["of"])
    part = _number(match)
    if not whole or part is None:
        return None
    return part if whole == 100 else round(part * 100 / whole, 2).normalize()


def _tenths(match: regex.Match[str]) -> Decimal | None:
    return parse_tenths(match["number"])


def _times(match: regex.Match[str]) -> Decimal | None:
    number = _number(match)
    return None if number is None else number * 100 + (50 if match["plus_half"] else 0)


def _doubling(match: regex.Match[str]) -> Decimal | None:
    number = parse(match["number"]) if match["number"] else Decimal(1)
    return None if number is None else (2 ** int(number) - 1) * Decimal(100)


def _half(match: regex.Match[str]) -> Decimal | None:
    return Decimal(50)


_VALUES = {
    "points": _points,
    "percent": _percent,
    "fraction": _fraction,
    "tenths": _tenths,
    "times": _times,
    "doubling": _doubling,
    "half": _half,
}
