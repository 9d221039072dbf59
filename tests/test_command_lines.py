"""The command line as a whole: the examples of its pages, help, completion."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import regex
from typer.testing import CliRunner

from antifraud_ie.cli import app

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("command_line.md", "own_lexicon.md")
BLOCK = regex.compile(
    r"""^```(?P<kind>console|toml)(?: title="(?P<file>\S+)")?\n(?P<code>.*?)^```$""", regex.MULTILINE | regex.DOTALL
)
PROMPT = "$ "
ELLIPSIS = "..."


def runs(code: str) -> list[tuple[str, list[str]]]:
    """The commands of a block, each with the lines that it prints."""
    found: list[tuple[str, list[str]]] = []
    for line in code.splitlines():
        if line.startswith(PROMPT):
            found.append((line.removeprefix(PROMPT), []))
        else:
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_print_what_it_says(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ``toml`` block with a title is a file; ``$ echo $?`` prints the exit code of the command before."""
    monkeypatch.chdir(tmp_path)
    code, commands = 0, 0
    for block in BLOCK.finditer((DOCS / page).read_text("utf-8")):
        if block["kind"] == "toml":
            Path(block["file"]).write_text(block["code"], "utf-8")
            continue
        for command, expected in runs(block["code"]):
            if command == "echo $?":
                assert [str(code)] == expected
                continue
            program, *arguments = shlex.split(command)
            assert program == "antifraud-ie"
            result = CliRunner().invoke(app, arguments)
            code, commands = result.exit_code, commands + 1
            printed = result.output.splitlines()
            assert printed == expected or matches(printed, expected)
    assert commands > 0


def matches(printed: list[str], expected: list[str]) -> bool:
    """Whether what is printed begins and ends as expected around a line of three dots."""
    if ELLIPSIS not in expected:
        return False
    at = expected.index(ELLIPSIS)
    head, tail = expected[:at], expected[at + 1 :]
    return printed[:at] == head and printed[len(printed) - len(tail) :] == tail


def commands() -> list[list[str]]:
    """All commands that there are, those of groups among them."""
    grouped = [
        [str(group.name), str(command.name)]
        for group in app.registered_groups
        if group.typer_instance
        for command in group.typer_instance.registered_commands
    ]
    return [[str(command.name)] for command in app.registered_commands] + grouped


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help_with_examples_and_exit_codes(command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert f"antifraud-ie {' '.join(command)}" in result.stdout
    assert "Exit codes: 0" in result.stdout or command == ["serve"]  # which runs until it is stopped


def test_every_command_stands_on_the_page() -> None:
    page = (DOCS / "command_line.md").read_text("utf-8")
    for command in commands():
        assert f"antifraud-ie {' '.join(command)}" in page


def test_completion_is_offered_for_bash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1"
    )  # else the shell that runs the tests is asked
    shown = CliRunner().invoke(app, ["--show-completion", "bash"], prog_name="antifraud-ie")
    assert shown.exit_code == 0
    assert "complete -o default -F _antifraud_ie_completion antifraud-ie" in shown.stdout


def test_completion_knows_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "_ANTIFRAUD_IE_COMPLETE": "complete_bash",
        "COMP_WORDS": "antifraud-ie ex",
        "COMP_CWORD": "1",
    }.items():
        monkeypatch.setenv(name, value)
    shown = CliRunner().invoke(app, [], prog_name="antifraud-ie")
    assert shown.stdout.split() == ["extract", "explain"]
