"""Predicates: what makes an amount a change - its direction, and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from ....patterns import Pattern
from ....records import Basis
from .amounts import Amount
from .bases import basis_of
from .words import (
    ADVERBS,
    AFTER_DOWN,
    AFTER_UP,
    BASE_HEAD,
    BASIS,
    COMPARED_WITH,
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
_FIGURE = r"[0-9.,〇○零一二两三四五六七八九十百千万亿余多]{1,14}\p{Han}{0,3}?(?:[,，、]?[或即]|[(（])"
_VERB_LINK = (
    rf"(?:了|出|幅)?(?:幅度)?(?:整整|足足)?{QUALIFIED}{{0,3}}(?:{_FIGURE})?"
    rf"|了?(?:(?:分别|均|都|各)为|(?:分别|均|都|各)?(?:在|介于|介乎)){QUALIFIED}{{0,2}}"
)
_NOUN_LINK = (
    r"(?:[:：]|(?:[最较]?[大高]|明显|显著|惊人|尤为突出)[,，](?=高?达|为|超|逾))?(?:一度|普遍|依然|甚至|分别|各|也|亦|均|都|则|仍|已|更|仅|就|却|约|大约){0,2}(?:为|是|在|有|到|至|介于|介乎)?"
    rf"{QUALIFIED}{{0,3}}"
)
# A word with a direction, and what leads from it to the amount.
_WORD = Pattern(
    rf"(?:(?P<noun>(?P<up>{NOUN_UP})|(?P<down>{NOUN_DOWN})){_NOUN_LINK}"
    rf"|(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<level>(?P<up>{LEVEL_UP})|(?P<down>{LEVEL_DOWN})))(?:{_VERB_LINK}))\Z"
)
# How far before an amount such a word may begin.
_WORD_REACH = 40
# A comparison and what may stand between it and such a word, of which it looks at two characters (年增, not 年减半).
_COMPARISON = Pattern(rf"(?s){BASIS}(?P<pause>[，,])?{ADVERBS}(?=..\Z)")
_DETACHED = Pattern(DETACHED)
_WITH_OBJECT = Pattern(rf"(?:(?P<up>{OBJECT_UP})|(?P<down>{OBJECT_DOWN}))了?{OBJECT}{QUALIFIED}{{0,2}}\Z")
_OBJECT_INSIDE = Pattern(rf"(?:{OBJECT_UP}|{OBJECT_DOWN})了?{OBJECT}")
# Rough first passes with the standard `re`, which is faster: each of the patterns above matches nowhere else.
# Of the two looks ahead, the first is the quick one.
_WORD_BEGINS = re.compile(
    "(?=[上增提攀回扩成多递调加反跃拉抬升涨大微略急激劲猛骤暴剧狂飙陡锐稍再又净巨飞年下减降压缩收萎滑走负插放跌少高快低慢砍])"
    "(?=[增升涨减降跌缩飙多少高快低慢]|上[升涨扬调浮]|提[高升速]|攀升|回[升落]|扩大|成长|递[增减]|调[升高降低]|加快|反弹|[跃拉抬]升"
    "|[大微略急激劲猛骤暴剧狂陡锐稍再又净巨飞][升增涨降跌减]|年[增减]|下[降跌滑挫探调浮]|压[降减缩]|收窄|萎缩|走低|滑落|负增|插水|放缓|砍[掉去])"
)
_COMPARISON_BEGINS = re.compile("[同环比按相对较与和跟]|[年月季](?=[增减])")
_DETACHED_BEGINS = re.compile("[同由从自环相对比较与和跟]")
_OBJECT_VERB = re.compile(f"{OBJECT_UP}|{OBJECT_DOWN}")
_AFTER = Pattern(
    r"(?V1)(?:以上|左右)?的?(?:年均|平均|高速|较快|快速|显著|同比|惊人|强劲|双位数|速度){0,2}"
    rf"(?P<word>(?P<up>{AFTER_UP})|(?P<down>{AFTER_DOWN}))(?![\p{{Han}}--[的势态和与但而]])"
)
_AFTER_BEFORE = re.compile(r"(?:以|维持|保持|实现|录得|有|为|达到?|出现|取得|高达)[近约逾超]?\Z")

_BASIS_APART = Pattern(rf"(?:(?P<yoy>同比|按年)|(?P<mom>环比|按月)|{COMPARED_WITH})\p{{Han}}{{2,8}}\Z")

# A comparison with another group (比城镇快, 高于全国) is no change, nor is what is denied.
_GROUP = Pattern(rf"(?:(?<![同环占对相])比(?![例重较率]|{BASE_HEAD})|高于|低于|快于|慢于)[^，。；;,\n]{{1,18}}\Z")
_NOT_A_CHANGE = Pattern(r"(?:未|没有|没|不再|不|无)(?:见|有|会|曾)?(?:明显|大幅|显著|出现)?\Z")
# Nor is the share that one has in a rise: 占整体升幅逾五成.
_SHARE_OF = re.compile("占(?!比)(?![^，。；]{0,8}(?:比重|比例|份额))[^，。；、,;\\n]{0,8}\\Z")

_RATE_BEFORE = re.compile("率(?:仅|约)?[为是达:：]?\\Z")
_RATE_REACH = 4

# How far before a word or an amount these may begin: none of their matches is longer.
_APART_REACH, _GROUP_REACH, _SHARE_REACH, _DENIAL_REACH, _AFTER_REACH = 40, 20, 9, 5, 3


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
        return None if _is_level(text, amount) else _signed(text, floor, amount)
    return _with_object(text, floor, amount) or _before(text, floor, amount) or _after(text, floor, amount)


def detached_comparison(text: str, start: int, end: int) -> regex.Match[str] | None:
    """Return the last comparison that stands alone (与去年同期相比，…) in a stretch."""
    last: regex.Match[str] | None = None
    position = max(start, end - DETACHED_REACH)
    for begin in _DETACHED_BEGINS.finditer(text, position, end):
        match = _DETACHED.match(text, begin.start(), end) if begin.start() >= position else None
        if match:
            last, position = match, match.end()
    return last


def _signed(text: str, floor: int, amount: Amount) -> Predicate:
    """An amount that has a direction of its own: 翻一番, 腰斩, 同比-3.2%, 跌幅-47.2%, 同比增长-0.5%."""
    end = amount.start
    colon = end - (text[floor:end][-1:] in {"：", ":"})
    words = [word.start() for word in _words(text, floor, end) if word["noun"] or _is_bare_verb(word)]
    first = min(words, default=end)
    comparison = _comparison(text, floor, (*words, colon, end))
    if comparison is None or comparison.start() > first:
        return Predicate(first, amount.end, amount.direction, None, "signed")
    return Predicate(comparison.start(), amount.end, amount.direction, basis_of(comparison), "signed")


def _is_bare_verb(word: regex.Match[str]) -> bool:
    """Whether a verb stands right before the amount: 增长-0.5%, not 增1,164宗(+13.8%)."""
    return not word["level"] and not any(char.isdigit() for char in word.group())


def _is_level(text: str, amount: Amount) -> bool:
    """A rate below nought is no change: 人口自然增长率为-3.19‰."""
    if amount.form != "percent" or not _RATE_BEFORE.search(text, max(0, amount.start - _RATE_REACH), amount.start):
        return False
    return not any(word["noun"] for word in _words(text, 0, amount.start))


def _words(text: str, floor: int, end: int) -> list[regex.Match[str]]:
    """The words with a direction that lead up to an amount."""
    begins = _WORD_BEGINS.finditer(text, max(floor, end - _WORD_REACH), end)
    return [word for begin in begins if (word := _WORD.match(text, begin.start(), end))]


def _comparison(text: str, floor: int, ends: Sequence[int], *, paused: bool = False) -> regex.Match[str] | None:
    """The first comparison that leads up to one of the words or to the amount itself."""
    # One character more than the stretch: what begins with 年 or 月 is known by the one behind it.
    for begin in _COMPARISON_BEGINS.finditer(text, floor, ends[-1] + 1):
        for end in ends:
            match = _COMPARISON.match(text, begin.start(), end + 2)
            if match and (paused or not match["pause"]):
                return match
    return None


def _before(text: str, floor: int, amount: Amount) -> Predicate | None:
    """A word before the amount; 高 and its like say a change only behind a comparison."""
    words = _words(text, floor, amount.start)
    plain = [word for word in words if not word["level"]]
    by_start = {word.start(): word for word in plain or words}
    if not by_start:
        return None
    first = min(by_start)
    comparison = _comparison(text, floor, tuple(by_start), paused=bool(plain))
    if comparison and (comparison.start() < first or not plain):
        return _stated(by_start[comparison.end()], comparison.start(), amount, basis_of(comparison))
    if not plain or _GROUP.search(text, max(floor, first - _GROUP_REACH), first):
        return None
    if _NOT_A_CHANGE.search(text, max(floor, first - _DENIAL_REACH), first):
        return None
    if plain[0]["noun"] and _SHARE_OF.search(text, max(floor, first - _SHARE_REACH), first):
        return None
    return _stated(plain[0], first, amount, _basis_apart(text, floor, first))


def _stated(word: regex.Match[str], start: int, amount: Amount, basis: Basis | None) -> Predicate:
    rule = "noun" if word["noun"] else "timed_level" if word["level"] else "verb"
    return Predicate(start, amount.end, 1 if word["up"] else -1, basis, rule)


def _basis_apart(text: str, floor: int, word: int) -> Basis | None:
    """The basis where the indicator stands between it and the verb: 同比发案下降三成."""
    match = _BASIS_APART.search(text, max(floor, word - _APART_REACH), word)
    return basis_of(match) if match else None


def _with_object(text: str, floor: int, amount: Amount) -> Predicate | None:
    """A verb with its object before the amount: 节约通关时间30%."""
    for verb in _OBJECT_VERB.finditer(text, floor, amount.start):
        match = _WITH_OBJECT.match(text, verb.start(), amount.start)
        if match:
            return Predicate(match.start(), amount.end, 1 if match["up"] else -1, None, "verb_with_object")
    return None


def object_of(text: str, start: int, end: int) -> str | None:
    """Return the object inside a mention, which is what changed; None where its verb takes none.

    >>> object_of("可节约通关时间30%", 1, 10)
    '通关时间'
    """
    if not _OBJECT_VERB.match(text, start, end):
        return None
    match = _OBJECT_INSIDE.match(text, start, end)
    return match["object"] if match else None


def _after(text: str, floor: int, amount: Amount) -> Predicate | None:
    """A noun behind the amount: 维持20%以上的高速增长, 以12%的速度增长."""
    if not _AFTER_BEFORE.search(text, max(floor, amount.start - _AFTER_REACH), amount.start):
        return None
    match = _AFTER.match(text, amount.end)
    if match is None:
        return None
    return Predicate(amount.start, match.end(), 1 if match["up"] else -1, None, "noun_after")
