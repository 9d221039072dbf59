"""The tokenizer: atoms (characters, numbers, Latin words, tags) or pkuseg's words, over the raw text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import regex
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from .raw_doc import RawDoc, storable
from .segmenter import Segmenter, load_segmenter, word_spans
from .text import View

SegmenterName = Literal["char", "pkuseg"]

# What is longer than one character. It begins with one of few, so that the lookahead skips Han text fast.
_LONG_ATOM = regex.compile(
    r"((?=[\x00-\x7f\s\u00c0-\u024f\uff10-\uff5a])(?:"
    r"[0-9０-９]++(?:,[0-9０-９]{3}(?![0-9０-９]))*+(?:[.．][0-9０-９]++)?+"
    r"|\p{Latin}++"
    r"|(?<=\S)[ ]|\s++"
    r"|(?<=\p{Han})\([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]{1,6}\)"
    r"|</?[A-Za-z][^<>]{0,400}+>|<!--"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"))"
)


def atoms(text: str) -> list[str]:
    """Cut a text into its smallest useful pieces; joined they give the text again.

    >>> atoms("警情同比下降4.04%，機(jī)關(guān)用App。")
    ['警', '情', '同', '比', '下', '降', '4.04', '%', '，', '機(jī)', '關(guān)', '用', 'App', '。']
    """
    pieces = _LONG_ATOM.split(text)
    cut: list[str] = []
    for run, atom in zip(pieces[::2], pieces[1::2], strict=False):
        cut.extend(run)
        if atom[0] == "(":  # a reading belongs to its character
            cut[-1] += atom
        else:
            cut.append(atom)
    cut.extend(pieces[-1])
    return cut


def norm(string: str) -> str:
    """Return the clean form of a token: Simplified, without readings, ASCII width, lower case.

    >>> norm("機(jī)"), norm("ＡＰＰ"), norm(" ")
    ('机', 'app', ' ')
    """
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
        self._hashes = _Hashes(vocab)
        vocab.lex_attr_getters[NORM] = norm  # type: ignore[attr-defined]

    def __call__(self, text: str) -> Doc:
        """Return the Doc over a text."""
        stored = storable(text)
        cut = atoms(stored) if self._segmenter is None else _words(stored, self._segmenter)
        words, spaces = _give_spaces(cut)
        return RawDoc.build(self.vocab, text, self._hashed(words), spaces)

    def _hashed(self, words: list[str]) -> list[str | int]:
        if self.vocab.in_memory_zone:  # type: ignore[attr-defined]  # what is added now is dropped later
            return [self._hashes.get(word, word) for word in words]
        return list(map(self._hashes.__getitem__, words))

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


class _Hashes(dict[str, int]):
    """Hashes of a vocabulary's strings: a Doc is built several times faster from them than from strings."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._add = vocab.strings.add

    def __missing__(self, string: str) -> int:
        value = self[string] = self._add(string)
        return value


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


def _give_spaces(words: list[str]) -> tuple[list[str], list[bool]]:
    """Let a word own the single space after it, as everywhere in spaCy."""
    kept: list[str] = []
    spaces: list[bool] = []
    done = 0
    for index in [index for index, word in enumerate(words) if word == " "]:
        if index > 0 and not words[index - 1].isspace():
            kept += words[done:index]
            spaces += [False] * (index - done)
            spaces[-1] = True
            done = index + 1
    kept += words[done:]
    return kept, spaces + [False] * (len(words) - done)


@registry.tokenizers("antifraud_ie.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer(segmenter: str = "char", pkuseg_model: str | None = None) -> Callable[[Language], Tokenizer]:
    """Return what makes the tokenizer of a pipeline.

    segmenter: ``char`` for atoms, ``pkuseg`` for words.
    pkuseg_model: folder of a pkuseg model, for ``pkuseg``; nothing is ever downloaded.
    """

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, segmenter, pkuseg_model)

    return create
