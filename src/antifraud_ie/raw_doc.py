"""A Doc that keeps the text it was made from."""

from __future__ import annotations

import copyreg
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from spacy.tokens import Doc
from spacy.tokens.doc import pickle_doc  # type: ignore[attr-defined]
from spacy.vocab import Vocab

_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    r"""Return the text as UTF-8 can hold it: a lone surrogate becomes U+FFFD, all else stays.

    >>> storable("反诈\ud83d") == "反诈\ufffd"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


class RawDoc(Doc):
    """A Doc whose ``text`` is the very string it was made from.

    spaCy joins the text anew from all tokens each time it is asked for, which takes longer than building
    the Doc, and its string store holds UTF-8 only, so that a lone surrogate cannot live in a token. Copied,
    stored and pickled documents are plain Docs; there a lone surrogate reads U+FFFD.
    """

    raw: str

    @classmethod
    def build(cls, vocab: Vocab, raw: str, words: Sequence[str | int], spaces: Sequence[bool]) -> Doc:
        """Return a Doc over words, or their hashes in ``vocab``, that spell ``raw``."""
        if not raw:  # an empty Doc may still be filled by `from_bytes`
            return Doc(vocab)
        doc = cls(vocab, cast("list[str]", words), list(spaces))
        doc.raw = raw
        return doc

    @property
    def text(self) -> str:
        """The raw text, lone surrogates included."""
        return self.raw

    def to_dict(self, *, exclude: Iterable[str] = ()) -> dict[str, Any]:
        """Return what ``to_bytes`` stores."""
        data: dict[str, Any] = super().to_dict(exclude=exclude)
        if "text" in data:
            data["text"] = storable(self.raw)
        return data


copyreg.pickle(RawDoc, pickle_doc)
