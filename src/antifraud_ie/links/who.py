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

# Every branch opens with a plain character, which `re` looks for fast.
_HEAD = re.compile(
    "公安(?:厅|局|分局|处)|警方|警察局|警政署|警务处|司法警察局|派出所|分局|支队|大队|总队|中队|反诈骗?中心|公安(?!机关|部门|系统)"
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
    """The words that head a police unit's name in an article; a name is read where it is asked for."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._sentences = sentences_of(article)
        self._heads = [match.span() for match in _HEAD.finditer(self._text)]
        self._ends = [end for _, end in self._heads]
        self._names: dict[int, str | None] = {}

    def before(self, position: int) -> str | None:
        """Return the last name that ends before a position, in its sentence and not too far off."""
        sentence = self._sentences.start_of(position)
        left = max(sentence, position - REACH)
        for head in range(bisect_right(self._ends, position) - 1, -1, -1):
            if self._heads[head][0] < left:
                return None
            if head not in self._names:
                self._names[head] = self._name(sentence, *self._heads[head])
            if name := self._names[head]:
                return name
        return None

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
