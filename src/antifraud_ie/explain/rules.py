"""The catalogue of rules: what every name in the ``rule`` fields of a record means, and a text that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon, packaged_table

SHOWN = 4  # surfaces of a lexicon entry


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that records of one kind name in one field; ``means`` says why such a record is there.

    The records of ``example`` have the rule: the tests hold this of every one.
    """

    label: str
    field: str
    name: str
    means: str
    example: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, by kind of record and field.

    >>> next(rule.means for rule in rules() if rule.name == "shared_predicate")
    'the figure shares the verb of the figure before it (分别下降3%、5%)'
    """
    table = packaged_table("data", "rules.toml")
    return tuple(
        Rule(label, field, name, entry["means"], entry["example"])
        for label, fields in table.items()
        for field, entries in fields.items()
        for name, entry in entries.items()
    )


@cache
def _by_place() -> dict[tuple[str, str, str], Rule]:
    return {(rule.label, rule.field, rule.name): rule for rule in rules()}


def meaning(label: str, field: str, name: str, lexicon: Lexicon | None = None) -> str:
    """Return what a rule means; channels that a lexicon lists have its entry's id instead of a rule.

    >>> meaning("percent_changes", "region_rule", "named")
    'the sentence names the region before the figure'

    Raises KeyError where there is neither such a rule nor such an entry.
    """
    rule = _by_place().get((label, field, name))
    if rule is not None:
        return rule.means
    for term in lexicon.terms if lexicon else ():
        if term.id == name:
            more = " …" if len(term.surfaces) > SHOWN else ""
            return f"the lexicon lists the phrase under this entry: {'、'.join(term.surfaces[:SHOWN])}{more}"
    raise KeyError(f"{label}.{field}: no rule {name!r}")
