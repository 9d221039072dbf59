"""The accuracy gate: the figures on the project's own gold never fall below their floors.

``python tests/test_accuracy.py`` writes the present figures as floors, to be used when a figure has risen.
A floor is never lowered.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

import pytest

import antifraud_ie
from antifraud_ie.evaluation import MEASURES, Scores, score_folder
from antifraud_ie.extractors import EXTRACTORS

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
TEXTS = HERE.parent / "seeds"


@lru_cache(maxsize=1)
def scores() -> Scores:
    nlp = antifraud_ie.load()
    return score_folder(TEXTS, TEXTS / "gold", lambda text: antifraud_ie.to_dict(nlp(text)))


def figures() -> dict[str, dict[str, float]]:
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


if __name__ == "__main__":
    FLOORS.write_text(json.dumps(figures(), indent=2) + "\n", "utf-8")
