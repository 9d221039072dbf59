"""Terms that users add to an extractor's own: checked as those are, kept as plain entries when stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .extractors import Extractor
from .lexicon import LexiconError, Schema, Term, check_terms, check_unique, read_terms
from .text import View


def check_entries(entries: Iterable[Any], where: str, extractor: Extractor) -> tuple[Term, ...]:
    """Return the terms that entries describe; ``where`` names them in errors.

    >>> from antifraud_ie.extractors import EXTRACTORS
    >>> entry = {"id": "tea", "code": "romanse", "surfaces": ["賣茶女"]}
    >>> check_entries([entry], "my terms", EXTRACTORS["fraud_types"])
    Traceback (most recent call last):
    ...
    antifraud_ie.lexicon.LexiconError: my terms, term 1 (tea): unknown code 'romanse'; did you mean 'romance'?
    """
    return _simplified(check_terms(entries, where, _schema(extractor, where)), where)


def read_file(path: str | Path, extractor: Extractor) -> tuple[Term, ...]:
    """Return the terms of a user's TOML file. Raises LexiconError where it cannot be used."""
    return _simplified(read_terms(path, _schema(extractor, str(path))), str(path))


def to_entry(term: Term) -> dict[str, Any]:
    """Return a term as the entry that describes it.

    >>> to_entry(Term("tea", "romance", ("卖茶女",)))
    {'id': 'tea', 'code': 'romance', 'surfaces': ['卖茶女'], 'yes': [], 'no': []}
    """
    entry = {"id": term.id, "code": term.code, "surfaces": list(term.surfaces)}
    return {**entry, "yes": list(term.yes), "no": list(term.no), **term.extra}


def _schema(extractor: Extractor, where: str) -> Schema:
    schema = extractor.schema
    if schema is None:
        raise LexiconError(f"{where}: {extractor.name} takes no terms of users")
    return schema


def _simplified(terms: Iterable[Term], where: str) -> tuple[Term, ...]:
    """Write the surfaces as the clean text has them, for that is where they are looked for."""
    simplified = tuple(_simplified_term(term, where) for term in terms)
    check_unique(simplified, where)
    return simplified


def _simplified_term(term: Term, where: str) -> Term:
    surfaces = {surface: View(surface).text.strip() for surface in term.surfaces}
    for surface, text in surfaces.items():
        if not text or "\n" in text:
            raise LexiconError(
                f"{where}, term {term.id!r}: surface {surface!r} is nothing that a line of text can hold"
            )
    return dataclasses.replace(term, surfaces=tuple(dict.fromkeys(surfaces.values())))
