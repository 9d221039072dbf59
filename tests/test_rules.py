"""The catalogue of rules: every rule that a record may carry is in it, none is stale, and docs/rules.md prints it."""

from __future__ import annotations

import ast
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

import antifraud_ie
from antifraud_ie.explain import Rule, meaning, rules
from antifraud_ie.extractors import EXTRACTORS, KINDS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "antifraud_ie"
MARK = regex.compile(r"\[([^\[\]|]+)\|[^\[\]]*\]")
# What makes rules and links in the source, and which of its arguments is the name.
NAMED_BY = {"SenseRule": 0, "name_rule": 0, "KindRule": 1, "IndicatorLink": 1, "RegionLink": 1, "PeriodLink": 1}
# Candidates that only a rule of evidence, whose name they then carry, turns into records.
REPLACED = {"listed_name", "role"}


@pytest.fixture(scope="module")
def nlp() -> object:
    return antifraud_ie.load(include_boilerplate=True)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.label}.{rule.field}.{rule.name}")
def test_its_example_has_the_rule(nlp: object, rule: Rule) -> None:
    (rows,) = antifraud_ie.pipe(nlp, [rule.example], [rule.label])
    assert rule.name in [row[rule.field] for row in rows[rule.label]]


def texts() -> Iterator[str]:
    """The seeds, and the lines of the case files without their marks."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield path.read_text("utf-8")
    for path in sorted((ROOT / "tests" / "cases").glob("*.txt")):
        yield MARK.sub(r"\1", path.read_text("utf-8"))


def test_every_rule_of_every_record_has_a_meaning(nlp: object) -> None:
    lexicon = EXTRACTORS["outreach_channels"].load_lexicon()
    carried = {
        (label, field, row[field])
        for rows in antifraud_ie.pipe(nlp, texts(), KINDS)
        for label, found in rows.items()
        for row in found
        for field in row
        if (field == "rule" or field.endswith("_rule")) and row[field]
    }
    assert len(carried) > 80
    for label, field, name in carried:
        assert meaning(label, field, name, lexicon if label == "outreach_channels" else None)


def test_every_rule_named_in_the_source_is_in_the_catalogue() -> None:
    known = {rule.name for rule in rules()}
    named, makers = set(), set()
    for path in [*(SOURCE / "extractors").rglob("*.py"), *(SOURCE / "links").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = NAMED_BY.get(node.func.id)
                given = [] if at is None else node.args[at : at + 1]
                given += [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
                found = {part.value for part in given if isinstance(part, ast.Constant) and part.value}
                named |= found
                makers |= {node.func.id} if found else set()
    assert makers >= set(NAMED_BY)  # else a maker has another name now, and this test is blind
    assert named - known - REPLACED == set()


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError, match="no rule 'guess'"):
        meaning("fraud_types", "rule", "guess")


def test_the_page_is_up_to_date() -> None:
    writer = runpy.run_path(str(ROOT / "scripts" / "write_rules.py"))
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert page == writer["render"](rules()), "run python scripts/write_rules.py"
