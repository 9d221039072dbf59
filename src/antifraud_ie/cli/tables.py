"""Records and scores for human readers: tables on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..evaluation import MEASURES, Scores

PlainRecord = Mapping[str, Any]
Records = Mapping[str, Sequence[PlainRecord]]

_FIGURES = ("P", "R", "F1")
_QUALIFIERS = {"about": "≈", "nearly": "<", "over": ">", "at_least": "≥", "at_most": "≤"}


def summary_line(document: str, records: Records) -> str:
    """Say in one line how many records of each kind a document has.

    >>> summary_line("a.txt", {"fraud_types": [{}, {}], "police_units": []})
    'a.txt: 2 fraud types, 0 police units'
    """
    return f"{printable(document)}: " + ", ".join(f"{len(rows)} {_title(label)}" for label, rows in records.items())


def document_report(document: str, records: Records) -> RenderableType:
    """Return a document's records as tables, one for each kind that occurs."""
    tables = [_table(label, rows) for label, rows in records.items() if rows]
    parts: list[RenderableType] = [Text(printable(document), style="bold reverse"), *tables]
    return Group(*parts, Text("" if tables else "no records\n", style="dim"))


def score_table(scores: Scores) -> RenderableType:
    """Return the figures of an evaluation as a table, a row for each measure, so that it fits a narrow terminal."""
    table = Table(title=f"{scores.documents} documents", title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("", no_wrap=True)
    table.add_column("gold", justify="right")
    table.add_column("measure")
    for figure in _FIGURES:
        table.add_column(figure, justify="right", no_wrap=True)
    for label, gold, figures in _figures(scores):
        for number, measure in enumerate(MEASURES):
            shown = (f"{figure:.3f}" for figure in figures[3 * number : 3 * number + 3])
            table.add_row(*((_title(label), str(gold)) if number == 0 else ("", "")), measure, *shown)
    return table


def score_lines(scores: Scores) -> Iterator[str]:
    """Yield the figures of an evaluation as lines of tab-separated values."""
    columns = [f"{measure} {figure}" for measure in MEASURES for figure in _FIGURES]
    yield "\t".join(["label", "gold", *columns])
    for label, gold, figures in _figures(scores):
        yield "\t".join([label, str(gold), *(f"{figure:.3f}" for figure in figures)])


def _figures(scores: Scores) -> Iterator[tuple[str, int, list[float]]]:
    for label, counts in scores.counts.items():
        exact = counts["exact"]
        figures = [part for count in counts.values() for part in (count.precision, count.recall, count.f1)]
        yield label, exact.found + exact.missed, figures


def _table(label: str, records: Sequence[PlainRecord]) -> Table:
    columns = {"text": _field("text"), **_COLUMNS[label], "chars": _chars, "zone": _field("zone")}
    title = f"{_title(label)} ({len(records)})"
    table = Table(title=title, title_style="bold", title_justify="left", box=box.SIMPLE_HEAD)
    for name in columns:
        table.add_column(
            name,
            justify="right" if name in {"value", "quantity", "chars"} else "left",
            no_wrap=name in {"value", "quantity", "chars", "zone"},
            overflow="fold",
        )
    for record in records:
        table.add_row(*(Text(printable(cell(record) or "–")) for cell in columns.values()))
    return table


def _title(label: str) -> str:
    return label.replace("_", " ")


def printable(text: str) -> str:
    """Keep control characters, line breaks and lone surrogates of the text away from the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _chars(record: PlainRecord) -> str:
    return f"{record['start_char']}–{record['end_char']}"


def _value(record: PlainRecord) -> str:
    unit = "%" if record["unit"] == "percent" else " pt"
    return f"{_QUALIFIERS.get(record['qualifier'], '')}{record['value']:+g}{unit}"


def _quantity(record: PlainRecord) -> str | None:
    if record["quantity"] is None:
        return None
    quantity = f"{_QUALIFIERS.get(record['qualifier'], '')}{record['quantity']:.10g}"
    return f"{quantity} {record['measure'] or ''}".rstrip()


def _field(name: str) -> Callable[[PlainRecord], str | None]:
    return lambda record: record[name]


def _evidence(record: PlainRecord) -> str:
    return "; ".join(item["text"] for item in record["evidence"])


_LINKS = {name: _field(name) for name in ("indicator", "region", "period")}
_COLUMNS: Mapping[str, Mapping[str, Callable[[PlainRecord], str | None]]] = {
    "fraud_types": {"code": _field("code"), "scheme": _field("scheme")},
    "percent_changes": {
        "value": _value,
        "basis": _field("basis"),
        **_LINKS,
    },
    "police_units": {"kind": _field("kind"), "full name": _field("full_name")},
    "outreach_channels": {"code": _field("code"), "quantity": _quantity},
    "percentages": {"kind": _field("kind"), "value": _value},
    "trends": {"direction": _field("direction"), "basis": _field("basis"), **_LINKS},
    "narrated_schemes": {"code": _field("code"), "evidence": _evidence},
}
