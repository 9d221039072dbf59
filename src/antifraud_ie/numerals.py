"""Numerals: from 38.8, 1,234, 600余万, 三十八点八 or 二〇二三 to an exact value and a qualifier.

A quantity without a known value (数百, 几十, 三四十, 成百上千) is no numeral. A bare magnitude counts only
where a qualifier makes it one (百余, 近千, 上万), so 老百姓 and 千万不要 do not. Every pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

import regex

from .patterns import Pattern
from .records import Qualifier

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = (("亿", 10**8), ("万", 10**4))
# Above it neither a column of floats nor a reader of JSON holds every whole number; no fact of a text is so large.
LARGEST = 2**53
_LONE = {char: Decimal(value) for char, value in _DIGITS.items()} | {"半": Decimal("0.5"), "一半": Decimal("0.5")}

# The alphabet: D a digit that counts, P a digit read by position, H any character of a Chinese numeral.
_D, _P, _H = "[一二三四五六七八九两]", "[〇○零一二三四五六七八九]", "[〇○零一二三四五六七八九两十百千万亿廿卅]"
# What says "and some more": 600余万, 十几, 1.6万余; 来 only where it is not the verb (20来到).
_MORE = r"(?:[余多几]|来(?![到自源了电往信访看说]))"
# 百 and 千 as magnitudes: not in 百分之三, 百分点, 千瓦.
_HUNDRED, _THOUSAND = "百(?!分[之点比])", "千(?![克米瓦伏卡帕焦])"
# A bare magnitude, but not the adverb 千万 (千万不要).
_BARE = rf"(?:[百千]?亿|万亿|百万|千万(?![不别要小当勿记莫谨])|{_HUNDRED}|{_THOUSAND}|万)"
_BARE_AFTER = r"(?<=[近逾超达]|突破|(?<![通经])过|(?<![以百千网线路身手会街早晚])上)"

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,8})?(?![0-9])"
_ARABIC_SECTION = rf"{_ARABIC}(?:{_MORE}?(?:{_THOUSAND}(?:[1-9]百)?(?:[1-9]十)?|{_HUNDRED}(?:[1-9]十)?|十))?"
_SECTION = rf"(?:{_D}{_THOUSAND})?(?:[零〇○]?{_D}{_HUNDRED})?(?:[零〇○]?(?:{_D}?十|[廿卅]))?(?:[零〇○]?{_D})?"
_HAN_SECTION = rf"(?=[一二三四五六七八九两十廿卅]){_SECTION}"
_LOW = rf"(?:[零〇○]?(?:{_ARABIC_SECTION}|{_HAN_SECTION}))"
_HIGH_TAIL = rf"(?:{_MORE}?(?:万亿|亿(?:{_LOW}{_MORE}?万)?|万){_LOW}?)?"

_ARABIC_NUMERAL = (
    rf"(?<![0-9])(?<![0-9]\.){_ARABIC_SECTION}"
    rf"(?:{_MORE}?(?:万亿|亿(?:{_ARABIC_SECTION}万|{_HAN_SECTION}万)?|万)(?:{_ARABIC_SECTION})?)?"
    rf"{_MORE}?(?![十百万亿]|{_THOUSAND}|(?<![万亿])千)"
)
_HAN_NUMERAL = (
    rf"(?<!{_H})(?<![几数](?=[十百千万亿]))(?:"
    rf"(?:{_HAN_SECTION})点{_P}{{1,8}}(?:万亿|[万亿])?"
    rf"|[零〇○]点{_P}{{1,8}}(?:万亿|[万亿])?"
    rf"|{_HAN_SECTION}{_HIGH_TAIL}(?:(?<=[十百千万亿廿卅]){_MORE})?"
    rf"|{_P}{{3,4}}(?:亿(?:{_P}{{2,4}}{_MORE}?万)?|万(?:{_P}{{3,4}})?){_MORE}?"
    rf"|{_HAN_SECTION}万{_P}{{3,4}}"
    rf"|(?={_P}{{0,11}}[〇○零]|{_P}{{3}}){_P}{{2,12}}"
    rf"|{_BARE_AFTER}{_BARE}{_MORE}?|{_BARE}[余多来]"
    rf")(?!{_H})"
)

NUMBER = rf"(?:(?=[0-9]){_ARABIC_NUMERAL}|(?={_H}){_HAN_NUMERAL})"
"""Regex source of one numeral, for embedding; no groups. A 余 or 多 at its end is part of it."""

_TENTHS_TAIL = rf"(?:半|[一二三四五六七八九](?!{_H}|[个次年名家人些])|[1-9](?![0-9.%])|多|余)?"
TENTHS = rf"(?:[0-9](?:\.[0-9])?|(?<!{_H}){_D}|(?<!{_H})十)成(?![立功员果效绩语家年]|不变|为了){_TENTHS_TAIL}"
"""Regex source of a number of tenths (三成半, 四成七, 近四成 without the 近), for embedding; no groups."""

_WORDS: tuple[tuple[Qualifier, str], ...] = (
    ("at_most", r"至多|最多|不足|不到|未到|不超过?|不多于|不高于|不大于|未超过?|低于|少于|小于"),
    ("at_least", r"至少|最少|起码|不少于|不低于|不小于|不下于?"),
    ("over", r"超过|超出|超逾|突破|逾越?|多于|高于|大于|超|(?<=[已均总就早数量额率丝])过"),
    ("about", r"大约|大概|约莫|约略|(?<![预网节签履邀相公违制条合特])约|大致|左近"),
    ("nearly", r"将近|接近|逼近|几近|几乎|(?<![最附临邻就远])近"),
)
_LINK = "(?:了|为|达到?|有|合|占)?"
# The groups of these two are named after the qualifiers.
_BEFORE = Pattern("(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS) + rf"){_LINK}\Z")
# The last characters of all that the pattern before can match.
_BEFORE_ENDS = frozenset("多少足到过于码下出逾破越超约概莫略致近乎了为达有合占")
_AFTER = Pattern(
    rf"\A(?:(?P<over>{_MORE}|有余)|(?:%|个?百分点|\p{{Han}}{{1,3}}?)?"
    r"(?:(?P<about>左右|上下(?!级|楼|班|车|游|文|联))|(?P<at_least>(?:及其?)?以上|开外)|(?P<at_most>(?:及其?)?以下(?!简?称)|以内)))"
)
# All that it can match holds one of these.
_AFTER_HOLDS = re.compile("[余多几来]|左右|上下|以[上下内]|开外")
_LEADING = Pattern("(?:" + "|".join(f"(?:{words})" for _, words in _WORDS) + rf"){_LINK}(?!\Z)|[上过](?=[百千万亿])")
# What most numerals are, digits or one character with no numeral around it: a look with the standard `re`, which is
# faster, spares them the full pattern.
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,8})?")
_ALONE = "(?![〇○零一二三四五六七八九两十百千万亿廿卅余多几来点0-9]|[.,][0-9])"
_PLAIN_NUMERAL = re.compile(rf"(?<![0-9])(?<![0-9]\.){_PLAIN.pattern}{_ALONE}|(?<!{_H}){_D}{_ALONE}")
_OPENING = re.compile("[0-9〇○零一二三四五六七八九两十百千万亿廿卅]")
_HAS_MORE = re.compile(_MORE)
_NUMERAL = Pattern(NUMBER)
_MAGNITUDE = Pattern(rf"{_BARE}{_MORE}?")
_TENTHS_RE = Pattern(TENTHS)
_PIECE = re.compile(r"(?P<digits>[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九两])?(?P<unit>[十百千])?")
# How far before a numeral its qualifier is looked for, and after it.
_REACH = 6


class Number(NamedTuple):
    """A numeral in a text: its span with 近, 约, 超 before it and 余, 多 inside, value, exactness."""

    start: int
    end: int
    value: Decimal
    qualifier: Qualifier


@lru_cache(maxsize=1024)
def parse(text: str) -> Decimal | None:
    """Return the value of one complete numeral, None where it is none; qualifiers around it are allowed.

    >>> parse("600余万"), parse("二千九百零三"), parse("三十八点八"), parse("近千"), parse("数百")
    (Decimal('6000000'), Decimal('2903'), Decimal('38.8'), Decimal('1000'), None)

    A number above ``LARGEST`` is none.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return _whole(Decimal(text))
    leading = _LEADING.match(text)
    if leading:
        text = text[leading.end() :]
    if text in _LONE:
        return _LONE[text]
    if not (_NUMERAL.fullmatch(text) or _MAGNITUDE.fullmatch(text)):
        return None
    value = _evaluate(_HAS_MORE.sub("", text.replace(",", "")))
    return _whole(value) if value <= LARGEST else None


