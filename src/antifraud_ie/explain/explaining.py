"""Why records are there: each with the rules that made it, and what the article says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from spacy.language import Language

from ..article import Article
from ..components import record_components
from ..export import check_kinds
from ..extractors import KINDS
from ..lexicon import Lexicon
from ..long_texts import articles, moved
from ..records import Record
from ..text import View
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
    """Return the records of a text of any length with the rules that made them, by kind and in text order.

    >>> from antifraud_ie import load
    >>> text = "昆明市公安局通報，全市警情同比下降3%。"
    >>> change, unit = explain(load(), text, ["percent_changes", "police_units"]).records
    >>> unit.normalised, [link.rule for link in unit.because]
    ('昆明市公安局', ['bureau'])
    >>> [(link.field, link.rule) for link in change.because]
    [('rule', 'verb'), ('indicator_rule', 'own_clause'), ('region_rule', 'deictic')]
    """
    wanted = check_kinds(kinds)
    parts = list(articles(text, nlp.max_length))
    _, first = parts[0]
    return Explanation(
        home=first.home.name if first.home else None,
        published=first.published.isoformat() if first.published else None,
        about_safety=any(article.about_safety for _, article in parts),
        records=tuple(_explained(nlp, parts, wanted)),
    )


def _explained(nlp: Language, parts: list[tuple[int, Article]], kinds: tuple[str, ...]) -> Iterator[Explained]:
    for component in record_components(nlp):
        found: dict[str, list[Explained]] = {}
        for offset, article in parts:
            for label, records in component.find(article, kinds).items():
                found.setdefault(label, []).extend(
                    _explain_record(label, one, offset, component.lexicon) for one in records
                )
        for explained in found.values():
            yield from explained


def _explain_record(label: str, record: Record, offset: int, lexicon: Lexicon | None) -> Explained:
    row = moved(record.to_dict(), offset)
    fields = [field for field in row if field == "rule" or (field.endswith("_rule") and row[field])]
    because = (Because(field, row[field], meaning(label, field, row[field], lexicon)) for field in fields)
    return Explained(label, row, View(record.text).text.strip(), tuple(because))
