"""The accuracy gate: the figures on the project's own gold never fall below their floors.

``make floors`` runs this file: it raises the floors to the present figures, lowers none, and writes them into
docs/accuracy.md.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

import pytest
import regex

import antifraud_ie
from antifraud_ie.evaluation import MEASURES, Scores, score_folder
from antifraud_ie.extractors import EXTRACTORS

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
PAGE = HERE.parent / "docs" / "accuracy.md"
TABLE = regex.compile(r"(?<=<!-- floors -->\n).*(?=<!-- end -->)", regex.DOTALL)
TEXTS = HERE.parent / "seeds"


Figures = dict[str, dict[str, float]]


@lru_cache(maxsize=1)
def scores() -> Scores:
    nlp = antifraud_ie.load()
    return score_folder(TEXTS, TEXTS / "gold", lambda text: antifraud_ie.to_dict(nlp(text)))


def figures() -> Figures:
    """Present F1 by label and measure, rounded down so that they pass as floors."""
    counts = scores().counts
    return {
        label: {measure: math.floor(counts[label][measure].f1 * 1000) / 1000 for measure in MEASURES}
        for label in EXTRACTORS
    }


@pytest.mark.parametrize("label", EXTRACTORS)
@pytest.mark.parametrize("measure", MEASURES)
def test_no_figure_falls(label: str, measure: str) -> None:
    floor = json.loads(FLOORS.read_text("utf-8"))[label][measure]
    assert scores().counts[label][measure].f1 >= floor


def table(floors: Figures) -> str:
    rows = [
        f"| {label} | " + " | ".join(f"{row[measure]:.3f}" for measure in MEASURES) + " |"
        for label, row in floors.items()
    ]
    return "\n".join(["| | exact | overlap | fact |", "|---|---|---|---|", *rows, ""])


def test_the_page_shows_the_floors() -> None:
    shown = TABLE.search(PAGE.read_text("utf-8"))
    assert shown is not None
    assert shown.group() == table(json.loads(FLOORS.read_text("utf-8")))


def raise_floors() -> None:
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    floors = {
        label: {measure: max(now, old.get(label, {}).get(measure, 0.0)) for measure, now in row.items()}
        for label, row in figures().items()
    }
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    PAGE.write_text(TABLE.sub(table(floors), PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    raise_floors()
