"""Gold annotation: what should be found in a text, as JSON beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..lexicon import did_you_mean
from .matching import FACTS

# Lists of mentions that gold may have for its readers, and that are not scored.
NOTES = frozenset({"not_changes", "qualitative", "narrated"})

Mentions = Mapping[str, list[dict[str, Any]]]


class GoldError(ValueError):
    """Gold annotation that does not fit its text; the message names the file and the mention."""


class GoldDocument(NamedTuple):
    """A text with its gold mentions, by label and with their offsets."""

    path: Path
    raw: str
    mentions: Mentions


def read_folder(texts: Path, gold: Path) -> Iterator[GoldDocument]:
    """Yield the texts that have gold. Raises GoldError where gold is missing, unreadable or does not fit its text."""
    paths = sorted(gold.glob("*.json"))
    if not paths:
        raise GoldError(f"{gold}: expected .json files with gold annotation")
    for path in paths:
        text_path = texts / f"{path.stem}.txt"
        try:
            raw = text_path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GoldError(f"{path}: expected its text, in UTF-8, in {text_path}: {error}") from error
        yield GoldDocument(path, raw, read_gold(path, raw))


def read_gold(path: Path, raw: str) -> dict[str, list[dict[str, Any]]]:
    """Return the gold mentions of a text by label, with their offsets.

    Raises GoldError where the file is no gold, has mentions under an unknown key, or does not fit its text.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}: not JSON in UTF-8: {error}") from error
    if not isinstance(document, dict):
        raise GoldError(f"{path}: expected a JSON object, got a {type(document).__name__}")
    for key, value in document.items():
        if key not in FACTS and key not in NOTES and _has_mentions(value):
            raise GoldError(f"{path}: mentions under an unknown key {key!r}{did_you_mean(key, FACTS)}")
    return {label: [_place(mention, raw, path) for mention in document.get(label, [])] for label in FACTS}


def _has_mentions(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _place(mention: Any, raw: str, path: Path) -> dict[str, Any]:
    text = mention.get("text") if isinstance(mention, dict) else None
    if not isinstance(text, str) or not text:
        raise GoldError(f"{path}: expected a mention with its text, got {mention!r}")
    occurrence = mention.get("n", 1)
    if not isinstance(occurrence, int) or occurrence < 1:
        raise GoldError(f"{path}: {text!r}: expected n, which occurrence is meant, to be 1 or more, got {occurrence!r}")
    start = -1
    for _ in range(occurrence):
        start = raw.find(text, start + 1)
        if start < 0:
            raise GoldError(f"{path}: occurrence {occurrence} of {text!r} is not in the text")
    return {**mention, "start_char": start, "end_char": start + len(text)}
