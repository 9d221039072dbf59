"""The spaCy face: components, extensions, spans, config and what the package exports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import antifraud_ie
from antifraud_ie.components import RecordComponent, create_fraud_types
from antifraud_ie.extractors import EXTRACTORS, KINDS
from antifraud_ie.records import FraudType, NarratedScheme, OutreachChannel, PercentChange, PoliceUnit

TEXT = "昆明市公安局五华分局民警张贴反诈海报2670张。今年以来，全市刷单警情同比下降4.04%。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return antifraud_ie.load()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_the_public_names() -> None:
    assert antifraud_ie.__all__ == [
        "Candidate",
        "Channel",
        "Evidence",
        "Extracted",
        "FraudType",
        "LexiconError",
        "NarratedScheme",
        "OutreachChannel",
        "PercentChange",
        "Percentage",
        "PoliceUnit",
        "Record",
        "Scheme",
        "Trend",
        "UnitNode",
        "__version__",
        "channels",
        "load",
        "pipe",
        "report",
        "schemes",
        "to_arrow",
        "to_dict",
        "to_pandas",
        "to_polars",
        "unit_tree",
    ]
    assert all(hasattr(antifraud_ie, name) for name in antifraud_ie.__all__)
    assert set(antifraud_ie.__all__) <= set(dir(antifraud_ie))
    assert not hasattr(antifraud_ie, "scheme")
    assert {scheme.code for scheme in antifraud_ie.schemes()} > {"romance", "prize"}
    assert {channel.code for channel in antifraud_ie.channels()} > {"poster", "app"}


def test_mentions_of_several_documents_make_one_tree(nlp: Language) -> None:
    docs = nlp.pipe([TEXT, "昆明市公安局通报。"])
    (ministry,) = antifraud_ie.unit_tree(unit for doc in docs for unit in doc._.police_units)
    assert [(depth, unit.full_name, len(unit.mentions)) for depth, unit in ministry.walk()] == [
        (0, "公安部", 0),
        (1, "云南省公安厅", 0),
        (2, "昆明市公安局", 1),
        (3, "昆明市公安局五华分局", 1),
    ]


FURTHER = TEXT + "破案率达98%，发案数同比大幅下降。\n小徐接到电话，对方自称国内警察，要他缴纳保证金。这是诈骗。\n"


def test_the_further_kinds(nlp: Language) -> None:
    doc = nlp(FURTHER)
    assert [(one.text, one.kind, one.value) for one in doc._.percentages] == [
        ("4.04%", "change", -4.04),
        ("98%", "rate", 98.0),
    ]
    assert [(one.text, one.direction, one.basis, one.indicator) for one in doc._.trends] == [
        ("同比大幅下降", "down", "yoy", "发案数")
    ]
    (case,) = doc._.narrated_schemes
    assert isinstance(case, NarratedScheme)
    assert case.code == "impersonating_police"
    assert "".join(item.text for item in case.evidence) == "自称国内警察缴纳保证金"
    for record in (*doc._.percentages, *doc._.trends, case, *case.evidence):
        assert FURTHER[record.start_char : record.end_char] == record.text
    assert set(doc.spans) == set(EXTRACTORS)


def test_to_dict_gives_the_kinds_asked_for(nlp: Language) -> None:
    doc = nlp(FURTHER)
    assert list(antifraud_ie.to_dict(doc)) == list(EXTRACTORS)
    everything = antifraud_ie.to_dict(doc, KINDS)
    assert list(everything) == [*EXTRACTORS, "narrated_schemes", "percentages", "trends"]
    assert all(everything.values())
    assert json.loads(json.dumps(everything)) == everything
    assert antifraud_ie.to_dict(doc, "trends") == {"trends": everything["trends"]}
    with pytest.raises(ValueError, match="kinds: unknown kind 'percentage'; did you mean 'percentages'"):
        antifraud_ie.to_dict(doc, ["percentage"])


def test_importing_builds_nothing() -> None:
    code = (
        "import gc, sys, antifraud_ie, opencc, ahocorasick_rs\n"
        "kinds = (opencc.OpenCC, ahocorasick_rs.AhoCorasick)\n"
        "print(any(isinstance(item, kinds) for item in gc.get_objects()), 'spacy_pkuseg' in sys.modules,"
        " [name for name in sys.modules if name.startswith('antifraud_ie.extractors.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False []"


def test_records_are_typed_and_in_text_order(doc: Doc) -> None:
    assert doc.text == TEXT
    (unit,) = doc._.police_units
    assert unit == PoliceUnit(
        "昆明市公安局五华分局",
        0,
        10,
        zone=unit.zone,
        rule=unit.rule,
        kind="sub_bureau",
        full_name="昆明市公安局五华分局",
        province="云南省",
        city="昆明市",
        county="五华区",
        level="county",
        name="五华分局",
        parent="昆明市公安局",
        adcode="530102",
        status="resolved",
    )
    (fraud,) = doc._.fraud_types
    assert isinstance(fraud, FraudType)
    assert (fraud.text, fraud.code) == ("刷单警情", "order_brushing")
    (change,) = doc._.percent_changes
    assert isinstance(change, PercentChange)
    assert (change.text, change.value, change.basis, change.region) == (
        "同比下降4.04%",
        -4.04,
        "yoy",
        "昆明市",
    )
    (channel,) = doc._.outreach_channels
    assert isinstance(channel, OutreachChannel)
    assert (channel.text, channel.quantity, channel.measure) == ("海报", 2670, "张")
    for record in (unit, fraud, change, channel):
        assert TEXT[record.start_char : record.end_char] == record.text


def test_spans_repeat_the_mentions(doc: Doc) -> None:
    spans = {name: [(span.text, span.label_) for span in doc.spans[name]] for name in EXTRACTORS}
    assert spans == {
        "fraud_types": [("刷单警情", "order_brushing")],
        "percent_changes": [("同比下降4.04%", "decrease")],
        "police_units": [("昆明市公安局五华分局", "sub_bureau")],
        "outreach_channels": [("海报", "poster")],
    }
    assert doc.spans["fraud_types"][0].id_ == doc._.fraud_types[0].scheme
    assert doc.spans["police_units"][0].id_ == doc._.police_units[0].rule


def test_to_dict_is_json_as_it_is(doc: Doc) -> None:
    plain = antifraud_ie.to_dict(doc)
    assert list(plain) == ["fraud_types", "percent_changes", "police_units", "outreach_channels"]
    assert json.loads(json.dumps(plain)) == plain
    assert plain["police_units"] == [record.to_dict() for record in doc._.police_units]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ud800", "今天天气很好。", "<p></p>", "%％‰"])
def test_texts_without_records(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert antifraud_ie.to_dict(doc) == {name: [] for name in EXTRACTORS}
    assert doc._.fraud_types == ()


@pytest.mark.parametrize("name", EXTRACTORS)
def test_each_component_works_alone_with_any_tokenizer(doc: Doc, name: str) -> None:
    alone = spacy.blank("zh")
    alone.add_pipe(f"antifraud_{name}")
    result = alone(TEXT)
    assert antifraud_ie.to_dict(result) == {
        **{other: [] for other in EXTRACTORS},
        name: antifraud_ie.to_dict(doc)[name],
    }
    assert [span.text for span in result.spans[name]] == [span.text for span in doc.spans[name]]


def test_a_span_covers_the_tokens_it_cuts(doc: Doc) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("antifraud_fraud_types")
    coarse = nlp(Doc(nlp.vocab, ["警惕刷单", "返利诈骗", "。"], [False] * 3))
    assert [record.text for record in coarse._.fraud_types] == ["刷单返利诈骗"]
    assert [span.text for span in coarse.spans["fraud_types"]] == ["警惕刷单返利诈骗"]


def test_components_are_declared_cleanly(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert not any(analysis["problems"].values())
    for name in EXTRACTORS:
        assigns = [*(f"doc._.{kind}" for kind in EXTRACTORS[name].kinds), "doc.spans"]
        assert analysis["summary"][f"antifraud_{name}"]["assigns"] == assigns


def test_boilerplate_is_left_out_unless_asked_for() -> None:
    page = TEXT + "\n" * 3 + "相关阅读\n昆明市公安局发布防骗提示\n版权所有 昆明市公安局 Copyright © 2022\n"
    zones = {record.zone for record in antifraud_ie.load(include_boilerplate=True)(page)._.police_units}
    assert "boilerplate" in zones
    assert "boilerplate" not in {record.zone for record in antifraud_ie.load()(page)._.police_units}


BAD_CONFIGS: list[tuple[str, dict[str, Any], str]] = [
    (
        "fraud_types",
        {"include_boilerplate": "yes"},
        "antifraud_fraud_types: include_boilerplate must be true or false",
    ),
    ("fraud_types", {"lexicon": 3}, "antifraud_fraud_types: lexicon must be the path of a TOML file or null"),
    ("fraud_types", {"lexicons": "a.toml"}, "antifraud_fraud_types -> lexicons"),
]


@pytest.mark.parametrize(("name", "config", "message"), BAD_CONFIGS)
def test_a_bad_config_is_named(name: str, config: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        spacy.blank("zh").add_pipe(f"antifraud_{name}", config=config)


LEXICON = '[[term]]\nid = "tea"\ncode = "{code}"\nsurfaces = ["賣茶女"]\n'

BAD_LEXICONS = [
    (
        "fraud_types",
        LEXICON.format(code="romanse"),
        "antifraud_fraud_types, lexicon: .*mine.toml, .*did you mean 'romance'",
    ),
    ("fraud_types", "[[term", "mine.toml: not valid TOML"),
    ("fraud_types", None, "mine.toml: cannot be read: No such file"),
    ("police_units", LEXICON.format(code="romance"), "police_units takes no terms"),
    (
        "fraud_type",
        LEXICON.format(code="romance"),
        "lexicons: unknown name 'fraud_type'; did you mean 'fraud_types'",
    ),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_LEXICONS)
def test_a_bad_lexicon_is_named(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(antifraud_ie.LexiconError, match=message):
        antifraud_ie.load(lexicons={name: path})


@pytest.mark.parametrize(
    "lexicons",
    ["mine.toml", ["mine.toml"], {3: "mine.toml"}, {"fraud_types": "\0"}, {"fraud_types": [3]}, {"fraud_types": None}],
)
def test_lexicons_of_a_wrong_shape_are_named(lexicons: Any) -> None:
    with pytest.raises(antifraud_ie.LexiconError, match="lexicon"):
        antifraud_ie.load(lexicons=lexicons)


WRONG_TERMS: list[tuple[Any, str]] = [
    (None, "add_terms: expected a list of dicts, got NoneType"),
    ("tea", "add_terms: expected a list of dicts, got str"),
    ({"id": "tea"}, "add_terms: expected a list of dicts, got dict"),
    ([5], "add_terms, term 1: expected a table, got int"),
    ([{5: ""}], r"add_terms, term 1 \(no id\): unknown key 5; expected one of"),
    ([{"id": "x", "code": "romance", "surfaces": ["<p>"]}], "term 'x': surface '<p>' is nothing that a line"),
    ([{"id": "x", "code": "romance", "surfaces": ["甲\n乙"]}], "is nothing that a line of text can hold"),
    (
        [
            {"id": "x", "code": "romance", "surfaces": ["賣茶女"]},
            {"id": "y", "code": "prize", "surfaces": ["卖茶女"]},
        ],
        "'卖茶女' stands under 'x' and 'y'",
    ),
]


@pytest.mark.parametrize(("terms", "message"), WRONG_TERMS)
def test_terms_of_a_wrong_shape_are_named(terms: Any, message: str) -> None:
    component = spacy.blank("zh").add_pipe("antifraud_fraud_types")
    with pytest.raises(antifraud_ie.LexiconError, match=message):
        component.add_terms(terms)  # type: ignore[attr-defined]
    assert component.to_bytes() == b"[]"  # type: ignore[attr-defined]


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "code", "surfaces", "yes", "no", "terms"]), inner, max_size=5)
    ),
    max_leaves=8,
)
stored = json_values.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=20) | st.just(b"[" * 100_000)


@settings(deadline=None)
@given(stored)
def test_any_stored_terms_are_taken_or_refused(data: bytes) -> None:
    component = EXTRACTORS["fraud_types"]
    try:
        RecordComponent("mine", component).from_bytes(data)
    except antifraud_ie.LexiconError as error:
        assert str(error).startswith("mine, stored terms")


BLANK = spacy.blank("zh")


@settings(deadline=None)
@given(st.booleans() | json_values, st.none() | st.sampled_from([".", "\0", "none.toml"]) | json_values)
def test_any_config_is_taken_or_refused(include_boilerplate: Any, lexicon: Any) -> None:
    try:
        create_fraud_types(BLANK, "mine", include_boilerplate, lexicon, None)
    except ValueError as error:
        assert str(error).startswith(("mine: include_boilerplate must", "mine: lexicon must", "mine, lexicon: "))
    else:
        assert isinstance(include_boilerplate, bool) and (lexicon is None or not Path(lexicon).exists())


def test_a_lexicon_that_nests_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    for source in ("term = " + "[" * 100_000, "term = " + "9" * 10_000, "term = [" + "{a = " * 100_000):
        path.write_text(source, "utf-8")
        with pytest.raises(antifraud_ie.LexiconError, match=r"mine.toml"):
            antifraud_ie.load(lexicons={"fraud_types": path})


def test_several_lexicon_files_of_one_kind(tmp_path: Path) -> None:
    paths = []
    for id_, surface in (("tea", "卖茶女"), ("flower", "卖花女"), ("fish", "卖鱼女")):
        paths.append(tmp_path / f"{id_}.toml")
        paths[-1].write_text(f'[[term]]\nid = "{id_}"\ncode = "romance"\nsurfaces = ["{surface}"]', "utf-8")
    nlp = antifraud_ie.load(lexicons={"fraud_types": paths, "outreach_channels": []})
    assert [record.scheme for record in nlp("警惕卖茶女、卖花女、卖鱼女诈骗。")._.fraud_types] == [
        "tea",
        "flower",
        "fish",
    ]
    with pytest.raises(antifraud_ie.LexiconError, match=r"fish.toml, .*fish.toml: id 'fish' stands twice"):
        antifraud_ie.load(lexicons={"fraud_types": [paths[2], paths[2]]})


def test_a_lexicon_file_adds_terms_in_either_script(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(LEXICON.format(code="romance"), "utf-8")
    doc = antifraud_ie.load(lexicons={"fraud_types": path})("警惕卖茶女诈骗。")
    assert [(record.code, record.scheme) for record in doc._.fraud_types] == [("romance", "tea")]


def test_added_terms_are_all_taken_or_none() -> None:
    component = spacy.blank("zh").add_pipe("antifraud_fraud_types")
    good = {"id": "tea", "code": "romance", "surfaces": ["卖茶女"]}
    with pytest.raises(
        antifraud_ie.LexiconError, match=r"antifraud_fraud_types.add_terms, term 2 \(bad\): unknown key"
    ):
        component.add_terms([good, {"id": "bad", "code": "romance", "surfaces": ["甲"], "note": ""}])  # type: ignore[attr-defined]
    component.add_terms([good])  # type: ignore[attr-defined]
    with pytest.raises(antifraud_ie.LexiconError, match="id 'tea' stands twice"):
        component.add_terms([good])  # type: ignore[attr-defined]


def test_a_foreign_extension_is_not_taken_over() -> None:
    getter = Doc.remove_extension("police_units")
    Doc.set_extension("police_units", default=None)
    try:
        with pytest.raises(ValueError, match=r"doc._.police_units is already defined"):
            spacy.blank("zh").add_pipe("antifraud_fraud_types")
    finally:
        Doc.remove_extension("police_units")
        Doc.set_extension("police_units", getter=getter[2])


def test_records_of_another_version_are_refused(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.user_data["antifraud_ie"] = {"version": 0}
    with pytest.raises(ValueError, match="version 0"):
        _ = doc._.fraud_types
