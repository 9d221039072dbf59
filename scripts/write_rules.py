"""Write docs/rules.md from the catalogue of rules.

python scripts/write_rules.py
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from antifraud_ie.explain import Rule, rules

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

HEAD = """# Rules

Every record says in `rule` what found it, and in `indicator_rule`, `region_rule`, `period_rule`, `count_rule` and
`share_rule` what linked its other fields: {count} rules in all. This page is written by `scripts/write_rules.py` from
`src/antifraud_ie/data/rules.toml`; on the command line, `antifraud-ie explain` shows the rules of a text of yours.

- The records of each example have the rule; the tests hold this of every one.
- A channel that the lexicon lists carries its entry's id instead of a rule: see [channels.md](channels.md).
"""


def render(entries: Sequence[Rule]) -> str:
    """Return the page."""
    page = [HEAD.format(count=len(entries))]
    for label, of_label in groupby(entries, key=lambda rule: rule.label):
        page.append(f"## {label}\n")
        for field, group in groupby(of_label, key=lambda rule: rule.field):
            page += [f"### {label}.{field}\n", _table(group)]
    return "\n".join(page)


def _table(group: Iterable[Rule]) -> str:
    rows = [f"| `{rule.name}` | {rule.means} | {_one_line(rule.example)} |" for rule in group]
    return "\n".join(["| Rule | The record is there because | Example |", "| --- | --- | --- |", *rows]) + "\n"


def _one_line(example: str) -> str:
    return example.replace("\n", " ⏎ ")


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(rules()), encoding="utf-8")


if __name__ == "__main__":
    main()
