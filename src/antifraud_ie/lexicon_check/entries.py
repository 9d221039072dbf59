"""The entries of a lexicon: what the loader refuses of them, what may go wrong with them, what stands twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..extractors import Extractor
from ..lexicon import LexiconError, Term
from ..places import is_common_word
from ..text import View
from ..user_terms import check_entries
from .findings import Finding


def problems(entry: Any, extractor: Extractor) -> Iterator[str]:
    """Yield what the loader refuses; each key is looked at in an entry that is right but for this key."""
    if not isinstance(entry, dict):
        yield f"expected a table, got {type(entry).__name__}"
        return
    schema = extractor.schema
    sound = {"id": "sound", "code": min(schema.codes) if schema else "", "surfaces": ["诈骗"]}
    for key in dict.fromkeys([*sound, *entry]):
        others = {name: value for name, value in sound.items() if name != key}
        trial = {**others, key: entry[key]} if key in entry else others
        message = _refusal(trial, extractor)
        if message:
            yield message


def _refusal(trial: Mapping[str, Any], extractor: Extractor) -> str | None:
    try:
        check_entries([trial], "", extractor)
    except LexiconError as error:
        name = trial.get("id", "no id")
        message = str(error)
        for where in (f", term 1 ({name}): ", f", term {name!r}: ", ": "):
            message = message.removeprefix(where)
        return message
    return None


def doubts(entry: Mapping[str, Any], known: Mapping[str, Term]) -> Iterator[str]:
    """Yield what may go wrong with the surfaces of an entry; ``known`` holds the library's own, each with its term."""
    for surface in entry["surfaces"]:
        clean = View(surface).text.strip()
        yield from _surface_doubts(surface, clean, entry["code"], known.get(clean))


def _surface_doubts(surface: str, clean: str, code: str, owner: Term | None) -> Iterator[str]:
    if clean != surface:
        yield f"surface {surface!r}: the text is read in Simplified characters, free of debris; write {clean!r}"
    if len(clean) == 1:
        yield f"surface {surface!r}: one character stands inside many other words"
    if is_common_word(clean):
        yield f"surface {surface!r}: an everyday word, which will be found wherever it stands"
    if owner and owner.code == code:
        yield f"surface {surface!r}: known already, under the same code, in the entry {owner.id!r}"
    elif owner:
        yield f"surface {surface!r}: known already, as {owner.code!r}, in the entry {owner.id!r}; yours takes its place"


def repeated(terms: Mapping[int, Term]) -> Iterator[Finding]:
    """Yield ids and surfaces that stand in more than one entry."""
    ids: dict[str, list[int]] = defaultdict(list)
    surfaces: dict[str, list[int]] = defaultdict(list)
    for number, term in terms.items():
        ids[term.id].append(number)
        for surface in term.surfaces:
            surfaces[surface].append(number)
    for what, owners in (("id", ids), ("surface", surfaces)):
        for value, (first, *others) in owners.items():
            for number in others:
                message = f"{what} {value!r} stands in entry {first} already"
                yield Finding("problem", number, terms[number].id, message)
