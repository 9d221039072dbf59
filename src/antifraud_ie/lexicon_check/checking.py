"""The check of a whole lexicon."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ..extractors import EXTRACTORS
from ..lexicon import Lexicon, LexiconError, Term, did_you_mean, parse_entries, read_source
from ..user_terms import check_entries
from .entries import doubts, problems, repeated
from .findings import Checked, Finding
from .sentences import disproofs


@cache
def labels() -> tuple[str, ...]:
    """Return the kinds of records that users may have terms for.

    >>> labels()
    ('fraud_types', 'outreach_channels')
    """
    return tuple(name for name, extractor in EXTRACTORS.items() if extractor.schema is not None)


def check_lexicon(path: Path, label: str | None = None) -> Checked:
    """Check a user's lexicon file; without a label, its codes and keys tell whose terms they are.

    Raises LexiconError where the file cannot be read, or where nothing tells whose terms they are.
    """
    return check_source(read_source(path), label)


def check_source(source: str, label: str | None = None) -> Checked:
    r"""Check the text of a lexicon, as ``check_lexicon`` does.

    >>> checked = check_source('[[term]]\nid = "tea"\ncode = "romanse"\nsurfaces = ["賣茶女"]')
    >>> for finding in checked.findings:
    ...     print(finding.entry, finding.id, finding.severity, finding.message)
    1 tea problem unknown code 'romanse'; did you mean 'romance'?
    """
    if label is not None and label not in labels():
        raise LexiconError(f"unknown label {label!r}{did_you_mean(label, labels())}")
    try:
        entries = parse_entries(source, "")
    except LexiconError as error:
        problem = Finding("problem", 0, None, str(error).removeprefix(": "))
        return Checked(label or labels()[0], 0, 0, (problem,))
    extractor = EXTRACTORS[label or _guess(entries)]
    own = extractor.load_lexicon() or Lexicon(())
    known = {surface: term for term in own.terms for surface in term.surfaces}
    findings: list[Finding] = []
    terms: dict[int, Term] = {}
    for number, entry in enumerate(entries, 1):
        refused = [Finding("problem", number, _id(entry), message) for message in problems(entry, extractor)]
        findings += refused
        if not refused:
            (terms[number],) = check_entries([entry], "", extractor)
            findings += [Finding("warning", number, _id(entry), message) for message in doubts(entry, known)]
    findings += repeated(terms)
    lexicon = own.plus({term.id: term for term in terms.values()}.values())
    for number, term in terms.items():
        findings += [Finding("problem", number, term.id, message) for message in disproofs(term, extractor, lexicon)]
    sentences = sum(len(term.yes) + len(term.no) for term in terms.values())
    return Checked(extractor.name, len(entries), sentences, tuple(sorted(findings, key=lambda one: one.entry)))


def _guess(entries: Sequence[Any]) -> str:
    """Tell whose terms a lexicon has: by its codes and by keys that only one kind has; by mistyped codes if need be."""
    tables = [entry for entry in entries if isinstance(entry, dict)]
    schemas = {label: schema for label in labels() if (schema := EXTRACTORS[label].schema)}

    def evidence(label: str) -> tuple[int, float]:
        schema = schemas[label]
        own = set(schema.keys).difference(*(other.keys for name, other in schemas.items() if name != label))
        codes = [entry["code"] for entry in tables if isinstance(entry.get("code"), str)]
        sure = sum(code in schema.codes for code in codes) + sum(key in own for entry in tables for key in entry)
        return sure, sum(_nearness(code, schema.codes) for code in codes)

    best = max(schemas, key=evidence)
    if not any(evidence(best)):
        raise LexiconError(f"no code says whose terms these are: expected --label {' or --label '.join(labels())}")
    return best


def _nearness(code: str, codes: Collection[str]) -> float:
    """Return how like a code is to the nearest of some, from 0 to 1."""
    near = difflib.get_close_matches(code, codes, n=1)
    return difflib.SequenceMatcher(None, code, near[0]).ratio() if near else 0.0


def _id(entry: Any) -> str | None:
    given = entry.get("id") if isinstance(entry, dict) else None
    return given if isinstance(given, str) else None