def _whole(value: Decimal) -> Decimal:
    """Drop the decimals of a whole number."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Yield the numerals of ``text[start:end]`` from left to right.

    >>> [(n.start, n.end, n.value, n.qualifier) for n in find_numbers("走访近1.6万户，发放传单600余份")]
    [(2, 7, Decimal('16000'), 'nearly'), (13, 17, Decimal('600'), 'over')]
    """
    end = len(text) if end is None else end
    for first, last in _numerals(text, start, end):
        numeral = text[first:last]
        value = parse(numeral)
        if value is None:
            continue
        before = text[max(start, first - _REACH) : first]
        if before[-1:] in ("上", "过") and numeral[0] in "百千万亿":
            yield Number(first - 1, last, value, "at_least" if before[-1] == "上" else "over")
            continue
        word = _qualifier_before(before)
        if word:
            yield Number(first - len(word.group()), last, value, cast(Qualifier, word.lastgroup))
            continue
        after = "余" if _HAS_MORE.search(numeral) else text[last : min(end, last + _REACH)]
        yield Number(first, last, value, qualifier("", after))


def _numerals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the numerals of ``text[start:end]``."""
    opening = _OPENING.search(text, start, end)
    while opening:
        first = opening.start()
        match = _PLAIN_NUMERAL.match(text, first, end) or _NUMERAL.match(text, first, end)
        if match:
            yield match.span()
        opening = _OPENING.search(text, match.end() if match else first + 1, end)


def qualifier(before: str, after: str) -> Qualifier:
    """Tell how exact a numeral is from the words right before and right after it; the one before wins.

    >>> qualifier("下降近", ""), qualifier("不少于", "场"), qualifier("", "余"), qualifier("", "%以上")
    ('nearly', 'at_least', 'over', 'at_least')
    >>> qualifier("共", "场")
    'exact'
    """
    match = _qualifier_before(before[-_REACH:]) or _qualifier_after(after)
    return cast(Qualifier, match.lastgroup) if match else "exact"


def _qualifier_after(after: str) -> regex.Match[str] | None:
    return _AFTER.match(after) if _AFTER_HOLDS.search(after) else None


def _qualifier_before(before: str) -> regex.Match[str] | None:
    return _BEFORE.search(before) if before[-1:] in _BEFORE_ENDS else None


def parse_tenths(text: str) -> Decimal | None:
    """Return a number of tenths as a percentage, None where it is none.

    >>> parse_tenths("三成半"), parse_tenths("四成七"), parse_tenths("近九成"), parse_tenths("成功")
    (Decimal('35'), Decimal('47'), Decimal('90'), None)
    """
    text = text.strip()
    leading = _LEADING.match(text)
    if leading:
        text = text[leading.end() :]
    if not _TENTHS_RE.fullmatch(text):
        return None
    whole, _, tail = text.partition("成")
    tens = parse(whole)
    if tens is None:
        return None
    if tail == "半":
        return tens * 10 + 5
    return tens * 10 + (parse(tail) or 0 if tail else 0)


def _evaluate(numeral: str) -> Decimal:
    """Value of a well-formed numeral: split at 亿, then 万, then read what is below ten thousand."""
    for sign, size in _MYRIADS:
        high, found, low = numeral.rpartition(sign)
        if found:
            return (_evaluate(high) if high else 1) * Decimal(size) + _evaluate_low(low, size)
    whole, point, fraction = numeral.partition("点")
    if point:
        return _evaluate(whole) + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    if len(numeral) > 1 and all(char in _DIGITS for char in numeral):
        return Decimal("".join(str(_DIGITS[char]) for char in numeral))
    return _evaluate_section(numeral)


def _evaluate_low(low: str, size: int) -> Decimal:
    """Value of what follows 万 or 亿: a lone digit counts the next lower place (三万五 = 35000)."""
    if len(low) == 1 and (low in _DIGITS or low.isdigit()):
        return _evaluate_section(low) * size / 10
    return _evaluate(low) if low else Decimal(0)


def _evaluate_section(section: str) -> Decimal:
    """Value of a numeral below 万: 二千九百零三, 廿三, 2千3百, 1234.5, or 三百五 for 350."""
    section = section.replace("廿", "二十").replace("卅", "三十")
    total, place = Decimal(0), 0
    for match in _PIECE.finditer(section):
        digits, unit = match["digits"], match["unit"]
        if not match.group():
            # 零 or the end: the next digit is a plain one.
            place = 0
            continue
        value = Decimal(1) if digits is None else Decimal(_DIGITS.get(digits, digits))
        if unit:
            place = _UNITS[unit]
            total += value * place
        else:
            total += value * (place // 10 if place > 10 else 1)
    return total
