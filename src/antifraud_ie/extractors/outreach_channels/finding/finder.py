"""Finding the names that rules describe, where one of their cues stands."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import ahocorasick_rs
import regex

from .carriers import CARRIER_RULES
from .forms import FORM_RULES
from .rules import NAME_RULES, NameRule
from .themes import THEME_RULES
from .writings import writing_rules


def find_names(text: str) -> list[tuple[NameRule, int, int]]:
    """Return the names that rules find, each with its start and end, in the order of the rules; names may overlap.

    >>> text = "走进反诈菜场"
    >>> [(rule.rule, text[start:end]) for rule, start, end in find_names(text)]
    [('themed_place', '反诈菜场')]
    """
    automaton, called = _cue_automaton()
    names = []
    for cue, at, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        for number, inside in called[cue]:
            match = _pattern(number).match(text, at + inside)
            if match:
                names.append((number, match.start("name"), match.end()))
    rules = _rules()
    return [(rules[number], start, end) for number, start, end in sorted(names)]


@cache
def _rules() -> tuple[NameRule, ...]:
    return (*NAME_RULES, *THEME_RULES, *FORM_RULES, *CARRIER_RULES, *writing_rules())


@cache
def _pattern(number: int) -> regex.Pattern[str]:
    return regex.compile(_rules()[number].pattern)


@cache
def _cue_automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[tuple[int, int], ...], ...]]:
    """Return the automaton of all cues, and for each the numbers of its rules with where in the cue they are tried."""
    called = defaultdict(list)
    for number, rule in enumerate(_rules()):
        for cue, inside in rule.cues.items():
            called[cue].append((number, inside))
    return ahocorasick_rs.AhoCorasick(tuple(called)), tuple(map(tuple, called.values()))
