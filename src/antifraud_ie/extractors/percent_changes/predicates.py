"""Predicates: what makes an amount a change - its direction, and what it is compared with."""

from __future__ import annotations

from typing import NamedTuple

import regex

from ...records import Basis
from .amounts import Amount
from .words import (
    ADVERBS,
    AFTER_DOWN,
    AFTER_UP,
    BASE_HEAD,
    BASIS,
    DETACHED,
    DOWN,
    LEVEL_DOWN,
    LEVEL_UP,
    NOUN_DOWN,
    NOUN_UP,
    OBJECT,
    OBJECT_DOWN,
    OBJECT_UP,
    QUALIFIED,
    UP,
)

# How far before an amount its predicate may begin.
REACH = 56
# How far before an amount a comparison that stands alone may govern it.
DETACHED_REACH = 300

# Between verb and amount: 增长了近, 增长分别为, 增长均在, 减少了1.6亿元或.
_FIGURE = r"[0-9.,〇○零一二两三四五六七八九十百千万亿余多]{1,14}\p{Han}{0,3}?(?:[,，、]?或|[(（])"
_VERB_LINK = (
    rf"(?:了|出|幅)?(?:幅度)?(?:整整|足足)?{QUALIFIED}{{0,3}}(?:{_FIGURE})?"
    rf"|了?(?:(?:分别|均|都|各)为|(?:分别|均|都|各)?(?:在|介于|介乎)){QUALIFIED}{{0,2}}"
)
_NOUN_LINK = (
    r"[:：]?(?:一度|普遍|依然|甚至|分别|各|也|亦|均|都|则|仍|已|更|仅|就|却|约|大约){0,2}(?:为|是|在|有|到|至|介于|介乎)?"
    rf"{QUALIFIED}{{0,3}}"
)
_NOUN = rf"(?P<noun>(?P<up>{NOUN_UP})|(?P<down>{NOUN_DOWN})){_NOUN_LINK}"
_VERB = rf"(?P<verb>(?P<up>{UP})|(?P<down>{DOWN}))(?:{_VERB_LINK})"
_PREDICATE = regex.compile(rf"(?:{BASIS}[，,]?{ADVERBS})?(?:{_NOUN}|{_VERB})\Z")
_TIMED_LEVEL = regex.compile(rf"{BASIS}{ADVERBS}(?P<verb>(?P<up>{LEVEL_UP})|(?P<down>{LEVEL_DOWN}))(?:{_VERB_LINK})\Z")
_WITH_OBJECT = regex.compile(rf"(?P<verb>(?P<up>{OBJECT_UP})|(?P<down>{OBJECT_DOWN}))了?{OBJECT}{QUALIFIED}{{0,2}}\Z")
_SIGNED = regex.compile(rf"(?:{BASIS}{ADVERBS}[:：]?|{BASIS}{ADVERBS}{_NOUN}|{_NOUN})\Z")
_AFTER = regex.compile(
    r"(?:以上|左右)?的?(?:年均|平均|高速|较快|快速|显著|同比|惊人|强劲|双位数|速度){0,2}"
    rf"(?P<word>(?P<up>{AFTER_UP})|(?P<down>{AFTER_DOWN}))(?![\p{{Han}}--[的势态和与但而]])",
    regex.V1,
)
_AFTER_BEFORE = regex.compile(r"(?:以|维持|保持|实现|录得|有|为|达到?|出现|取得|高达)[近约逾超]?\Z")

_BASIS_APART = regex.compile(r"(?:(?P<yoy>同比|按年)|(?P<mom>环比|按月))\p{Han}{2,8}\Z")

# A comparison with another group (比城镇快, 高于全国) is no change, nor is what is denied.
_GROUP = regex.compile(rf"(?:(?<![同环占对])比(?![例重较率]|{BASE_HEAD})|高于|低于|快于|慢于)[^，。；;,\n]{{1,18}}\Z")
_NOT_A_CHANGE = regex.compile(r"(?:未|没有|没|不再|不|无)(?:见|有|会|曾)?(?:明显|大幅|显著|出现)?\Z")

_YOY = regex.compile("去年|上年|前一年|前1年|上一年|(?<!前年)同[期月]|(?:一|1)年前")
_MOM = regex.compile(
    "上个?月|上一?个?周|上季|上半月|下半月|上旬|前一个?[日周月]|昨|上日|前日|^[0-9一二三四五六七八九十]{1,3}月份?$"
)
_BASE_YEAR = regex.compile(r"[较比与和同跟](?P<year>(?:19|20)[0-9]{2})年同期")


