"""Who: the police unit whose figure it is, as it is named before the figure in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

import regex

from ..article import Article
from .sentences import sentences_of

# How far before a figure its unit may be named, and how long a unit's name may be.
REACH = 120
LONGEST = 24

# Every branch opens with a plain character, which `re` looks for fast. 国家反诈中心App acts for nobody.
_HEAD = re.compile(
    '公安(?:厅|局|分局|处)|警方|警察局|警政署|警务处|司法警察局|派出所|分局|支队|大队|总队|中队|反诈骗?中心(?![”’"]?(?:[Aa][Pp][Pp]|小程序|手机))|公安(?!机关|部门|系统)'
)
_NOT_A_NAME = regex.compile(r"\P{Han}")
# Words that end right before a unit's name.
_STOP = regex.compile(
    "记者|[从由据在是与和及向对被把经令让称说的了为]|以来|期间|目前|近日|[昨今][日天]|获悉|统计|显示|通报|[今去]年|[0-9年月日]|全[市省县区州]"
)
_OWN_NAME = regex.compile(r"[市县区州省该]|\p{Han}{2,}")


def unit_before(article: Article, position: int) -> str | None:
    """Return the name of the nearest police unit before a figure in its sentence, None where there is none.

    >>> text = "记者从昆明市公安局获悉，五华分局接报警情下降3%。"
    >>> unit_before(Article(text), text.index("下降"))
    '五华分局'
    """
    return _units_of(article).before(position)


class _Units:
    """The words that head a police unit's name in an article; its sentences are read when they are asked for."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._sentences = sentences_of(article)
        self._heads: dict[int, tuple[list[tuple[int, int]], list[int]]] = {}
        self._names: dict[int, str | None] = {}

    def before(self, position: int) -> str | None:
        """Return the last name that ends before a position, in its sentence and not too far off."""
        number = self._sentences.at(position)
        sentence = self._sentences.bounds(number)[0]
        heads, ends = self._heads_in(number)
        left = max(sentence, position - REACH)
        for index in range(bisect_right(ends, position) - 1, -1, -1):
            start, end = heads[index]
            if start < left:
                return None
            if start not in self._names:
                self._names[start] = self._name(sentence, start, end)
            if name := self._names[start]:
                return name
        return None

    def _heads_in(self, number: int) -> tuple[list[tuple[int, int]], list[int]]:
        """The heads of a sentence, and where they end."""
        if number not in self._heads:
            spans = [match.span() for match in _HEAD.finditer(self._text, *self._sentences.bounds(number))]
            self._heads[number] = spans, [end for _, end in spans]
        return self._heads[number]

    def _name(self, sentence: int, head: int, end: int) -> str | None:
        """Return the name that a head ends, None where a common noun or nothing stands before it."""
        start = max(sentence, head - LONGEST)
        for stop in _STOP.finditer(self._text, start, head):
            start = stop.end()
        for other in _NOT_A_NAME.finditer(self._text, start, head):
            start = other.end()
        return self._text[start:end] if _OWN_NAME.fullmatch(self._text, start, head) else None


@lru_cache(maxsize=4)
def _units_of(article: Article) -> _Units:
    """Return the units of an article; those of the latest articles are kept."""
    return _Units(article)
