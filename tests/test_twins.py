"""A text and its twin in another dress give the same records: every value, every place in the clean text.

``python tests/test_twins.py FOLDER...`` compares the twins of all texts in some folders and counts what differs.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from twin_texts import TWINS, Twin, clean

import antifraud_ie
from antifraud_ie.text import View

SEEDS = Path(__file__).parents[1] / "seeds"
TEXTS = sorted(SEEDS.glob("*.txt"))


@cache
def pipeline() -> Language:
    return antifraud_ie.load(include_boilerplate=True)


def normalised(raw: str) -> Counter[tuple[Any, ...]]:
    """Return the records with places in the clean text; what was written there and the rule's name do not count."""
    view = View(raw)
    bounds = [view.raw_span(at, at + 1) for at in range(len(view.text))]
    starts = {start: at for at, (start, _) in enumerate(bounds)}
    ends = {end: at + 1 for at, (_, end) in enumerate(bounds)}
    found: Counter[tuple[Any, ...]] = Counter()
    for label, records in antifraud_ie.to_dict(pipeline()(raw)).items():
        for record in records:
            place = starts[record.pop("start_char")], ends[record.pop("end_char")]
            values = tuple(sorted((name, str(value)) for name, value in record.items() if name not in ("text", "rule")))
            found[label, place, values] += 1
    return found


@cache
def expected(path: Path) -> tuple[str, Counter[tuple[Any, ...]]]:
    text = clean(path.read_bytes().decode("utf-8"))
    return text, normalised(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.__name__)
def test_a_twin_has_the_same_records(twin: Twin, path: Path) -> None:
    text, records = expected(path)
    assert normalised(twin(text, random.Random(path.stem))) == records


def test_the_texts_have_records() -> None:
    labels = Counter(label for path in TEXTS for label, _, _ in expected(path)[1].elements())
    assert min(labels.values()) >= 40 and len(labels) == 4


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.__name__)
def test_a_twin_is_another_text(twin: Twin) -> None:
    text, _ = expected(TEXTS[0])
    assert twin(text, random.Random(0)) != text


def test_a_lost_record_shows() -> None:
    text, records = expected(TEXTS[0])
    assert normalised(text.replace("同比", "累计", 1)) != records


def _compare(folders: list[str]) -> None:
    all_records: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in Path(folder).glob("*.txt")):
        text, records = expected(path)
        for twin in TWINS:
            name = twin.__name__
            other = normalised(twin(text, random.Random(path.stem)))
            all_records[name] += records.total()
            differing[name] += max((records - other).total(), (other - records).total())
            for sign, rows in (("-", records - other), ("+", other - records)):
                for row in sorted(rows):
                    print(sign, path.stem, name, *row)
    for name, count in all_records.items():
        print(f"{name}: {differing[name]} of {count} records differ")


if __name__ == "__main__":
    _compare(sys.argv[1:] or [str(SEEDS)])
