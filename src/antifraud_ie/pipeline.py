"""The pipeline: ``load`` puts the components together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from spacy.language import Language

from .components import factory_name
from .extractors import EXTRACTORS
from .language import RecordLanguage
from .lexicon import LexiconError, did_you_mean
from .tokenizer import SegmenterName


def load(
    *,
    segmenter: SegmenterName = "char",
    pkuseg_model: str | Path | None = None,
    include_boilerplate: bool = False,
    lexicons: Mapping[str, str | Path] | None = None,
) -> Language:
    """Return a pipeline with all four components; nothing is downloaded.

    >>> doc = load()("今年以来，全市电信网络诈骗警情同比下降4.04%。")
    >>> [(change.text, change.value) for change in doc._.percent_changes]
    [('同比下降4.04%', -4.04)]

    segmenter: ``char`` cuts characters, numbers and Latin words, ``pkuseg`` words; the records are the same.
    pkuseg_model: another model for ``pkuseg`` than the packaged one: its folder, or the name of one on this machine.
    include_boilerplate: whether mentions in navigation lines, other articles' titles and footers count.
    lexicons: further terms, a TOML file for each of ``fraud_types``, ``outreach_channels``.
    """
    if not isinstance(lexicons, Mapping | None):
        raise LexiconError(f"lexicons: expected a dict like {{'fraud_types': 'mine.toml'}}, got {lexicons!r}")
    files = {name: str(path) for name, path in (lexicons or {}).items()}
    for name in files:
        if name not in EXTRACTORS:
            raise LexiconError(f"lexicons: unknown name {name!r}{did_you_mean(name, EXTRACTORS)}")
    tokenizer = {
        "@tokenizers": "antifraud_ie.Tokenizer.v1",
        "segmenter": segmenter,
        "pkuseg_model": None if pkuseg_model is None else str(pkuseg_model),
    }
    nlp = RecordLanguage.from_config({"nlp": {"lang": "zh", "tokenizer": tokenizer}})
    for name in EXTRACTORS:
        config = {"include_boilerplate": include_boilerplate, "lexicon": files.get(name)}
        component = nlp.add_pipe(factory_name(name), config=config)
        component.check()  # type: ignore[attr-defined]
    return nlp
