"""Patterns made of many words."""

from __future__ import annotations

import re
from functools import cached_property

from ...patterns import Pattern


def any_of(words: str) -> str:
    """Return the regex source of one of several words (or word patterns), parted by spaces; no group is captured.

    >>> any_of("海报 横幅")
    '(?:海报|横幅)'
    """
    return "(?:" + "|".join(words.split()) + ")"


class Ending:
    r"""Words that stand at the end of a text, where a tail of at most so many characters may follow them.

    >>> advice = Ending("不要 切勿", r"\p{Han}{0,4}", 4)
    >>> advice.ends("请大家切勿点击"), advice.ends("不要急，点击")
    (True, False)
    """

    def __init__(self, words: str, tail: str = "", most: int = 0) -> None:
        self._words = words
        self._reach = max(map(len, words.split())) + most
        # Reversed: ``match`` asks whether the string ends so.
        self._whole = Pattern("(?r)" + any_of(words) + tail)

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(any_of(self._words))

    def ends(self, text: str) -> bool:
        """Whether the text ends so; a look for the words alone, which is fast, spares most texts the full pattern."""
        near = text[-self._reach :]
        return self._word.search(near) is not None and self._whole.match(text) is not None
