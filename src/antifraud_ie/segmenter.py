"""Word segmentation by pkuseg, from a model on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from .text import View

MODEL_FILES = ("weights.npz", "features.msgpack")


class Segmenter(Protocol):
    """Whatever cuts a text into words."""

    def cut(self, txt: str) -> list[str]:
        """Return the words; white space may be left out."""


def load_segmenter(name: str, model: str | None) -> Segmenter | None:
    """Return the segmenter of that name; None means that characters are enough.

    >>> load_segmenter("pkuseg", None)
    Traceback (most recent call last):
    ...
    ValueError: pkuseg_model: segmenter='pkuseg' needs the folder of a pkuseg model, got None
    """
    if name == "char":
        if model is not None:
            raise ValueError(f"pkuseg_model: expected None with segmenter='char', got {model!r}")
        return None
    if name != "pkuseg":
        raise ValueError(f"segmenter: expected 'char' or 'pkuseg', got {name!r}")
    if model is None:
        raise ValueError("pkuseg_model: segmenter='pkuseg' needs the folder of a pkuseg model, got None")
    # Checked before pkuseg sees the name: it downloads what it does not find.
    missing = [file for file in MODEL_FILES if not Path(model, file).is_file()]
    if missing:
        expected = " and ".join(MODEL_FILES)
        raise ValueError(f"pkuseg_model: expected a folder with {expected}, {model!r} lacks {', '.join(missing)}")
    import spacy_pkuseg  # noqa: PLC0415  # takes long to import, and few need it

    segmenter: Segmenter = spacy_pkuseg.pkuseg(str(model), user_dict=None)
    return segmenter


def word_spans(text: str, segmenter: Segmenter) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the words in a raw text; the words are cut in its clean Simplified form."""
    view = View(text)
    position = 0
    for word in segmenter.cut(view.text):
        start = view.text.index(word, position)
        position = start + len(word)
        yield view.raw_span(start, position)
