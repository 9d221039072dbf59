"""Amounts: every way a text states a percentage - 38.8%, 百分之三十八, 三成半, 1.2倍, 翻一番, 过半, 8.7个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from ....numerals import parse
from ....numerals import qualifier as qualifier_of
from ....records import Qualifier
from .amount_forms import ARABIC, FIGURE, HALVING, TO, Form, read_as
from .cues import cues_of

# How far around a cue an amount may reach.
_REACH_BEFORE, _REACH_AFTER = 28, 16
# A rough first pass with the standard `re`, which is faster: an amount begins nowhere else. Its groups are the forms.
_BEGINNING = re.compile(
    "(?=[-−﹣↓↑+0-9〇○零一二三四五六七八九两十百千万亿廿卅余多几来点.,翻过半腰减倍])(?:"
    f"[-−﹣↓↑+]?{FIGURE}(?:(?:[%‰成倍]|个?百分点)?(?:[-—–~～]{{1,2}}|[至到、]){FIGURE})??"
    "(?:(?P<points>个?(?:[百千]?分点|基点|BP))|(?P<percent>[%‰])|(?P<tenths>成)|(?P<times>倍)|(?P<fraction>分之|(?<=百)分(?=[零一二三四五六七八九十廿])))"
    "|(?P<doubling>翻|(?<=[近逾超])倍(?![数率感速]))|(?P<half>过半|一半|半数|腰斩|减半(?![征收缴计])))"
)
_PERCENT = re.compile(
    rf"(?:(?P<low>{ARABIC})[%‰]?{TO})?(?P<sign>[-−﹣↓↑+])?(?P<number>{ARABIC})(?P<mark>[%‰])(?P<arrow>[↓↑])?"
)
_NUMBER = re.compile(r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,4})?)个?")
# Numbers that share their unit, also behind verbs of their own: 下降5.2、上升3.1和下降1.4个百分点.
_LISTED = re.compile(
    r"(?<![0-9.])(?:[0-9]{1,6}(?:\.[0-9]{1,4})?个?(?:[、和与及]|以及)"
    "(?:上[升涨]|下[降跌]|增[长加]|减少|提[高升]|回[升落]|[升降增减])?){1,5}\\Z"
)
_HUNDREDTHS = re.compile(
    r"(?:[、和与及]|以及)(?P<number>[0-9.〇零一二三四五六七八九两十百千点廿]{1,12})(?=[，,。；;、和与及以）)\n]|\Z)"
)
_SHARED_UNITS = {"倍": 100, "点": 1}
_RANGE = re.compile(TO)
_SIGNS = {"-": -1, "−": -1, "﹣": -1, "↓": -1, "↑": 1, "+": 1}


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
    for start, end in _windows(text):
        position = start
        while beginning := _BEGINNING.search(text, position, end):
            at = beginning.start()
            form = cast(Form, beginning.lastgroup)
            amount = _percent(text, at, end) if form == "percent" else _other(form, text, at, end)
            if amount is None:
                position = at + 1
                continue
            yield from _sharing_unit(text, position, amount)
            for stated in (amount, *_more_hundredths(text, amount)):
                yield stated
                position = stated.end


def _sharing_unit(text: str, floor: int, amount: Amount) -> Iterator[Amount]:
    """Yield the numbers before an amount that share its unit: 2.16和1.66个百分点."""
    unit = _SHARED_UNITS.get(text[amount.end - 1])
    listed = _LISTED.search(text, max(floor, amount.start - _REACH_BEFORE), amount.start) if unit else None
    # Neighbouring whole numbers (三四倍, 3、4倍) are one vague amount, 1个、2个百分点 are two.
    if not unit or not listed:
        return
    if "." not in text[listed.start() : amount.end] and "个" not in listed.group():
        return
    for number in _NUMBER.finditer(text, listed.start(), amount.start):
        value = Decimal(number["number"]) * unit
        yield amount._replace(start=number.start(), end=number.end(), value=value, low=None)


def _more_hundredths(text: str, amount: Amount) -> Iterator[Amount]:
    """Yield the numbers behind an amount that share its 百分之: 百分之一百三十及二百二十六."""
    if amount.form != "fraction" or text[amount.start] != "百":
        return
    while listed := _HUNDREDTHS.match(text, amount.end):
        value = parse(listed["number"])
        if value is None:
            return
        amount = amount._replace(start=listed.start("number"), end=listed.end(), value=value, low=None)
        yield amount


def _percent(text: str, start: int, end: int) -> Amount | None:
    """The commonest form, and the quickest to read."""
    match = _PERCENT.match(text, start, end)
    value = parse(match["number"]) if match else None
    if match is None or value is None:
        return None
    low = parse(match["low"]) if match["low"] else None
    if match["mark"] == "‰":
        value, low = value / 10, None if low is None else low / 10
    direction = _SIGNS.get(match["sign"] or match["arrow"], 0)
    return Amount(start, match.end(), value, "percent", "percent", direction, low)


def _other(form: Form, text: str, start: int, end: int) -> Amount | None:
    reading = read_as(form, text, start, end)
    if reading is None:
        return None
    unit: Literal["percent", "points"] = "points" if form == "points" else "percent"
    falls = text.startswith(HALVING, start)
    return Amount(start, reading.end, reading.value, unit, form, -1 if falls else int(text[start] == "翻"), reading.low)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around cues, merged where they overlap."""
    start = end = -1
    for first, last in cues_of(text).amounts:
        if end < 0 or first - _REACH_BEFORE > end:
            if end >= 0:
                yield start, end
            start = max(0, first - _REACH_BEFORE)
        end = min(len(text), last + _REACH_AFTER)
    if end >= 0:
        yield start, end
