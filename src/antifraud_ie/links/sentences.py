"""Sentences as links see them: the stretches from one full stop to the next, found once per article."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from ..article import Article

_FULL_STOP = "。"
_OTHER_STOPS = "！？!?\n"


class Sentences:
    """The sentences of an article, numbered in order; semicolons do not end one.

    >>> sentences = Sentences("一季度下降；二季度上升。全年持平")
    >>> sentences.bounds(sentences.at(13))
    (12, 16)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Replacing and splitting is twice as fast as a pattern.
        for stop in _OTHER_STOPS:
            text = text.replace(stop, _FULL_STOP)
        lengths = [len(sentence) + 1 for sentence in text.split(_FULL_STOP)]
        self._starts = [0, *accumulate(lengths[:-1])]

    def at(self, position: int) -> int:
        """Return the number of the sentence that holds a position."""
        return bisect_right(self._starts, position) - 1

    def start_of(self, position: int) -> int:
        """Return the start of the sentence that holds a position."""
        return self._starts[self.at(position)]

    def bounds(self, number: int) -> tuple[int, int]:
        """Return start and end of a sentence, its full stop left out."""
        following = number + 1
        end = self._starts[following] - 1 if following < len(self._starts) else len(self._text)
        return self._starts[number], end


@lru_cache(maxsize=4)
def sentences_of(article: Article) -> Sentences:
    """Return the sentences of an article; those of the latest articles are kept."""
    return Sentences(article.text)
