"""Lexicons: terms as data, checked when they are loaded, found in one pass over a text.

A lexicon is a TOML file, one ``[[term]]`` per entry::

    [[term]]
    id = "order_brushing"            # unique in the file
    code = "order_brushing"          # one of the codes the extractor knows
    surfaces = ["刷单", "网络刷单"]     # Simplified; unique in the file
    yes = ["警惕[网络刷单]。"]           # sentences that prove it: the mention in square brackets
    no = []                          # sentences that must not give this term

Further keys are declared by the extractor that owns the file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick_rs
import tomli  # compiled: three times as fast as the standard tomllib, which shares its code


class LexiconError(ValueError):
    """A lexicon that cannot be used; the message names the file, the entry and what was expected."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a lexicon; ``extra`` holds the keys that only its extractor reads."""

    id: str
    code: str
    surfaces: tuple[str, ...]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


class Hit(NamedTuple):
    """A term found: where it stands in the searched string."""

    start: int
    end: int
    term: Term


class Lexicon:
    """Terms with an automaton over their surfaces.

    >>> lexicon = Lexicon([Term("a", "poster", ("海报", "宣传海报"))])
    >>> [(hit.start, hit.end, hit.term.code) for hit in lexicon.find("张贴宣传海报")]
    [(2, 6, 'poster')]
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        by_surface = {surface: term for term in self.terms for surface in term.surfaces}
        self._terms = tuple(by_surface.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            tuple(by_surface), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the longest terms from left to right, never overlapping."""
        terms = self._terms
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield Hit(start, end, terms[index])

    def plus(self, terms: Iterable[Term]) -> Lexicon:
        """Return a lexicon with more terms; a new surface takes precedence over an old one."""
        return Lexicon((*self.terms, *terms))


@dataclass(frozen=True, slots=True)
class Schema:
    """What a lexicon's entries may say: the codes, the further keys with their types, and the words some allow."""

    codes: frozenset[str]
    keys: Mapping[str, type] = field(default_factory=dict)
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)


_COMMON: Mapping[str, type] = {"id": str, "code": str, "surfaces": list, "yes": list, "no": list}


def load_terms(source: str, where: str, schema: Schema) -> tuple[Term, ...]:
    """Parse and check a lexicon's text; ``where`` names it in errors.

    >>> schema = Schema(codes=frozenset({"poster"}))
    >>> load_terms('[[term]]\\nid = "x"\\ncode = "postr"\\nsurfaces = ["海报"]', "my.toml", schema)
    Traceback (most recent call last):
    ...
    antifraud_ie.lexicon.LexiconError: my.toml, term 1 (x): unknown code 'postr'; did you mean 'poster'?
    """
    return check_terms(parse_entries(source, where), where, schema)


def parse_entries(source: str, where: str) -> list[Any]:
    """Return the entries of a lexicon's text, whatever they say. Raises LexiconError where it has none to be found."""
    try:
        document = tomli.loads(source)
    except (ValueError, RecursionError) as error:  # not TOMLDecodeError alone: a number may be too long, too
        raise LexiconError(f"{where}: not valid TOML: {error}") from error
    entries = document.get("term")
    if set(document) - {"term"} or not isinstance(entries, list):
        raise LexiconError(f"{where}: expected [[term]] entries and nothing else at the top level")
    return entries


def check_terms(entries: Iterable[Any], where: str, schema: Schema) -> tuple[Term, ...]:
    """Return the terms that entries describe.

    Raises LexiconError, naming the entry and what was expected, where one cannot be used or says what another says.
    """
    terms = tuple(_term(entry, f"{where}, term {number}", schema) for number, entry in enumerate(entries, 1))
    check_unique(terms, where)
    return terms


def _term(entry: Any, where: str, schema: Schema) -> Term:
    if not isinstance(entry, dict):
        raise LexiconError(f"{where}: expected a table, got {type(entry).__name__}")
    where = f"{where} ({entry.get('id', 'no id')})"
    known = {**_COMMON, **schema.keys}
    for key, value in entry.items():
        if key not in known:
            raise LexiconError(f"{where}: unknown key {key!r}{did_you_mean(key, known)}")
        if not isinstance(value, known[key]):
            raise LexiconError(f"{where}: {key} must be of type {known[key].__name__}, not {type(value).__name__}")
    for key in ("id", "code", "surfaces"):
        if not entry.get(key):
            raise LexiconError(f"{where}: {key} is missing or empty")
    if entry["code"] not in schema.codes:
        raise LexiconError(f"{where}: unknown code {entry['code']!r}{did_you_mean(entry['code'], schema.codes)}")
    for key, allowed in schema.choices.items():
        if key in entry and entry[key] not in allowed:
            raise LexiconError(f"{where}: unknown {key} {entry[key]!r}{did_you_mean(entry[key], allowed)}")
    for key in ("surfaces", "yes", "no"):
        if not all(isinstance(item, str) and item.strip() for item in entry.get(key, ())):
            raise LexiconError(f"{where}: {key} must be a list of non-empty strings")
    return Term(
        id=entry["id"],
        code=entry["code"],
        surfaces=tuple(entry["surfaces"]),
        yes=tuple(entry.get("yes", ())),
        no=tuple(entry.get("no", ())),
        extra={key: entry[key] for key in schema.keys if key in entry},
    )


def check_unique(terms: Iterable[Term], where: str) -> None:
    """Raise LexiconError where two terms have the same id or surface."""
    owner: dict[str, str] = {}
    ids: set[str] = set()
    for term in terms:
        if term.id in ids:
            raise LexiconError(f"{where}: id {term.id!r} stands twice")
        ids.add(term.id)
        for surface in term.surfaces:
            if surface in owner:
                raise LexiconError(f"{where}: {surface!r} stands under {owner[surface]!r} and {term.id!r}")
            owner[surface] = term.id


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return the end of an error message: the known word that an unknown one is near to, or all of them.

    >>> did_you_mean("postr", ["poster", "banner"])
    "; did you mean 'poster'?"
    """
    near = difflib.get_close_matches(str(word), sorted(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; expected one of {', '.join(sorted(known))}"


def read_terms(path: Path | str, schema: Schema) -> tuple[Term, ...]:
    """Load a user's lexicon file.

    Raises LexiconError where the file is missing, not UTF-8, not TOML or says something unknown.
    """
    return load_terms(read_source(path), str(path), schema)


def read_source(path: Path | str) -> str:
    """Return the text of a user's lexicon file, without a byte order mark.

    Raises LexiconError where the file is missing or not UTF-8.
    """
    try:
        return Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: expected UTF-8 text: {error}") from error
    except (OSError, ValueError) as error:  # ValueError where it is no path at all
        raise LexiconError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def packaged_table(folder: str, name: str) -> dict[str, Any]:
    """Return a TOML data file of this package as a dict."""
    table: dict[str, Any] = tomli.loads(packaged_text(folder, name))
    return table


@cache
def packaged_text(folder: str, name: str) -> str:
    """Return a data file of this package, e.g. ``packaged_text("lexicons", "fraud_types.toml")``."""
    return (resources.files(__package__) / folder / name).read_text("utf-8")
