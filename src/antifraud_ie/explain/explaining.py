"""Why records are there: each with the rules that made it, and what the article says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from spacy.language import Language

from ..article import Article
from ..components import RecordComponent, record_components
from ..export import check_kinds
from ..extractors import KINDS
from ..lexicon import Lexicon
from ..raw_doc import storable
from ..records import Record
from ..text import View
from ..user_terms import check_entries
from .rules import meaning


@dataclass(frozen=True, slots=True)
class Because:
    """A rule that made a record, or the link that stands in one of its fields, and what it means."""

    field: str
    rule: str
    means: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A record as plain values, its text as the clean Simplified text has it, and the rules behind it."""

    label: str
    record: dict[str, Any]
    normalised: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the library reads in one text; ``home`` is the division that it is about, ``published`` an ISO date."""

    home: str | None
    published: str | None
    about_safety: bool
    records: tuple[Explained, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        return asdict(self)


def explain(nlp: Language, text: str, kinds: Iterable[str] = tuple(KINDS)) -> Explanation:
    """Return the records of a text with the rules that made them, by kind and in text order.

    >>> from antifraud_ie import load
    >>> text = "昆明市公安局通報，全市警情同比下降3%。"
    >>> change, unit = explain(load(), text, ["percent_changes", "police_units"]).records
    >>> unit.normalised, [link.rule for link in unit.because]
    ('昆明市公安局', ['bureau'])
    >>> [(link.field, link.rule) for link in change.because]
    [('rule', 'verb'), ('indicator_rule', 'own_clause'), ('region_rule', 'deictic')]
    """
    wanted = check_kinds(kinds)
    article = Article(storable(text))
    return Explanation(
        home=article.home.name if article.home else None,
        published=article.published.isoformat() if article.published else None,
        about_safety=article.about_safety,
        records=tuple(_explained(nlp, article, wanted)),
    )


def lexicon_of(component: RecordComponent) -> Lexicon | None:
    """Return the terms that a component finds, those of the user among them."""
    entries = json.loads(component.to_bytes())
    terms = check_entries(entries, component.name, component.extractor) if entries else ()
    return component.extractor.load_lexicon(terms)


def _explained(nlp: Language, article: Article, kinds: tuple[str, ...]) -> Iterator[Explained]:
    for component in record_components(nlp):
        lexicon = lexicon_of(component)
        for label, records in component.find(article, kinds).items():
            for record in records:
                yield _explain_record(label, record, lexicon)


def _explain_record(label: str, record: Record, lexicon: Lexicon | None) -> Explained:
    row = record.to_dict()
    fields = [field for field in row if field == "rule" or (field.endswith("_rule") and row[field])]
    because = (Because(field, row[field], meaning(label, field, row[field], lexicon)) for field in fields)
    return Explained(label, row, View(record.text).text.strip(), tuple(because))
