"""Every Python example in README and docs/ runs and prints what the page says."""

from __future__ import annotations

import contextlib
import dataclasses
import doctest
import io
import json
from pathlib import Path

import pytest
import regex
import tomli

import antifraud_ie
from antifraud_ie import records
from antifraud_ie.article import _SAFETY

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]
BLOCK = regex.compile(r"^```pycon\n(?P<code>.*?)^```$", regex.MULTILINE | regex.DOTALL)
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def blocks(page: Path) -> list[str]:
    return [match["code"] for match in BLOCK.finditer(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: page.name)
def test_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks(page)), {}, page.name, str(page), 0)
    report: list[str] = []
    results = doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=report.append)
    assert results.attempted > 0
    assert results.failed == 0, "".join(report)


def test_the_map_of_the_code_has_every_module() -> None:
    source = ROOT / "src" / "antifraud_ie"
    names = {path.name for path in source.glob("*.py")} | {
        f"{path.parent.name}/" for path in source.glob("*/__init__.py")
    }
    mapped = set(regex.findall(r"`(\w+(?:\.py|/))`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert names <= mapped


def test_the_tour_and_readme_have_examples() -> None:
    assert {page.name for page in PAGES if blocks(page)} >= {"README.md", "tour.md"}


def test_the_readme_and_its_chinese_twin_show_the_same() -> None:
    chinese = "\n".join(blocks(ROOT / "README.zh.md"))
    english = "\n".join(blocks(ROOT / "README.md"))
    comment = regex.compile(r"  # .*$", regex.MULTILINE)
    assert comment.sub("", chinese) == comment.sub("", english)


@pytest.mark.parametrize(
    ("page", "title"), [("README.md", "Extras"), ("README.zh.md", "可选依赖"), ("docs/index.md", "Extras")]
)
def test_a_page_names_every_extra(page: str, title: str) -> None:
    extras = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    section = (ROOT / page).read_text("utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    assert {*extras} <= {*regex.findall("`([a-z]+)`", section)}


@pytest.mark.parametrize(
    ("title", "record"),
    [
        ("Fraud types", records.FraudType),
        ("Percent changes", records.PercentChange),
        ("Police units", records.PoliceUnit),
        ("Outreach channels", records.OutreachChannel),
    ],
)
def test_the_page_of_records_names_every_field(title: str, record: type[records.Record]) -> None:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    sections = {part.partition(":")[0].strip(): part for part in page.split("\n## ")}
    rows = [row.split("|")[1] for part in ("What all records have", title) for row in _rows(sections, part)]
    named = [name for row in rows for name in regex.findall("`([a-z_]+)`", row)]
    assert sorted(named) == sorted(field.name for field in dataclasses.fields(record))


def test_the_page_of_records_names_the_words_of_public_safety() -> None:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    (row,) = regex.findall(r"^\| police units, outreach channels \|.*$", page, regex.MULTILINE)
    assert tuple(regex.findall(r"\p{Han}+", row)) == _SAFETY


@pytest.mark.parametrize("name", sorted({*antifraud_ie.__all__} - {"__version__"}))
def test_the_reference_has_every_public_name(name: str) -> None:
    page = (ROOT / "docs" / "reference.md").read_text("utf-8")
    shown = set(regex.findall(r"^::: (\S+)$", page, regex.MULTILINE))
    assert {f"antifraud_ie.{name}", getattr(antifraud_ie, name).__module__} & shown


def _rows(sections: dict[str, str], title: str) -> list[str]:
    section = next(text for name, text in sections.items() if name.startswith(title))
    return [line for line in section.splitlines() if line.startswith("| `")]


def test_the_example_for_spacys_universe_runs() -> None:
    entry = json.loads((ROOT / "docs" / "universe.json").read_text("utf-8"))
    assert {"id", "title", "slogan", "description", "pip", "category", "tags"} <= set(entry)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec("\n".join(entry["code_example"]), {})
    assert printed.getvalue().splitlines() == [
        "同比下降4.04% -4.04 刷单警情 昆明市",
        "昆明市公安局五华分局 昆明市公安局五华分局",
    ]
