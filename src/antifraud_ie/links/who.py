"""Who: the police unit whose figure it is, as it is named before the figure in its sentence."""

from __future__ import annotations

from functools import lru_cache

import regex

from ..article import Article
from .sentences import sentences_of

# How far before a figure its unit may be named, and how long a unit's name may be.
REACH = 120
LONGEST = 24

_HEAD = regex.compile(
    r"公安(?:厅|局|分局|处)|警方|警察局|警政署|警务处|司法警察局|派出所|分局|(?:支|大|总|中)队|反诈(?:骗)?中心|公安(?!机关|部门|系统)"
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
    sentences = sentences_of(article)
    start, _ = sentences.bounds(sentences.at(position))
    return _last_unit(article.text[max(start, position - REACH) : position])


@lru_cache(maxsize=64)
def _last_unit(clause: str) -> str | None:
    for head in reversed(list(_HEAD.finditer(clause))):
        start = max(0, head.start() - LONGEST)
        for stop in _STOP.finditer(clause, start, head.start()):
            start = stop.end()
        for other in _NOT_A_NAME.finditer(clause, start, head.start()):
            start = other.end()
        if _OWN_NAME.fullmatch(clause, start, head.start()):
            return clause[start : head.end()]
    return None
