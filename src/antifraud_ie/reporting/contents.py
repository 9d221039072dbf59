"""What a report shows, as plain values: each document with its text, its zones and its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from spacy.tokens import Doc

from ..article import Article, read
from ..catalogue import schemes
from ..export import to_dict
from ..raw_doc import storable
from ..records import PoliceUnit
from ..unit_tree import unit_tree

PlainRecord = Mapping[str, Any]

TITLE_LENGTH = 80


class Extracted(NamedTuple):
    """A document that was read: its name, its text, and its records as ``to_dict`` and ``pipe`` give them.

    >>> Extracted("a.txt", "刷单诈骗", {"fraud_types": []}).name
    'a.txt'
    """

    name: str
    text: str
    records: Mapping[str, Iterable[PlainRecord]]


def contents(documents: Iterable[Doc | Extracted]) -> dict[str, Any]:
    """Return what the page needs of documents, JSON as it is.

    >>> found = contents([Extracted("a.txt", "首页 > 社会 > 正文", {})])
    >>> found["documents"][0]["lines"]
    [[0, 12, 'boilerplate']]

    ``units`` gives the chain of command of each unit, from the top down to the unit itself, ``schemes`` what each
    scheme is called.
    """
    given = [_extracted(document, number) for number, document in enumerate(documents, 1)]
    shown = [_document(extracted) for extracted in given]
    return {
        "documents": shown,
        "units": _chains(_records(shown, "police_units")),
        "schemes": _scheme_names(_records(shown, "fraud_types")),
    }


def _records(documents: Iterable[Mapping[str, Any]], kind: str) -> Iterator[PlainRecord]:
    return (record for document in documents for record in document["records"].get(kind, ()))


def _extracted(document: Doc | Extracted, number: int) -> Extracted:
    if isinstance(document, Extracted):
        return document
    if isinstance(document, Doc):
        return Extracted(f"document {number}", document.text, to_dict(document))
    raise TypeError(f"documents: expected Docs or Extracted ones, got {type(document).__name__} as number {number}")


def _document(extracted: Extracted) -> dict[str, Any]:
    text = storable(extracted.text)
    article = read(text)
    return {
        "name": storable(extracted.name),
        "title": _title(article),
        "published": article.published.isoformat() if article.published else None,
        "home": article.home.name if article.home else None,
        "text": text,
        "lines": [[*article.view.raw_span(line.start, line.end), line.zone] for line in article.lines],
        "records": {kind: [_stated(record) for record in records] for kind, records in extracted.records.items()},
    }


def _title(article: Article) -> str | None:
    """The title of an article, or else how it begins."""
    told = [line for line in article.lines if line.zone != "boilerplate"]
    line = next((line for line in told if line.zone == "title"), next(iter(told), None))
    return article.text[line.start : line.end].strip()[:TITLE_LENGTH] if line else None


def _stated(record: PlainRecord) -> dict[str, Any]:
    """The fields of a record that say something."""
    return {name: value for name, value in record.items() if value is not None and value != []}


def _chains(records: Iterable[PlainRecord]) -> dict[str, list[str]]:
    """The chain of command of each resolved unit, by its full name."""
    chains: dict[str, list[str]] = {}
    for record in records:
        name = record.get("full_name")
        if name is not None and name not in chains:
            province, city, county = (record.get(level) for level in ("province", "city", "county"))
            unit = PoliceUnit(
                "", 0, 0, "body", "", record["kind"], name, province, city, county, parent=record.get("parent")
            )
            chains[name] = [node.full_name for root in unit_tree([unit]) for _, node in root.walk()]
    return chains


def _scheme_names(records: Iterable[PlainRecord]) -> dict[str, str]:
    used = {record.get("scheme") for record in records}
    return {scheme.id: scheme.name for scheme in schemes() if scheme.id in used}
