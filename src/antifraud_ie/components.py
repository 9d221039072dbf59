"""The components: each writes one extractor's records into a Doc, and can be added alone to any Chinese pipeline.

spaCy imports this module wherever the package is installed, so nothing is built here before it is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from .article import Article, read
from .collector import collector_paused
from .export import register_extensions, write_records
from .extractors import EXTRACTORS, KINDS, Extractor
from .lexicon import Lexicon, LexiconError, Term
from .raw_doc import storable
from .records import Record
from .scorer import SpanScorer
from .user_terms import check_entries, read_file, to_entry

DEFAULTS: Mapping[str, Any] = {
    "include_boilerplate": False,
    "lexicon": None,
    "scorer": {"@scorers": "antifraud_ie.scorer.v1"},
}


def factory_name(name: str) -> str:
    """Return the name of the spaCy factory of an extractor."""
    return f"antifraud_{name}"


class RecordComponent:
    """Writes one extractor's records into a Doc.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> component = nlp.add_pipe("antifraud_fraud_types")
    >>> component.add_terms([{"id": "tea", "code": "romance", "surfaces": ["卖茶女"]}])
    >>> [record.scheme for record in nlp("警惕卖茶女诈骗。")._.fraud_types]
    ['tea']
    """

    def __init__(
        self,
        name: str,
        extractor: Extractor,
        *,
        include_boilerplate: bool = False,
        lexicon: str | None = None,
        scorer: SpanScorer | None = None,
    ) -> None:
        self.name = name
        self.extractor = extractor
        self.include_boilerplate = include_boilerplate
        self.scorer = scorer
        self._terms: tuple[Term, ...] = ()
        self._lexicon: Lexicon | None = None
        # A saved pipeline brings its terms along and must not ask for the file again.
        self._file = lexicon
        if lexicon is not None and Path(lexicon).exists():
            self.load_file()
        register_extensions()

    @collector_paused()
    def __call__(self, doc: Doc) -> Doc:
        """Find the records of a Doc and write them into it."""
        for kind, records in self.find(read(storable(doc.text))).items():
            write_records(doc, kind, records)
        return doc

    @collector_paused()
    def find(self, article: Article, kinds: Collection[str] = KINDS) -> dict[str, tuple[Record, ...]]:
        """Return what the component would write into a Doc over an article, by kind of record."""
        found = self.extractor.extract_kinds(article, self.lexicon, kinds)
        if self.include_boilerplate:
            return found
        return {
            kind: tuple(record for record in records if record.zone != "boilerplate") for kind, records in found.items()
        }

    @property
    def lexicon(self) -> Lexicon | None:
        """The terms that the component looks for, those of users among them; None where its extractor has none.

        Raises LexiconError where the config names a file that cannot be used.
        """
        if self._lexicon is None:
            self.load_file()
            self._lexicon = self.extractor.load_lexicon(self._terms)
        return self._lexicon

    def add_terms(self, terms: Iterable[Mapping[str, Any]]) -> None:
        """Add terms of your own: dicts with the keys of a lexicon file's entries.

        Raises LexiconError where an entry cannot be used; then none is added.
        """
        if isinstance(terms, str | Mapping) or not isinstance(terms, Iterable):
            raise LexiconError(f"{self.name}.add_terms: expected a list of dicts, got {type(terms).__name__}")
        entries = [*self._entries(), *(dict(term) if isinstance(term, Mapping) else term for term in terms)]
        self._set_terms(check_entries(entries, f"{self.name}.add_terms", self.extractor))

    def load_file(self) -> None:
        """Take over the terms of the lexicon file that the config names, once.

        Raises LexiconError where it cannot be used.
        """
        if self._file is None:
            return
        try:
            self._set_terms(read_file(self._file, self.extractor))
        except LexiconError as error:
            raise LexiconError(f"{self.name}, lexicon: {error}") from error

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return the scores of this component's span group."""
        return {} if self.scorer is None else self.scorer(examples, self.extractor.name)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Store the terms that were added."""
        return json.dumps(self._entries()).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> RecordComponent:
        """Take over stored terms."""
        return self._restore(data, f"{self.name}, stored terms")

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Store the terms that were added in a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> RecordComponent:
        """Take over terms stored in a file."""
        return self._restore(Path(path).read_bytes(), str(path))

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_lexicon": None}  # an automaton cannot be pickled

    def _set_terms(self, terms: tuple[Term, ...]) -> None:
        self._terms = terms
        self._lexicon = None
        self._file = None

    def _entries(self) -> list[dict[str, Any]]:
        self.load_file()
        return [to_entry(term) for term in self._terms]

    def _restore(self, data: bytes, where: str) -> RecordComponent:
        try:
            entries = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise LexiconError(f"{where}: expected terms as JSON: {error}") from error
        if not isinstance(entries, list):
            raise LexiconError(f"{where}: expected a list of terms, got {type(entries).__name__}")
        self._set_terms(check_entries(entries, where, self.extractor) if entries else ())
        return self


def record_components(nlp: Language, disable: Collection[str] = ()) -> tuple[RecordComponent, ...]:
    """Return the components of a pipeline that give records, but for those named under ``disable``.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> for name in ("first", "second"):
    ...     component = nlp.add_pipe("antifraud_fraud_types", name)
    >>> [component.name for component in record_components(nlp)]
    ['second']

    Of several of one extractor it is the last, whose records are those that stay in a Doc.
    """
    last = {
        component.extractor.name: component
        for name, component in nlp.pipeline
        if isinstance(component, RecordComponent) and name not in disable
    }
    return tuple(last.values())


def _component(
    name: str, extractor: str, include_boilerplate: object, lexicon: object, scorer: SpanScorer | None
) -> RecordComponent:
    if not isinstance(include_boilerplate, bool):
        raise ValueError(f"{name}: include_boilerplate must be true or false, not {include_boilerplate!r}")
    if not isinstance(lexicon, str | None):
        raise ValueError(f"{name}: lexicon must be the path of a TOML file or null, not {lexicon!r}")
    return RecordComponent(
        name, EXTRACTORS[extractor], include_boilerplate=include_boilerplate, lexicon=lexicon, scorer=scorer
    )


def _factory(name: str) -> Callable[[Callable[..., RecordComponent]], Callable[..., RecordComponent]]:
    return Language.factory(
        factory_name(name),
        default_config=dict(DEFAULTS),
        assigns=[*(f"doc._.{kind}" for kind in EXTRACTORS[name].kinds), "doc.spans"],
        default_score_weights={f"spans_{name}_f": 1.0, f"spans_{name}_p": None, f"spans_{name}_r": None},
    )


@_factory("fraud_types")
def create_fraud_types(
    nlp: Language, name: str, include_boilerplate: Any, lexicon: Any, scorer: SpanScorer | None
) -> RecordComponent:
    """Make the component that finds fraud types."""
    return _component(name, "fraud_types", include_boilerplate, lexicon, scorer)


@_factory("percent_changes")
def create_percent_changes(
    nlp: Language, name: str, include_boilerplate: Any, lexicon: Any, scorer: SpanScorer | None
) -> RecordComponent:
    """Make the component that finds percent changes."""
    return _component(name, "percent_changes", include_boilerplate, lexicon, scorer)


@_factory("police_units")
def create_police_units(
    nlp: Language, name: str, include_boilerplate: Any, lexicon: Any, scorer: SpanScorer | None
) -> RecordComponent:
    """Make the component that finds police units."""
    return _component(name, "police_units", include_boilerplate, lexicon, scorer)


@_factory("outreach_channels")
def create_outreach_channels(
    nlp: Language, name: str, include_boilerplate: Any, lexicon: Any, scorer: SpanScorer | None
) -> RecordComponent:
    """Make the component that finds outreach channels."""
    return _component(name, "outreach_channels", include_boilerplate, lexicon, scorer)
