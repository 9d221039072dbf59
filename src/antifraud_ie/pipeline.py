"""The pipeline: ``load`` puts the components together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language

from .components import RecordComponent, factory_name
from .extractors import EXTRACTORS
from .language import RecordLanguage
from .lexicon import LexiconError, check_unique, did_you_mean
from .tokenizer import SegmenterName
from .user_terms import read_file, to_entry

LexiconFiles = Mapping[str, str | Path | Sequence[str | Path]]


def load(
    *,
    segmenter: SegmenterName = "char",
    pkuseg_model: str | Path | None = None,
    include_boilerplate: bool = False,
    lexicons: LexiconFiles | None = None,
) -> Language:
    """Return a pipeline with all four components; nothing is downloaded.

    >>> doc = load()("今年以来，全市电信网络诈骗警情同比下降4.04%。")
    >>> [(change.text, change.value) for change in doc._.percent_changes]
    [('同比下降4.04%', -4.04)]

    segmenter: ``char`` cuts characters, numbers and Latin words, ``pkuseg`` words; the records are the same.
    pkuseg_model: another model for ``pkuseg`` than the packaged one: its folder, or the name of one on this machine.
    include_boilerplate: whether mentions in navigation lines, other articles' titles and footers count.
    lexicons: further terms, a TOML file or a list of them for each of ``fraud_types``, ``outreach_channels``.
    """
    files = _files(lexicons)
    tokenizer = {
        "@tokenizers": "antifraud_ie.Tokenizer.v1",
        "segmenter": segmenter,
        "pkuseg_model": None if pkuseg_model is None else str(pkuseg_model),
    }
    nlp = RecordLanguage.from_config({"nlp": {"lang": "zh", "tokenizer": tokenizer}})
    for name in EXTRACTORS:
        paths = files.get(name, [])
        config = {"include_boilerplate": include_boilerplate, "lexicon": paths[0] if paths else None}
        component = nlp.add_pipe(factory_name(name), config=config)
        assert isinstance(component, RecordComponent)
        component.load_file()
        if len(paths) > 1:
            _add_files(component, paths)
    return nlp


def _files(lexicons: LexiconFiles | None) -> dict[str, list[str]]:
    if not isinstance(lexicons, Mapping | None):
        raise LexiconError(f"lexicons: expected a dict like {{'fraud_types': 'mine.toml'}}, got {lexicons!r}")
    files: dict[str, list[str]] = {}
    for name, given in (lexicons or {}).items():
        if name not in EXTRACTORS:
            raise LexiconError(f"lexicons: unknown name {name!r}{did_you_mean(name, EXTRACTORS)}")
        paths = [given] if isinstance(given, str | Path) else given
        if not (isinstance(paths, Sequence) and all(isinstance(path, str | Path) for path in paths)):
            raise LexiconError(f"lexicons: {name}: expected the path of a TOML file or a list of them, got {given!r}")
        files[name] = [str(path) for path in paths]
    return files


def _add_files(component: RecordComponent, paths: list[str]) -> None:
    """Add the terms of all files but the first, which the component has read; no two of them may say the same."""
    try:
        first, *others = (read_file(path, component.extractor) for path in paths)
        added = [term for terms in others for term in terms]
        check_unique([*first, *added], ", ".join(paths))
    except LexiconError as error:
        raise LexiconError(f"{component.name}, lexicon: {error}") from error
    component.add_terms(map(to_entry, added))
