"""Beginnings: where the name that a head ends begins, or that it is no police unit's."""

from __future__ import annotations

import re

from ..marks import ASIDE, ASIDE_LENGTH, CLOSING_QUOTES, QUOTED
from ..words import words
from .edges import ACCOUNT, NAME_LENGTH, LeftEdges
from .heads import SELF_NAMED, TRADES, Head

ZONE_LENGTH = 8
_ZONE_NAME = range(3, ZONE_LENGTH + 1)

_LEVEL_WORDS = frozenset("省市县州区旗盟")
_BARE_BUREAU = re.compile(r"(?<![城上超股门楼都集夜菜闹地成行分各外])[省市县州区]$")
# 某市公安局, xx市公安局
_NAMELESS = frozenset("某各每全x×*")
_SHORT_BUREAUS = frozenset({"局", "厅"})
_OWN_DISTRICT = frozenset({"我区", "本区"})
_NUMBERS = frozenset("一二三四五六七八九十百两几多数余")
# Behind a level, a number or the end of a list a level means all units of a kind: 市州反诈中心, 两省公安厅.
_SEVERAL = _LEVEL_WORDS | _NUMBERS | {"师", "等"}
_REGION = "自治区"
_CLOSING = frozenset(")）号" + CLOSING_QUOTES)
_POST_NUMBER, _POST_NUMBER_LENGTH = re.compile(r"\d{1,2}号$"), 3
_QUOTED_LENGTH = 10
_SYSTEM_ALONE = frozenset({"兵团", "长航", "长江航运"})


