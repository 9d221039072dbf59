"""The project's own scoring: exact, overlap and fact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.scorer import Scorer
from typer.testing import CliRunner

from antifraud_ie import load
from antifraud_ie.cli import app
from antifraud_ie.evaluation import GoldError, gold_examples, read_folder, read_gold, score_folder
from antifraud_ie.evaluation.matching import agreement
from antifraud_ie.extractors import EXTRACTORS


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


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ([], "a.json: expected a JSON object, got a list"),
        ({"fraud_types": ["网贷"]}, "a.json: expected a mention with its text, got '网贷'"),
        ({"fraud_types": [{"code": "x"}]}, "a.json: expected a mention with its text, got {'code': 'x'}"),
        ({"fraud_types": [{"text": ""}]}, "a.json: expected a mention with its text, got {'text': ''}"),
        ({"fraud_types": [{"text": "网贷", "n": 0}]}, "a.json: '网贷': expected n, .* to be 1 or more, got 0"),
        ({"fraud_types": [{"text": "网贷", "n": "1"}]}, "a.json: '网贷': expected n, .* to be 1 or more, got '1'"),
        (
            {"fraud_type": [{"text": "网贷", "code": "fake_loan"}]},
            "a.json: mentions under an unknown key 'fraud_type'; did you mean 'fraud_types'?",
        ),
    ],
)
def test_gold_that_is_none_is_named(tmp_path: Path, gold: Any, message: str) -> None:
    with pytest.raises(GoldError, match=message.replace("?", r"\?")):
        score_folder(*write(tmp_path, RAW, gold), lambda _: {})


def test_notes_of_gold_are_not_scored(tmp_path: Path) -> None:
    notes = {"id": "a", "not_changes": [{"text": "3%", "n": 1}], "narrated": ["romance"], "sources": ["a", "b"]}
    texts, gold = write(tmp_path, RAW, {**GOLD, **notes})
    assert list(read_gold(gold / "a.json", RAW)) == list(EXTRACTORS)
    assert score_folder(texts, gold, lambda _: {}).counts["fraud_types"]["exact"].missed == 2


def spacy_figures(texts: Path, gold: Path) -> dict[str, Any]:
    nlp = load()
    return dict(Scorer(nlp).score(list(gold_examples(nlp, read_folder(texts, gold)))))


def test_spacys_scorer_asks_for_the_same_start_end_and_label(tmp_path: Path) -> None:
    gold = {
        "fraud_types": [{"text": "杀猪盘", "code": "romance"}, {"text": "刷单诈骗", "code": "romance"}],
        "police_units": [{"text": "昆明警方", "kind": "collective"}, {"text": "民警", "kind": "squad"}],
        "percent_changes": [{"text": "下降3%", "value": -3}],
    }
    figures = spacy_figures(*write(tmp_path, "昆明警方通报，民警提醒警惕杀猪盘和刷单诈骗，警情下降3%。", gold))
    assert figures["spans_fraud_types_p"] == figures["spans_fraud_types_r"] == 0.5
    assert (figures["spans_police_units_p"], figures["spans_police_units_r"]) == (1.0, 0.5)
    assert figures["spans_percent_changes_f"] == 1.0
    assert figures["spans_percent_changes_per_type"].keys() == {"decrease"}


def test_optional_gold_is_in_the_reference_only_where_it_is_given(tmp_path: Path) -> None:
    gold = {
        "fraud_types": [
            {"text": "杀猪盘", "code": "romance", "optional": True},
            {"text": "冒充", "code": "fake_customer_service", "optional": True},
        ]
    }
    figures = spacy_figures(*write(tmp_path, "警惕杀猪盘、冒充客服。", gold))
    assert (figures["spans_fraud_types_p"], figures["spans_fraud_types_r"]) == (0.5, 1.0)


def test_gold_without_a_label_is_named(tmp_path: Path) -> None:
    texts, gold = write(tmp_path, RAW, {"fraud_types": [{"text": "网贷"}]})
    with pytest.raises(GoldError, match=r"a\.json: '网贷': expected its value, code or kind"):
        spacy_figures(texts, gold)


def test_the_command_gives_all_figures_as_json(tmp_path: Path) -> None:
    texts, gold = write(tmp_path, RAW, GOLD)
    result = CliRunner().invoke(app, ["score", str(texts), str(gold), "--format", "json", "--errors"])
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["documents"] == 1
    assert document["scores"]["fraud_types"]["exact"].keys() == {
        "found",
        "missed",
        "false",
        "precision",
        "recall",
        "f1",
    }
    assert document["spacy"].keys() == {f"spans_{label}_{figure}" for label in EXTRACTORS for figure in ("p", "r", "f")}
    assert all(row["document"] == "a" for row in document["differences"])
