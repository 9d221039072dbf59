"""The pipelines that are compared: what a user would otherwise run on the same texts."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from typing import Any, NamedTuple

import opencc
import regex
import spacy
from spacy.language import Language

Reader = Callable[[str], object]

PERCENT = regex.compile(r"(?:同比|环比)?[\p{Han}]{0,4}(?:上升|下降|增长|减少|增加)了?\d+(?:\.\d+)?(?:%|个百分点)")
_SENTENCE_END = regex.compile("[。！？\n]")


class Peer(NamedTuple):
    """A pipeline by name; ``share`` is the part of the texts it gets, less than 1 where it is very slow."""

    name: str
    load: Callable[[], Reader]
    share: float = 1.0


def blank() -> Reader:
    """Return spaCy's bare Chinese pipeline: characters, nothing found."""
    return spacy.blank("zh")


def own() -> Reader:
    """Return this library's full pipeline."""
    return importlib.import_module("antifraud_ie").load()


def span_ruler() -> Reader:
    """Return a SpanRuler over this library's own surfaces, with one regular expression and OpenCC."""
    nlp = spacy.blank("zh")
    return _ruled(nlp, nlp.add_pipe("span_ruler"))


def entity_ruler() -> Reader:
    """Return an EntityRuler over this library's own surfaces, with one regular expression and OpenCC."""
    nlp = spacy.blank("zh")
    return _ruled(nlp, nlp.add_pipe("entity_ruler"))


def jionlp() -> Reader:
    """Return JioNLP's extractors of times, sums of money and places, sentence by sentence."""
    jio = importlib.import_module("jionlp")
    logging.getLogger().setLevel(logging.CRITICAL)  # it reports every phrase it cannot read

    def read(text: str) -> None:
        for sentence in filter(None, _SENTENCE_END.split(text)):
            jio.ner.extract_time(sentence)
            jio.ner.extract_money(sentence)
            jio.parse_location(sentence)

    read("昆明市五华区昨日破案三起。")  # reads its dictionaries on first use
    return read


PEERS = (
    Peer("spacy.blank", blank),
    Peer("SpanRuler", span_ruler),
    Peer("EntityRuler", entity_ruler),
    Peer("antifraud_ie", own),
    Peer("JioNLP", jionlp, share=0.01),
)


def surfaces() -> list[tuple[str, str]]:
    """Return all surfaces of this library's lexicons with their codes."""
    extractors = importlib.import_module("antifraud_ie.extractors").EXTRACTORS
    lexicons = [extractor.load_lexicon() for extractor in extractors.values()]
    terms = [term for lexicon in lexicons if lexicon is not None for term in lexicon.terms]
    return [(surface, term.code) for term in terms for surface in term.surfaces]


def _ruled(nlp: Language, ruler: Any) -> Reader:
    ruler.add_patterns([{"label": code, "pattern": surface} for surface, code in surfaces()])
    convert = opencc.OpenCC("t2s").convert

    def read(text: str) -> None:
        doc = nlp(convert(text))
        doc.user_data["changes"] = [match.span() for match in PERCENT.finditer(doc.text)]

    return read
