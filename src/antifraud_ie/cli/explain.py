"""``antifraud-ie explain``: why each record is there, and why a phrase gave none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import regex
import typer
from rich.console import Console
from rich.text import Text

from ..explain import Explained, Explanation, Reason, why_not
from ..explain import explain as explain_text
from ..export import check_kinds
from ..extractors import KINDS
from ..pipeline import load
from ..reading import STDIN, SUFFIXES, documents_in, find_files
from .options import Format, IncludeBoilerplate, Lexicons, OutputFormat, lexicon_files
from .screen import records_console
from .tables import printable
from .usage import wrong_usage_refused

EPILOG = (
    "Examples:\n\n"
    '[bold]antifraud-ie explain "全市刷单警情同比下降3%。"[/]\n\n'
    "[bold]antifraud-ie explain article.txt --label police_units[/]\n\n"
    "[bold]antifraud-ie explain article.txt --why-not 贷款[/]\n\n"
    "[bold]antifraud-ie explain - --format json < article.txt[/]"
)
HEAD_FIELDS = frozenset({"text", "start_char", "end_char", "zone", "rule"})
NAME_WIDTH = 18
# What names a file, be there one or not: one word with a suffix or a slash in it, and no sentence (24/7热线开通，…).
_NO_SENTENCE = r"[^\s，。；：！？、…“”%％]"
_PATH = regex.compile(
    rf"[^\p{{Han}}\s]+\.\w{{1,5}}|{_NO_SENTENCE}*[/\\]{_NO_SENTENCE}*"
    rf"|[^\n。]*(?i:{'|'.join(map(regex.escape, sorted(SUFFIXES)))})"
)


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE|-", help="A text, a file that holds one, or - for stdin.")],
    *,
    phrase: Annotated[
        str | None,
        typer.Option("--why-not", metavar="PHRASE", help="A phrase of the text: say why it gave no record."),
    ] = None,
    label: Annotated[str | None, typer.Option("--label", "-l", help="Only this kind of record.")] = None,
    output_format: Format = OutputFormat.text,
    include_boilerplate: IncludeBoilerplate = False,
    lexicon: Lexicons = None,
) -> None:
    """Say why each record of a text is there: its rule, the rules of its links, and what they mean.

    With --why-not, say which rule a phrase failed and what it lacked.
    Exit codes: 0 all well, 2 wrong usage (no such file, no such phrase in the text).
    """
    with wrong_usage_refused():
        kinds = check_kinds(KINDS if label is None else [label])
        nlp = load(include_boilerplate=include_boilerplate, lexicons=lexicon_files(lexicon))
        raw = _read(text)
        if phrase is not None:
            _show_reasons(why_not(nlp, raw, phrase, label), raw, output_format)
            return
    _show_records(explain_text(nlp, raw, kinds), output_format)


def _read(text: str) -> str:
    """Return the text that an argument is, or that it names."""
    if not text:  # which as a path would be the folder that one is in
        return text
    if text != STDIN and not _exists(text):
        if _PATH.fullmatch(text):
            raise ValueError(f"{text}: no such file or folder; if it is a text, give it on standard input")
        return text
    documents = list(islice(documents_in(find_files([text])), 2))
    if len(documents) != 1:
        raise ValueError(f"{text}: expected one text, got {'several' if documents else 'none'}")
    return documents[0].read()[0]


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # a text may be too long for a path
        return False


def _show_reasons(reasons: tuple[Reason, ...], raw: str, output_format: OutputFormat) -> None:
    if output_format is OutputFormat.json:
        typer.echo(json.dumps({"why_not": [reason.to_dict() for reason in reasons]}, ensure_ascii=False, indent=2))
        return
    console = records_console()
    for reason in reasons:
        surface = raw[reason.start_char : reason.end_char]
        _print(console, _headline(reason.label, surface, f"{reason.start_char}-{reason.end_char}"))
        _print(console, _line(reason.step.name.lower(), "", reason.rule, reason.lacked))


def _show_records(found: Explanation, output_format: OutputFormat) -> None:
    if output_format is OutputFormat.json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    console = records_console()
    about = "about public safety" if found.about_safety else "not about public safety"
    _print(console, Text(f"home {found.home or '–'}, published {found.published or '–'}, {about}", style="dim"))
    for one in found.records:
        _print(console, Text(""))
        for line in _record_lines(one):
            _print(console, line)
    if not found.records:
        _print(console, Text("no records; --why-not PHRASE says why a phrase gave none", style="dim"))


def _record_lines(one: Explained) -> Iterator[Text]:
    row = one.record
    rules = {because.field: because for because in one.because}
    yield _headline(one.label, row["text"], f"{row['start_char']}-{row['end_char']}, {row['zone']}")
    yield _line("rule", "", rules["rule"].rule, rules["rule"].means)
    if one.normalised != row["text"]:
        yield _line("normalised", one.normalised)
    for name, value in row.items():
        if name in HEAD_FIELDS or name.endswith("_rule") or value is None:
            continue
        link = rules.get(f"{name}_rule")
        for part in value if isinstance(value, list) else [value]:
            yield _line(name, _plain(part), link.rule if link else "", link.means if link else "")
    if row.get("region_rule") and row["region"] is None:  # a whole country is a link too, to no division
        yield _line("region", "–", rules["region_rule"].rule, rules["region_rule"].means)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_plain(part)}" for name, part in value.items() if not name.endswith("_char"))
    if isinstance(value, list | tuple):
        return "、".join(map(_plain, value)) or "–"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _headline(label: str, surface: str, place: str) -> Text:
    return Text.assemble((label, "dim"), "  ", (printable(surface), "bold reverse"), "  ", (place, "dim"))


def _line(name: str, value: str, rule: str = "", means: str = "") -> Text:
    line = Text.assemble("  ", (name.ljust(NAME_WIDTH), "dim"), printable(value))
    if rule:
        line.append("  " if value else "").append(rule, style="cyan").append(f": {means}")
    return line


def _print(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=True)
