"""Checks of a user's lexicon: everything that is wrong with it, at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from antifraud_ie import load
from antifraud_ie.cli import app
from antifraud_ie.lexicon import LexiconError, packaged_text
from antifraud_ie.lexicon_check import check_lexicon, check_source, labels

GOOD = """
[[term]]
id = "chess"
code = "romance"
surfaces = ["陪下棋"]
yes = ["警惕[陪下棋诈骗]。", "警惕[陪下棋]，小心上当。"]
no = ["老人在公园下棋。"]
"""


def term(**keys: object) -> str:
    return "[[term]]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())


def entry(**keys: object) -> str:
    return term(**{"id": "chess", "code": "romance", "surfaces": ["陪下棋"], **keys})


def found(source: str, label: str | None = None) -> list[str]:
    return [f"{one.severity} {one.entry}: {one.message}" for one in check_source(source, label).findings]


def test_a_sound_lexicon_has_no_findings() -> None:
    checked = check_source(GOOD)
    assert (checked.label, checked.entries, checked.sentences, checked.findings) == ("fraud_types", 1, 3, ())


def test_a_byte_order_mark_is_no_part_of_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, "utf-8-sig")
    assert check_lexicon(tmp_path / "mine.toml").findings == ()
    (record,) = load(lexicons={"fraud_types": tmp_path / "mine.toml"})("警惕陪下棋诈骗。")._.fraud_types
    assert record.scheme == "chess"


def test_all_problems_of_all_entries_are_told() -> None:
    source = term(id="", code="romanse", surfase=["x"], sense="weka", yes="a", no=[""]) + term(id="b") + "[[term]]\n"
    assert found(source, "fraud_types") == [
        "problem 1: id is missing or empty",
        "problem 1: unknown code 'romanse'; did you mean 'romance'?",
        "problem 1: surfaces is missing or empty",
        "problem 1: unknown key 'surfase'; did you mean 'surfaces'?",
        "problem 1: unknown sense 'weka'; did you mean 'weak'?",
        "problem 1: yes must be of type list, not str",
        "problem 1: no must be a list of non-empty strings",
        "problem 2: code is missing or empty",
        "problem 2: surfaces is missing or empty",
        "problem 3: id is missing or empty",
        "problem 3: code is missing or empty",
        "problem 3: surfaces is missing or empty",
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (entry(surfaces=["<p>"]), "problem 1: surface '<p>' is nothing that a line of text can hold"),
        (entry(surfaces=["陪下棋", "陪下棋"]), "problem 1: '陪下棋' stands under 'sound' and 'sound'"),
        (entry() + entry(surfaces=["陪打牌"]), "problem 2: id 'chess' stands in entry 1 already"),
        (entry() + entry(id="b"), "problem 2: surface '陪下棋' stands in entry 1 already"),
        (
            entry() + entry(id="b", surfaces=["陪下碁", "陪下棋"]),
            "problem 2: surface '陪下棋' stands in entry 1 already",
        ),
        (entry(yes=["警惕陪下棋。"]), "problem 1: yes '警惕陪下棋。': expected the mention in square brackets"),
        (
            entry(yes=["警惕[陪下棋]诈骗。"]),
            "problem 1: yes '警惕[陪下棋]诈骗。': gives '陪下棋诈骗', not '陪下棋'",
        ),
        (
            entry(yes=["不[陪下棋]。"]),
            "problem 1: yes '不[陪下棋]。': gives no record: 不 or 勿 stands before '陪下棋'",
        ),
        (entry(yes=["警惕[杀猪盘]。"]), "gives '杀猪盘' under 'romance.pig_butchering', not '杀猪盘'"),
        (
            entry(code="fake_loan", surfaces=["借粮通"], sense="weak", yes=["他用[借粮通]。"]),
            "gives no record: the text speaks of fraud nowhere",
        ),
        (entry(no=["警惕陪下棋。"]), "problem 1: no '警惕陪下棋。': gives '陪下棋'"),
        (entry(surfaces=["賣花女"]), "warning 1: surface '賣花女': the text is read in Simplified characters"),
        (entry(surfaces=["賣花女"]), "write '卖花女'"),
        (entry(surfaces=["棋"]), "warning 1: surface '棋': one character stands inside many other words"),
        (entry(surfaces=["和平"]), "warning 1: surface '和平': an everyday word"),
        (
            entry(surfaces=["杀猪盘"]),
            "warning 1: surface '杀猪盘': known already, under the same code, in the entry 'romance.pig_butchering'",
        ),
        (
            entry(surfaces=["刷单"]),
            "warning 1: surface '刷单': known already, as 'order_brushing', in the entry 'order_brushing'; "
            "yours takes its place",
        ),
        ("[[term]\n", "problem 0: not valid TOML"),
        ('title = "mine"\n' + entry(), "problem 0: expected [[term]] entries and nothing else at the top level"),
        ("term = [1]\n" + "", "problem 1: expected a table, got int"),
    ],
)
def test_findings(source: str, message: str) -> None:
    assert any(message in line for line in found(source, "fraud_types"))


def test_a_user_may_take_over_a_known_surface() -> None:
    assert found(entry(surfaces=["刷单"], yes=["警惕[刷单]。"]))[0].startswith("warning")


def test_terms_of_channels_are_told_by_their_codes() -> None:
    source = term(id="tea", code="postr", surfaces=["茶海报"])
    assert check_source(source).label == "outreach_channels"
    assert found(term(id="tea", code="poster", surfaces=["茶海报"], yes=["民警张贴[茶海报]。"])) == []


@pytest.mark.parametrize(
    ("entries", "label"),
    [
        ([{"code": "romanse", "family": "print"}], "outreach_channels"),
        ([{"code": "romance_tea", "measures": ["张"]}], "outreach_channels"),
        ([{"code": "qqq", "family": "print"}], "outreach_channels"),
        ([{"family": "print"}], "outreach_channels"),
        ([{"code": "postr", "mps": "x"}], "fraud_types"),
        ([{"code": "romanse"}, {"code": "romanse"}, {"code": "poster"}], "outreach_channels"),
        ([{"code": "live_stream"}], "outreach_channels"),
        ([{"code": "poster", "mps": "x"}, {"code": "romance"}], "fraud_types"),
    ],
)
def test_whose_terms_they_are_is_told_by_codes_and_keys(entries: list[dict[str, object]], label: str) -> None:
    assert check_source("".join(term(id=f"t{n}", **entry) for n, entry in enumerate(entries))).label == label


def test_what_no_code_tells_must_be_said() -> None:
    with pytest.raises(LexiconError, match="expected --label fraud_types or --label outreach_channels"):
        check_source(term(id="a"))
    with pytest.raises(LexiconError, match="did you mean 'fraud_types'"):
        check_source(GOOD, "fraud_type")


@pytest.mark.parametrize("label", labels())
def test_the_sentences_of_the_librarys_own_lexicons_hold(label: str) -> None:
    checked = check_source(packaged_text("lexicons", f"{label}.toml"), label)
    assert checked.entries > 60
    problems = [one.message for one in checked.findings if one.severity == "problem"]
    assert [message for message in problems if message.startswith(("yes", "no"))] == []


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["lexicon", *arguments])


def test_the_command_names_file_and_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(entry(code="romanse") + entry(surfaces=["賣花女"]), "utf-8")
    result = run("check", "mine.toml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "problem: mine.toml, term 1 (chess): unknown code 'romanse'; did you mean 'romance'?",
        "warning: mine.toml, term 2 (chess): surface '賣花女': the text is read in Simplified characters, free of debris; "
        "write '卖花女'",
        "fraud_types: 2 entries, 0 sentences, 1 problems, 1 warnings",
    ]
    document = json.loads(run("check", "mine.toml", "--format", "json").stdout)
    assert document["file"] == "mine.toml"
    assert document["findings"][0]["entry"] == 1


def test_exit_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.toml").write_text(GOOD, "utf-8")
    Path("latin.toml").write_bytes(b"\xff\xfe")
    assert run("check", "good.toml").exit_code == 0
    assert run("check", "good.toml", "--label", "outreach_channels").exit_code == 1
    assert run("check", "none.toml").exit_code == 2
    assert run("check", "latin.toml").exit_code == 2
    assert run("check", "good.toml", "--label", "police_units").exit_code == 2


def test_show_what_is_known() -> None:
    assert "fraud_types: order_brushing, entry order_brushing.rebate, named" in run("show", "刷單返利").stdout
    assert run("show", "刷弹返利").stdout.startswith("part")
    assert "like    卖茶女" in run("show", "卖花女").stdout
    nothing = run("show", "qqq")
    assert (nothing.exit_code, nothing.stdout) == (1, "nothing like qqq is known\n")


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=6), st.lists(st.text(max_size=4), max_size=3)
)
KEYS = st.sampled_from(["id", "code", "surfaces", "yes", "no", "sense", "scheme", "fcc12", "表"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(VALUES, st.dictionaries(KEYS, VALUES, max_size=6)), max_size=3))
def test_no_entry_is_too_odd_to_be_checked(entries: list[object]) -> None:
    source = "term = [" + ", ".join(map(inline, entries)) + "]"
    for one in check_source(source, "fraud_types").findings:
        assert one.message


def inline(value: object) -> str:
    """A value as TOML writes it in one line; None has no such form."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {inline(part)}' for key, part in value.items()) + "}"
    return json.dumps("" if value is None else value)
