"""Word segmentation by pkuseg, from a model on disk, with this library's own words kept whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

import ahocorasick_rs

from .extractors import EXTRACTORS
from .lexicon import Term, packaged_table, packaged_text
from .places import find_all
from .text import View

PACKAGED = Path(__file__).parent / "data" / "pkuseg"
MODEL_FILES = ("weights.npz", "features.msgpack")

_HEADS = ("公安局", "公安厅", "公安处", "公安分局", "公安机关", "派出所", "反诈中心", "反诈骗中心")
_SQUADS = ("总队", "支队", "大队", "中队")
# Letters of a shorter one meet by chance (落实/习近平 has 实习), so that it joins words and never divides them.
_LONG = 4


class Segmenter(Protocol):
    """Whatever cuts a text into words."""

    def cut(self, txt: str) -> list[str]:
        """Return the words; white space may be left out."""


def load_segmenter(name: str, model: str | None) -> Segmenter | None:
    """Return the segmenter of that name; None means that characters are enough.

    >>> text = "五华公安分局提醒市民谨防刷单返利。"
    >>> [text[start:end] for start, end in word_spans(text, load_segmenter("pkuseg", None))]
    ['五华', '公安分局', '提醒', '市民', '谨防', '刷单返利', '。']

    model: the folder of a pkuseg model, or the name of one that pkuseg once downloaded; None for the packaged one.
    Raises ValueError where there is no such segmenter or model; nothing is ever downloaded.
    """
    if name == "char":
        if model is not None:
            raise ValueError(f"pkuseg_model: expected None with segmenter='char', got {model!r}")
        return None
    if name != "pkuseg":
        raise ValueError(f"segmenter: expected 'char' or 'pkuseg', got {name!r}")
    import spacy_pkuseg  # noqa: PLC0415  # takes long to import, and few need it

    # By its full path: pkuseg downloads what it knows by name. Its own user dictionary divides words (see _keep_whole).
    segmenter: Segmenter = spacy_pkuseg.pkuseg(str(_find_model(model)), user_dict=None)
    return segmenter


def _find_model(model: str | None) -> Path:
    if model is None:
        return PACKAGED
    from spacy_pkuseg.config import config  # noqa: PLC0415

    downloaded = Path(config.pkuseg_home, model)
    folder = downloaded if model in config.available_models and not Path(model).is_dir() else Path(model)
    missing = [file for file in MODEL_FILES if not (folder / file).is_file()]
    if not missing:
        return folder.resolve()
    if missing == ["features.msgpack"] and (folder / "features.pkl").is_file():
        raise ValueError(
            f"pkuseg_model: {str(folder)!r} is in the old format, which can run code when it is read; if you trust it, "
            'convert it once: python -c "from spacy_pkuseg.feature_extractor import FeatureExtractor as features; '
            f'features.load({str(folder)!r}).save({str(folder)!r})"'
        )
    hint = "; give None for the packaged model, or let spacy_pkuseg.pkuseg(...) download it once"
    raise ValueError(
        f"pkuseg_model: expected a folder with {' and '.join(MODEL_FILES)}, {str(folder)!r} lacks {', '.join(missing)}"
        f"{hint if folder is downloaded else ''}"
    )


def word_spans(text: str, segmenter: Segmenter) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the words in a raw text; the words are cut in its clean Simplified form."""
    view = View(text)
    position = 0
    words = []
    for word in segmenter.cut(view.text):
        start = view.text.index(word, position)
        position = start + len(word)
        words.append((start, position))
    for start, end in _keep_whole(view.text, words):
        yield view.raw_span(start, end)


def _keep_whole(text: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the words that an own word covers, and divide those that a long one begins or ends in.

    pkuseg's own user dictionary would divide words at every occurrence, and cuts a word that a longer one begins with
    in the wrong place (of 刷单 and 刷单返利诈骗 it makes 刷单返利 in 刷单返利活动).
    """
    starts = {start for start, _ in words}
    ends = {end for _, end in words}
    for start, end in find_own_words(text):
        inside = range(start + 1, end)
        if starts.isdisjoint(inside) or not (end - start >= _LONG or (start in starts and end in ends)):
            continue
        starts.difference_update(inside)
        ends.difference_update(inside)
        for edge in {start, end} - starts - ends:
            starts.add(edge)
            ends.add(edge)
    return zip(sorted(starts), sorted(ends), strict=True)


def find_own_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the longest own words in a clean text, from left to right.

    >>> list(find_own_words("警惕刷单返利诈骗"))
    [(2, 6)]
    """
    for _, start, end in find_all(_automaton(), text):
        yield start, end


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(own_words(), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@cache
def own_words() -> tuple[str, ...]:
    """Return the words that stay whole: schemes, channels, police units and their heads, without punctuation.

    >>> {"刷单返利", "冒充公检法", "微信公众号", "刑侦支队", "公安分局"} <= set(own_words())
    True
    """
    special = packaged_text("data", "special_units.tsv").splitlines()
    words = {*_HEADS, *(line.split("\t")[0] for line in special if not line.startswith("#"))}
    words |= {trade + squad for trade in packaged_table("data", "unit_words.toml")["trades"] for squad in _SQUADS}
    words.update(surface for term in _terms("outreach_channels") for surface in term.surfaces)
    for term in _terms("fraud_types"):
        poses = term.extra["sense"] in {"role", "organization"}  # an everyday word (老师) but for 冒充
        words.update(f"冒充{surface}" if poses else surface for surface in term.surfaces)
    return tuple(sorted(word for word in words if len(word) > 1 and word.isalnum()))


def _terms(name: str) -> tuple[Term, ...]:
    lexicon = EXTRACTORS[name].load_lexicon()
    return lexicon.terms if lexicon else ()
