"""The writings of a name against fraud: where the lexicon lists 反诈驿站, 防骗驿站 and 防诈骗驿站 are known as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....lexicon import Term
from ..packaged import default_lexicon
from .rules import TOPIC, NameRule, cues_after

# What follows the topic, of two characters at least: one alone is too often the start of a longer word.
_HEAD = re.compile(rf"{TOPIC}(?!中心)(?P<head>[^a-zA-Z]{{2,}})")
# Booklets in one writing, tips in the others.
_FIGURATIVE = frozenset({"秘籍", "锦囊", "宝典"})


def writing_rules() -> tuple[NameRule, ...]:
    """Return a rule for each packaged term with names against fraud; it has the term's id for its name."""
    return tuple(_rules(default_lexicon().terms))


def _rules(terms: tuple[Term, ...]) -> Iterator[NameRule]:
    for term in terms:
        found = filter(None, map(_HEAD.fullmatch, term.surfaces))
        heads = sorted({match["head"] for match in found} - _FIGURATIVE, key=len, reverse=True)
        if heads and term.extra["sense"] == "named":
            yield NameRule(
                term.id,
                term.code,
                term.extra["family"],
                frozenset(term.extra["measures"]),
                cues_after("诈 骗", " ".join(heads)),
                rf"(?<=(?P<name>{TOPIC}))(?:{'|'.join(heads)})",
            )