class Predicate(NamedTuple):
    """What makes an amount a change: the mention's edges, its direction and basis, and the rule."""

    start: int
    end: int
    direction: int
    basis: Basis | None
    rule: str


def predicate_of(text: str, floor: int, amount: Amount) -> Predicate | None:
    """Return the predicate of an amount, not reaching below ``floor``; None where it is no change.

    >>> from .amounts import find_amounts
    >>> text = "全市警情比去年同期下降近61%"
    >>> predicate_of(text, 0, next(find_amounts(text)))
    Predicate(start=4, end=15, direction=-1, basis='yoy', rule='verb')
    """
    floor = max(floor, amount.start - REACH)
    if amount.direction:
        return _signed(text, floor, amount)
    return _before(text, floor, amount) or _with_object(text, floor, amount) or _after(text, floor, amount)


def detached_basis(text: str, start: int, end: int) -> Basis | None:
    """Return the basis of the last comparison that stands alone (与去年同期相比，…) in a stretch."""
    last: Basis | None = None
    for match in _DETACHED.finditer(text, max(start, end - DETACHED_REACH), end):
        last = basis_of(match)
    return last


def base_year(text: str, start: int, end: int) -> int | None:
    """Return the year whose same period a predicate names (较2019年同期), None where it names none."""
    match = _BASE_YEAR.search(text, start, end)
    return int(match["year"]) if match else None


_DETACHED = regex.compile(DETACHED)
_OBJECT_INSIDE = regex.compile(rf"(?:{OBJECT_UP}|{OBJECT_DOWN})了?{OBJECT}")


def _signed(text: str, floor: int, amount: Amount) -> Predicate:
    """An amount that has a direction of its own: 翻一番, 腰斩, 同比-3.2%, 跌幅-47.2%."""
    match = _SIGNED.search(text, floor, amount.start)
    start = match.start() if match else amount.start
    return Predicate(start, amount.end, amount.direction, basis_of(match) if match else None, "signed")


def _before(text: str, floor: int, amount: Amount) -> Predicate | None:
    match = _PREDICATE.search(text, floor, amount.start)
    rule = "verb"
    if match is None:
        match, rule = _TIMED_LEVEL.search(text, floor, amount.start), "timed_level"
    elif match["noun"]:
        rule = "noun"
    if match is None:
        return None
    basis = basis_of(match)
    word = match.start("noun") if rule == "noun" else match.start("verb")
    if basis is None and (_GROUP.search(text, floor, word) or _NOT_A_CHANGE.search(text, floor, word)):
        return None
    start = match.start() if basis else word
    return Predicate(start, amount.end, 1 if match["up"] else -1, basis or _basis_apart(text, floor, word), rule)


def _basis_apart(text: str, floor: int, word: int) -> Basis | None:
    """The basis where the indicator stands between it and the verb: 同比发案下降三成."""
    match = _BASIS_APART.search(text, floor, word)
    return basis_of(match) if match else None


def _with_object(text: str, floor: int, amount: Amount) -> Predicate | None:
    """A verb with its object before the amount: 节约通关时间30%."""
    match = _WITH_OBJECT.search(text, floor, amount.start)
    if match is None:
        return None
    return Predicate(match.start(), amount.end, 1 if match["up"] else -1, None, "verb_with_object")


def object_of(text: str, start: int, end: int) -> str | None:
    """Return the object inside a mention, which is what changed; None where its verb takes none.

    >>> object_of("可节约通关时间30%", 1, 10)
    '通关时间'
    """
    match = _OBJECT_INSIDE.match(text, start, end)
    return match["object"] if match else None


def _after(text: str, floor: int, amount: Amount) -> Predicate | None:
    """A noun behind the amount: 维持20%以上的高速增长, 以12%的速度增长."""
    match = _AFTER.match(text, amount.end)
    if match is None or not _AFTER_BEFORE.search(text, floor, amount.start):
        return None
    return Predicate(amount.start, match.end(), 1 if match["up"] else -1, None, "noun_after")


def basis_of(match: regex.Match[str]) -> Basis | None:
    """Return the basis of a match of the comparison words, None where it holds none."""
    groups = match.groupdict()
    if groups.get("yoy"):
        return "yoy"
    if groups.get("mom"):
        return "mom"
    base = groups.get("base")
    if not base:
        return None
    if _YOY.search(base):
        return "yoy"
    return "mom" if _MOM.search(base) else "other"
