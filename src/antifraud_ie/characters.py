"""Atoms as a vocabulary's hashes: a Doc over these is built several times faster than over strings."""

from __future__ import annotations

from string import printable

import numpy as np
from spacy.vocab import Vocab

from .atoms import LONG_ATOM

# Characters beyond the Basic Multilingual Plane are few; they are looked up one by one.
_TABLE_SIZE = 0x10000


class _Hashes(dict[str, int]):
    """The hashes of a vocabulary's strings; a string that is new to it is added.

    Inside a memory zone nothing is added, for what is new there is dropped with the zone: a string that is not
    known stays itself.
    """

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, string: str) -> str | int:
        if self._vocab.in_memory_zone:  # type: ignore[attr-defined]
            return string
        value: int = self._vocab.strings.add(string)
        self[string] = value
        return value


class CharacterCutter:
    """Cuts texts into atoms, given by their hashes.

    >>> import spacy
    >>> vocab = spacy.blank("zh").vocab
    >>> hashes, spaces = CharacterCutter(vocab).cut("用App 转4.5万")
    >>> [vocab.strings[value] for value in hashes], spaces.index(True)
    (['用', 'App', '转', '4.5', '万'], 1)

    Han text is nearly all single characters, so their hashes are taken from a table, all at once.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._hashes = _Hashes(vocab)
        self._table = np.full(_TABLE_SIZE, None, dtype=object)
        self._known = np.zeros(_TABLE_SIZE, dtype=bool)
        # What numbers, words and tags consist of is known from the start, not learned from text to text.
        for character in printable:
            self._learn(character)

    def cut(self, text: str) -> tuple[list[str | int], list[bool]]:
        """Return the atoms of a text, and whether each owns the space after it; ``text`` holds no lone surrogates."""
        characters = self._characters(text)
        hashes = self._hashes
        kept: list[str | int] = []
        owners: list[int] = []
        done = 0
        for match in LONG_ATOM.finditer(text):
            start, end = match.span()
            kept += characters[done:start]
            done = end
            atom = text[start:end]
            if atom == " " and start and not text[start - 1].isspace():
                owners.append(len(kept) - 1)
            elif atom[0] == "(":  # a reading belongs to its character
                kept[-1] = hashes[text[start - 1 : end]]
            else:
                kept.append(hashes[atom])
        kept += characters[done:]
        spaces = [False] * len(kept)
        for owner in owners:
            spaces[owner] = True
        return kept, spaces

    def _characters(self, text: str) -> list[str | int]:
        """Return the hashes of all characters."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        inside = codes if codes.max(initial=0) < _TABLE_SIZE else np.where(codes < _TABLE_SIZE, codes, 0)
        characters: list[str | int] = self._table[inside].tolist()
        unknown = ~self._known[inside] | (inside != codes)
        for position in np.flatnonzero(unknown).tolist():
            characters[position] = self._learn(text[position])
        return characters

    def _learn(self, character: str) -> str | int:
        strings = self._vocab.strings
        if self._vocab.in_memory_zone and character in strings:  # type: ignore[attr-defined]  # maybe only until its end
            return character
        # Characters are few: unlike words, they are kept beyond a memory zone.
        value: int = strings.add(character, allow_transient=False)  # type: ignore[call-arg]
        if ord(character) < _TABLE_SIZE:
            self._table[ord(character)] = value
            self._known[ord(character)] = True
        return value
