"""The project's own scoring: exact, overlap and fact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from antifraud_ie.evaluation import GoldError, read_gold, score_folder
from antifraud_ie.matching import agreement


def mention(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"text": "", "start_char": start, "end_char": end, **fields}


UNIT = {"kind": "station", "full_name": "昆明市公安局五华分局沙朗派出所"}
CHANGE = {"value": -4.04, "unit": "percent", "basis": "yoy"}

# label, text, gold, given, the measures by which it is right; both start and end at the places named
AGREEMENTS: list[tuple[str, str, dict[str, Any], dict[str, Any], set[str]]] = [
    (
        "fraud_types",
        "刷单诈骗",
        mention(0, 4, code="a"),
        mention(0, 4, code="a"),
        {"exact", "overlap", "fact"},
    ),
    ("fraud_types", "刷单诈骗", mention(0, 4, code="a"), mention(0, 2, code="a"), {"overlap", "fact"}),
    ("fraud_types", "刷单诈骗", mention(0, 4, code="a"), mention(0, 4, code="b"), set()),
    ("police_units", "沙朗所", mention(0, 3, **UNIT), mention(0, 3, **UNIT), {"exact", "overlap", "fact"}),
    (
        "police_units",
        "沙朗所",
        mention(0, 3, **UNIT),
        mention(0, 3, **{**UNIT, "kind": "post"}),
        {"overlap", "fact"},
    ),
    (
        "police_units",
        "沙朗所",
        mention(0, 3, **UNIT),
        mention(0, 3, **{**UNIT, "full_name": None}),
        {"exact", "overlap"},
    ),
    (
        "police_units",
        "尤溪局",
        mention(0, 3, kind="bureau", full_name="三明市尤溪县公安局"),
        mention(0, 3, kind="bureau", full_name="尤溪县公安局"),
        {"exact", "overlap", "fact"},
    ),
    (
        "police_units",
        "尤溪局",
        mention(0, 3, kind="bureau", full_name="尤溪县公安局"),
        mention(0, 3, kind="bureau", full_name="溪县公安局"),
        {"exact", "overlap"},
    ),
    ("percent_changes", "降4.04%", mention(0, 6, **CHANGE), mention(1, 6, **CHANGE), {"overlap", "fact"}),
    (
        "percent_changes",
        "降4.04%",
        mention(0, 6, **CHANGE),
        mention(0, 6, **{**CHANGE, "basis": None}),
        {"exact", "overlap"},
    ),
    (
        "percent_changes",
        "降4.04%",
        mention(0, 6, **CHANGE),
        mention(0, 6, **{**CHANGE, "value": 4.04}),
        {"exact", "overlap"},
    ),
    (
        "outreach_channels",
        "反诈宣传海报",
        mention(2, 6, code="poster", quantity=None),
        mention(0, 6, code="poster", quantity=None),
        {"exact", "overlap", "fact"},
    ),
    (
        "outreach_channels",
        "反诈课",
        mention(0, 3, code="lecture", quantity=None),
        mention(2, 3, code="lecture", quantity=None),
        {"overlap", "fact"},
    ),
    (
        "outreach_channels",
        "防(fáng)詐(zhà)騙(piàn)海報",
        mention(20, 22, code="poster", quantity=5),
        mention(0, 22, code="poster", quantity=5.0),
        {"exact", "overlap", "fact"},
    ),
    (
        "outreach_channels",
        "海报",
        mention(0, 2, code="poster", quantity=5),
        mention(0, 2, code="poster", quantity=None),
        {"exact", "overlap"},
    ),
]


@pytest.mark.parametrize(("label", "raw", "gold", "given", "right"), AGREEMENTS)
def test_agreement(label: str, raw: str, gold: dict[str, Any], given: dict[str, Any], right: set[str]) -> None:
    measures = ("exact", "overlap", "fact")
    assert {measure for measure in measures if agreement(measure, label, raw)(gold, given)} == right


def write(folder: Path, raw: str, gold: dict[str, Any]) -> tuple[Path, Path]:
    (folder / "gold").mkdir()
    (folder / "a.txt").write_bytes(raw.encode())
    (folder / "gold" / "a.json").write_text(json.dumps(gold), "utf-8")
    return folder, folder / "gold"


RAW = "刷单、网贷、刷单和裸聊"
GOLD = {
    "fraud_types": [
        {"text": "刷单", "n": 2, "code": "order_brushing"},
        {"text": "网贷", "code": "fake_loan"},
        {"text": "裸聊", "code": "sexual_extortion", "optional": True},
    ]
}


def test_scores_of_a_folder(tmp_path: Path) -> None:
    given = [
        {"text": "刷单", "start_char": 0, "end_char": 2, "code": "order_brushing"},
        {"text": "、刷单", "start_char": 5, "end_char": 8, "code": "order_brushing"},
        {"text": "裸聊", "start_char": 9, "end_char": 11, "code": "romance"},
    ]
    scores = score_folder(*write(tmp_path, RAW, GOLD), lambda _: {"fraud_types": given})
    counts = scores.counts["fraud_types"]
    found = {measure: (count.found, count.missed, count.false) for measure, count in counts.items()}
    assert found == {"exact": (0, 2, 2), "overlap": (1, 1, 1), "fact": (1, 1, 1)}
    assert (counts["overlap"].precision, counts["overlap"].recall, counts["overlap"].f1) == (0.5, 0.5, 0.5)
    assert {(row.kind, row.text) for row in scores.differences} == {("missed", "网贷"), ("false", "刷单")}


def test_one_mention_is_paired_once_and_with_its_best_match(tmp_path: Path) -> None:
    gold = {"fraud_types": [{"text": "刷单", "n": 1, "code": "order_brushing"}]}
    given = [
        {"text": RAW, "start_char": 0, "end_char": 11, "code": "order_brushing"},
        {"text": "刷单", "start_char": 0, "end_char": 2, "code": "order_brushing"},
    ]
    scores = score_folder(*write(tmp_path, RAW, gold), lambda _: {"fraud_types": given})
    assert [(row.kind, row.text) for row in scores.differences] == [("false", RAW)]


def test_occurrences_may_overlap(tmp_path: Path) -> None:
    _, gold = write(tmp_path, "", {"fraud_types": [{"text": "哈哈", "n": 2, "code": "x"}]})
    (placed,) = read_gold(gold / "a.json", "哈哈哈")["fraud_types"]
    assert (placed["start_char"], placed["end_char"]) == (1, 3)


def test_gold_that_does_not_fit_is_named(tmp_path: Path) -> None:
    texts, gold = write(tmp_path, RAW, {"fraud_types": [{"text": "网贷", "n": 2}]})
    with pytest.raises(GoldError, match=r"a\.json: occurrence 2 of '网贷' is not in the text"):
        score_folder(texts, gold, lambda _: {})
    (texts / "a.txt").unlink()
    with pytest.raises(GoldError, match=r"a\.json: expected its text, in UTF-8, in .*a\.txt"):
        score_folder(texts, gold, lambda _: {})
    (gold / "a.json").write_text("{", "utf-8")
    with pytest.raises(GoldError, match=r"a\.json: not JSON"):
        read_gold(gold / "a.json", RAW)
    (gold / "a.json").unlink()
    with pytest.raises(GoldError, match=r"expected \.json files"):
        score_folder(texts, gold, lambda _: {})