class Beginnings:
    """The beginnings of names in one line of a text.

    >>> from ....article import Article
    >>> from .heads import find_heads
    >>> text = "近日沙朗派出所民警"
    >>> Beginnings(LeftEdges(Article(text)), 0).of(next(find_heads(text)), 0)
    2
    """

    def __init__(self, edges: LeftEdges, start: int) -> None:
        self.text, self.start = edges.text, start
        self.words = words()
        self.edges = edges

    def of(self, head: Head, floor: int) -> int | None:
        """Where the name that a head ends begins, or None where it names no police unit, or all of a kind."""
        start = self._of_level(head, floor)
        return None if start is not None and self.text[start - 1 : start] == "各" else start

    def _of_level(self, head: Head, floor: int) -> int | None:
        level = head.level
        if level == "pointer":
            return None
        if level in {"special", "collective"}:
            start = head.start if level == "special" else self._of_collective(head, floor)
            abroad = start is not None and self.words.foreign.search(self._before(head.start, self.start))
            return None if abroad else start
        if level == "bureau":
            return self._of_bureau(head, floor)
        if level == "squad":
            return self._of_squad(head, floor)
        if head.surface == "公安分局" and self._is_of_own_district(head, floor):
            return self._level_start(head.start - 1, head.start)
        return self._of_centre(head, floor) if level == "centre" else self._of_open(head, floor)

    def _before(self, end: int, floor: int) -> str:
        """The text before a head, as far back as a name may reach."""
        return self.text[max(floor, end - NAME_LENGTH) : end]

    def _of_open(self, head: Head, floor: int) -> int | None:
        """Sub-bureaus, stations and posts, whose names are an open class."""
        if self.text[head.start - 1 : head.start] in _CLOSING:
            return self._of_closed(head, floor)
        start = self.edges.before(head.start, floor, head.level)
        name = self.text[start : head.start]
        if len(name) < 2 or name in self.words.generic or name.endswith("公安"):
            return None
        if name[-1] in "家个所区" and name[-2] in _NUMBERS:  # 三家派出所
            return None
        if self.words.names_another(self._before(head.start, floor), head.level):
            return None
        is_bounded = self.edges.begins_division(start) or len(name) < NAME_LENGTH
        if not is_bounded and self.edges.last_stop(start - 1, start) is None:
            return None
        return self._with_system_word(start, floor) if head.level == "sub_bureau" else start

    def _is_of_own_district(self, head: Head, floor: int) -> bool:
        """区公安分局, 我区公安分局: the sub-bureau of the district at hand."""
        start = self.edges.before(head.start, floor, head.level)
        near = self.text[max(floor, head.start - 2) : head.start]
        return self.text[start : head.start] == "区" or near in _OWN_DISTRICT

    def _of_closed(self, head: Head, floor: int) -> int | None:
        """1号警务室, “石榴籽”警务室, 上街(高新区)公安分局: names that end in no letter of their own."""
        if head.level == "post":
            return self._of_closed_post(head, floor)
        near = max(floor, head.start - ASIDE_LENGTH)
        aside = ASIDE.search(self.text, near, head.start) if head.level == "sub_bureau" else None
        start = self.edges.divisions_start(aside.start(), floor) if aside else head.start
        return self._with_system_word(start, floor) if aside and start < aside.start() else None

    def _of_closed_post(self, head: Head, floor: int) -> int | None:
        number = _POST_NUMBER.search(self.text, max(floor, head.start - _POST_NUMBER_LENGTH), head.start)
        if number is not None:
            return number.start()
        quoted = QUOTED.search(self.text, max(floor, head.start - _QUOTED_LENGTH), head.start)
        if quoted is None or quoted.end() < head.start or quoted.group()[1:-1] in self.words.generic:
            return None
        return quoted.start() + 1  # edges carry no punctuation

    def _of_squad(self, head: Head, floor: int) -> int | None:
        """A squad begins at its trade, or at the division before it."""
        if head.surface in SELF_NAMED:
            return self._of_self_named(head, floor)
        before = self._before(head.start, self.start)
        own = self.words.trade_start(before)
        if own is None or self.words.names_another(before, "squad"):
            return None
        start, plain = self.edges.before(head.start, floor, "squad"), max(floor, head.start - len(before) + own)
        if plain < start:  # a trade may end in a stop word: 信息指挥大队
            start = self.edges.divisions_start(plain, floor)
        trade = self.words.trade_start(self.text[start : head.start])
        if trade is None or self.text[start - 1 : start] == "各":
            return None
        if self._is_pointed(start + trade):
            return self._pointed_start(start + trade)
        if self.edges.begins_division(start) or (trade == 1 and self.text[start] in _LEVEL_WORDS):
            return start
        return start + trade

    def _of_self_named(self, head: Head, floor: int) -> int:
        """少年警察队, 市刑大, 台南市妇幼警察队: with the division before it, or its level."""
        start = self.edges.divisions_start(head.start, floor)
        has_level = start == head.start > floor and self.text[start - 1] in "市县"
        return start - 1 if has_level else start

    def _of_bureau(self, head: Head, floor: int) -> int | None:
        end, is_short = head.start, head.surface in _SHORT_BUREAUS
        if self.edges.division_before(end) is not None:
            start = self.edges.before(end, floor, "bureau")
            if start < end:
                return start if not is_short or self.edges.ends_with_kind(end) else None
        if is_short and not _BARE_BUREAU.search(self.text, max(self.start, end - 2), end):
            return None
        start = self.edges.before(end, floor, "bureau")
        return self._level_start(start, end) if is_short else self._of_body(head, start)

    def _of_body(self, head: Head, start: int) -> int | None:
        """A bureau of a body with a police of its own (昆明铁路公安局), else of a level (市公安局)."""
        end = head.start
        name = self.text[start:end]
        system = self.words.system_start(name)
        if system is None and end > self.start and self.text[end - 1] in _LEVEL_WORDS:
            return self._level_start(start, end)
        if head.surface == "公安厅":
            return end
        if system is None or head.surface not in {"公安局", "公安处"}:
            return None
        is_whole = name in _SYSTEM_ALONE or name in self.words.railways or name.endswith("师")
        return start if system > 0 or is_whole else None

    def _of_centre(self, head: Head, floor: int) -> int | None:
        end, surface = head.start, head.surface
        divided = self.edges.division_before(end) is not None
        if surface == "中心" or (surface == "指挥中心" and not divided):
            return None
        if divided or (end > self.start and self.text[end - 1] in "市县州省区"):
            start = self.edges.before(end, floor, "centre")
            return start if divided else self._level_start(start, end)
        if self._is_pointed(end):
            return self._pointed_start(end)
        return end if surface.startswith("侦查") else None

    def _is_pointed(self, position: int) -> bool:
        """Whether 局 stands before a position for the bureau named before: 局刑侦大队, 局反诈中心."""
        at = position - 1
        if at < self.start or self.text[at] != "局":
            return False
        return at == self.start or self.edges.last_stop(at - 1, at) == at

    def _pointed_start(self, position: int) -> int:
        """Where 局 or 该局 before a position begins."""
        return position - 2 if self.text[position - 2 : position - 1] == "该" else position - 1

    def _level_start(self, start: int, end: int) -> int | None:
        """市 in 市公安局; the 区 that ends a longer word is that of a zone (生态区反诈中心), or of nothing known."""
        if self.text.endswith(_REGION, self.start, end):
            return end - len(_REGION)
        if end - 1 > self.start and self.text[end - 2] in _SEVERAL:
            return None
        if self.text[max(self.start, end - 2) : end - 1].lower() in _NAMELESS:
            return None
        if self.text[end - 1] != "区" or start >= end - 1:
            return end - 1
        is_zone = self.words.zones.start(self.text[start:end]) is not None or self._follows_city(start, end)
        return start if is_zone else None

    def _follows_city(self, start: int, end: int) -> bool:
        """Whether a city stands right before the name that ends in 区: 保定市 before 高开区."""
        city = self.edges.divisions_end(start)
        return start < city and end - city in _ZONE_NAME and self.edges.ends_with_kind(city)

    def _of_collective(self, head: Head, floor: int) -> int | None:
        """昆明公安, 开发区公安 of a zone, 昆明铁路警方 of a body with a police of its own."""
        if self.edges.division_before(head.start) is not None:
            start = self.edges.before(head.start, floor, "collective")
            is_account = self.text.endswith(ACCOUNT, self.start, start)
            return start if start < head.start and not is_account else None
        # Most names of the police have nothing before them.
        if head.surface in TRADES or self.words.systems.start(self._before(head.start, floor)) is None:
            return None
        start = self.edges.before(head.start, floor, "collective")
        name = self.text[start : head.start]
        system = self.words.systems.start(name)
        if system is None or (name.endswith("区") and head.start - self.edges.divisions_end(start) <= ZONE_LENGTH):
            return start if system is not None else None
        own = start + system
        outer = self.edges.divisions_start(own, floor)
        return outer if outer < own or own == start else None

    def _with_system_word(self, start: int, floor: int) -> int:
        """公安海淀分局, 高市警湖内分局: the word before the name belongs to it, and the city before that."""
        if self.text[start - 1 : start] == "警":
            city = self.edges.divisions_start(start - 1, floor)
            return city if city < start - 1 and city >= floor else start
        at = start - 2
        return at if at >= floor and self.text.startswith("公安", at) and not self.edges.has_gap(at, start) else start
