"""The tokenizer: atoms (characters, numbers, Latin words, addresses, tags) or pkuseg's words, over the raw text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from .atoms import atoms, give_spaces
from .characters import CharacterCutter
from .raw_doc import RawDoc, storable
from .segmenter import Segmenter, load_segmenter, word_spans
from .simplify import simplify
from .text import View

SegmenterName = Literal["char", "pkuseg"]

_PLAIN = re.compile(r"[\w.,:/%?=#-]+")


def norm(string: str) -> str:
    """Return the clean form of a token: Simplified, without readings, ASCII width, lower case.

    >>> norm("機(jī)"), norm("ＡＰＰ"), norm(" ")
    ('机', 'app', ' ')
    """
    if len(string) == 1 or _PLAIN.fullmatch(string):  # nothing to clean away
        return simplify(string).lower()
    return View(string).text.lower() or string


class Tokenizer:
    """Cuts a raw text and never changes it: ``doc.text == text`` for any string.

    >>> import spacy
    >>> tokenizer = Tokenizer(spacy.blank("zh").vocab)
    >>> [(token.text, token.norm_) for token in tokenizer("開(kāi)通 96110")]
    [('開(kāi)', '开'), ('通', '通'), ('96110', '96110')]
    """

    def __init__(self, vocab: Vocab, segmenter: str = "char", pkuseg_model: str | None = None) -> None:
        self.vocab = vocab
        self._set_segmenter(segmenter, pkuseg_model)
        self._characters = CharacterCutter(vocab)
        vocab.lex_attr_getters[NORM] = norm  # type: ignore[attr-defined]

    def __call__(self, text: str) -> Doc:
        """Return the Doc over a text."""
        words, spaces = self._cut(storable(text))
        return RawDoc.build(self.vocab, text, words, spaces)

    def _cut(self, text: str) -> tuple[Sequence[str | int], list[bool]]:
        if self._segmenter is None:
            return self._characters.cut(text)
        return give_spaces(_words(text, self._segmenter))

    def score(self, examples: list[Example]) -> dict[str, Any]:
        """Return spaCy's tokenization scores."""
        return Scorer.score_tokenization(examples)

    def to_bytes(self, *, exclude: tuple[str, ...] = ()) -> bytes:
        """Store the settings; a pkuseg model stays where it is."""
        return json.dumps(self._settings()).encode()

    def from_bytes(self, data: bytes, *, exclude: tuple[str, ...] = ()) -> Tokenizer:
        """Take over stored settings."""
        settings = _read_settings(data, set(self._settings()))
        if settings != self._settings():
            self._set_segmenter(**settings)
        return self

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Store the settings in a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> Tokenizer:
        """Take over settings stored in a file."""
        return self.from_bytes(Path(path).read_bytes())

    def _settings(self) -> dict[str, str | None]:
        return {"segmenter": self.segmenter, "pkuseg_model": self.pkuseg_model}

    def _set_segmenter(self, segmenter: str, pkuseg_model: str | None) -> None:
        self.segmenter = segmenter
        self.pkuseg_model = pkuseg_model
        self._segmenter: Segmenter | None = load_segmenter(segmenter, pkuseg_model)

    def __reduce__(self) -> tuple[Any, ...]:
        return Tokenizer, (self.vocab, self.segmenter, self.pkuseg_model)


def _read_settings(data: bytes, expected: set[str]) -> dict[str, Any]:
    try:
        settings = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"tokenizer: expected settings as JSON: {error}") from error
    if not isinstance(settings, dict) or set(settings) != expected:
        raise ValueError(f"tokenizer: expected settings with {' and '.join(sorted(expected))}, got {settings!r}")
    return settings


def _words(text: str, segmenter: Segmenter) -> list[str]:
    """Join the atoms that stand in one word; a number or a tag stays whole even where a word ends in it."""
    inside = {position for start, end in word_spans(text, segmenter) for position in range(start + 1, end)}
    words: list[str] = []
    position = 0
    for atom in atoms(text):
        if position in inside:
            words[-1] += atom
        else:
            words.append(atom)
        position += len(atom)
    return words


@registry.tokenizers("antifraud_ie.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer(segmenter: str = "char", pkuseg_model: str | None = None) -> Callable[[Language], Tokenizer]:
    """Return what makes the tokenizer of a pipeline.

    segmenter: ``char`` for atoms, ``pkuseg`` for words.
    pkuseg_model: for ``pkuseg``, the folder of a model or the name of a downloaded one; None for the packaged one.
    """

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, segmenter, pkuseg_model)

    return create
