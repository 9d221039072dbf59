"""The plain vocabulary around channels, from ``data/channel_words.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from ...lexicon import packaged_table


@cache
def channel_words() -> dict[str, Any]:
    """Return the lists of words by name.

    >>> channel_words()["verbs"][:2]
    ['滚动播放', '循环播放']
    """
    return packaged_table("data", "channel_words.toml")
