"""Pinyin syllables, as page converters leave them behind a character: 機(jī)."""

from __future__ import annotations

import re
from functools import lru_cache

_SYLLABLE = re.compile(
    "(?:[zcs]h?|[bpmfdtnlgkhjqrxwy])?"
    "(?:a(?:i|ng?|o)?|e(?:i|ng?|r)?|i(?:ang?|ao|a|e|ng?|ong|u)?|o(?:ng|u)?|u(?:ang?|ai|a|e|i|n|o)?|ü(?:an|e|n)?)"
)
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ", "aaaaeeeeiiiioooouuuuüüüünnn")
# Without a tone mark these are other words as well: 人工智能(ai), 密码(pin).
_WORDS = frozenset(("ai", "an", "bin", "can", "gui", "lan", "pi", "pin", "ping"))


@lru_cache(maxsize=4096)
def is_reading(word: str) -> bool:
    """Tell whether a lower-case word reads as one pinyin syllable; a single letter must bear a tone mark.

    >>> [is_reading(word) for word in ("guān", "men", "è", "e", "app", "pin")]
    [True, True, True, False, False, False]
    """
    plain = word.translate(_TONES)
    if plain == word and (len(word) == 1 or word in _WORDS):
        return False
    return _SYLLABLE.fullmatch(plain) is not None
