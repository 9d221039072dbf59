"""Explanations: what stands behind each record, in Python and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from antifraud_ie import load
from antifraud_ie.cli import app
from antifraud_ie.explain import explain

TEXT = "昆明市公安局通报\n2022-02-07 来源:某网\n今年以來，全市電(diàn)詐警情同比下降4.04%，鼓楼分局張貼反詐海報20張，警惕賣茶女詐騙。"
LEXICON = '[[term]]\nid = "tea"\ncode = "romance"\nsurfaces = ["卖茶女"]\n'


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["explain", *arguments], input=stdin)


def test_records_come_with_the_rules_of_their_links() -> None:
    found = explain(load(), TEXT, ["percent_changes"])
    assert (found.home, found.published, found.about_safety) == ("昆明市", "2022-02-07", True)
    (change,) = found.records
    assert change.record["indicator"] == "电诈警情"
    assert [(link.field, link.rule) for link in change.because] == [
        ("rule", "verb"),
        ("indicator_rule", "own_clause"),
        ("region_rule", "deictic"),
        ("period_rule", "sentence"),
    ]


def test_the_normalised_text_is_simplified_and_clean() -> None:
    found = explain(load(), "民警張貼宣傳(chuán)海報。", ["outreach_channels"])
    assert [one.normalised for one in found.records] == ["宣传海报"]


def test_kinds_are_checked() -> None:
    with pytest.raises(ValueError, match="did you mean 'trends'"):
        explain(load(), TEXT, ["trend"])


def test_a_users_term_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[term]]\nid = "tea"\ncode = "poster"\nsurfaces = ["茶海报"]\n', "utf-8")
    found = explain(load(lexicons={"outreach_channels": path}), "民警张贴茶海报。", ["outreach_channels"])
    assert [one.because[0].means for one in found.records] == ["the lexicon lists the phrase under this entry: 茶海报"]


def test_the_terminal_shows_rules_links_and_candidates() -> None:
    shown = run(TEXT).stdout
    for line in (
        "home 昆明市, published 2022-02-07, about public safety",
        "  normalised        海报",
        "  value             -4.04",
        "  indicator         电诈警情  own_clause: the indicator stands in the clause of the figure",
        "  candidates        full_name 徐州市公安局鼓楼分局, code 320302, evidence –",
    ):
        assert line in shown.splitlines()
    assert "\x1b" not in shown


def test_only_the_kind_that_is_asked_for() -> None:
    shown = run(TEXT, "--label", "police_units").stdout
    assert "police_units  昆明市公安局" in shown
    assert "percent_changes" not in shown


def test_json_for_programs() -> None:
    document = json.loads(run(TEXT, "--format", "json", "--label", "percent_changes").stdout)
    assert document["home"] == "昆明市"
    (one,) = document["records"]
    assert one["record"]["value"] == -4.04
    assert one["because"][0] == {
        "field": "rule",
        "rule": "verb",
        "means": "a verb of change (下降, 增长) stands before the figure",
    }


def test_a_file_and_standard_input_are_read_as_extract_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("昆明警方通报情况，提醒市民警惕诈骗。".encode("gb18030"))
    from_file = run(str(path)).stdout
    assert "full_name         昆明市公安局" in from_file
    assert run("-", stdin="昆明警方通报情况，提醒市民警惕诈骗。").stdout == from_file


@pytest.mark.parametrize(
    "text",
    [
        "警情下降3%/上升5%",
        "24/7反诈热线开通，刷单警情同比下降3%。",
        "App/小程序刷单诈骗高发……",
        "",
        "刷单/贷款诈骗多发。",
        "请登录www.gov.cn防骗",
        "见 a/b 两处。",
        "详见通报.txt。",
        "诈\n骗.txt",
    ],
)
def test_a_text_is_no_path(text: str) -> None:
    assert run(text).exit_code == 0


def test_no_records() -> None:
    assert "no records; --why-not PHRASE says why a phrase gave none" in run("春耕全面展开。").stdout


def test_why_not_on_the_command_line(tmp_path: Path) -> None:
    text = "骗子很多。市民办理贷款。"
    result = run(text, "--why-not", "贷款")
    assert result.exit_code == 0
    headline, reason = result.stdout.splitlines()
    assert headline == "fraud_types  贷款  9-11"
    assert reason.startswith("  candidate         fraud_head: '办理贷款' is ambiguous")
    (plain,) = json.loads(run(text, "--why-not", "贷款", "--format", "json").stdout)["why_not"]
    assert (plain["label"], plain["rule"], plain["step"]) == ("fraud_types", "fraud_head", "candidate")
    (tmp_path / "mine.toml").write_text(LEXICON, "utf-8")
    mine = run("警惕卖茶女。", "--why-not", "卖茶女", "--lexicon", f"fraud_types={tmp_path}/mine.toml")
    assert "found             found: it gave '卖茶女', rule named" in mine.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], "antifraud-ie: none.txt: no such file or folder"),
        (["a/b"], "antifraud-ie: a/b: no such file or folder"),
        (["通报2024.txt"], "通报2024.txt: no such file or folder; if it is a text, give it on standard input"),
        (["反诈 通报，终稿.HTML"], "no such file or folder"),
        (["新闻/通报2024"], "no such file or folder"),
        (["新闻\\通报"], "no such file or folder"),
        ([".", "--why-not", "贷款"], "files in this folder"),
        (["诈骗多", "--why-not", "贷款"], "the text does not hold '贷款'"),
        (["警惕刷单返利", "--why-not", "刷弹返利"], "did you mean '刷单返利'?"),
        (["诈骗多", "--why-not", " "], "expected a phrase of the text, got ' '"),
        (["诈骗多", "--label", "fraud_type"], "did you mean 'fraud_types'?"),
        (["诈骗多", "--why-not", "诈骗", "--label", "trend"], "unknown kind 'trend'; did you mean 'trends'?"),
        (["诈骗多", "--lexicon", "fraud_types=none.toml"], "--lexicon: antifraud_fraud_types, lexicon: none.toml"),
        (["诈骗多", "--format", "xml"], "Invalid value for '--format'"),
    ],
)
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_several_texts_are_not_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "一"}\n{"text": "二"}\n', "utf-8")
    result = run(str(tmp_path / "a.jsonl"))
    assert result.exit_code == 2
    assert "expected one text, got several" in result.stderr
