"""The tokenizer: never destructive, cut into atoms or words, with clean norms."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

import antifraud_ie
from antifraud_ie.atoms import atoms, give_spaces
from antifraud_ie.raw_doc import storable
from antifraud_ie.tokenizer import Tokenizer

NLP = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "antifraud_ie.Tokenizer.v1"}}})

ATOMS = [
    ("", []),
    ("警情下降", ["警", "情", "下", "降"]),
    ("下降4.04%", ["下", "降", "4.04", "%"]),
    ("共12,345起", ["共", "12,345", "起"]),
    ("3,4月", ["3", ",", "4", "月"]),
    ("１２．５％", ["１２．５", "％"]),
    ("国家反诈中心App", ["国", "家", "反", "诈", "中", "心", "App"]),
    ("拨打96110。", ["拨", "打", "96110", "。"]),
    ("機(jī)關(guān)報(bào)", ["機(jī)", "關(guān)", "報(bào)"]),
    ("民警(右)", ["民", "警", "(", "右", ")"]),
    ("App(ios)", ["App", "(", "ios", ")"]),
    ("<p class='a'>防骗</p>", ["<p class='a'>", "防", "骗", "</p>"]),
    ("5<6，a&b", ["5", "<", "6", "，", "a", "&", "b"]),
    ("&nbsp;&#8203;防", ["&nbsp;", "&#8203;", "防"]),
    ("见https://www.example.cn/2024/a1.html。", ["见", "https://www.example.cn/2024/a1.html", "。"]),
    ("(http://example.cn/?id=7)防骗", ["(", "http://example.cn/?id=7", ")", "防", "骗"]),
    ("www.example.cn,全市", ["www.example.cn", ",", "全", "市"]),
    ("http协议，www", ["http", "协", "议", "，", "www"]),
    ("一\n\n二", ["一", "\n\n", "二"]),
    ("𠮷🚓e\u0301", ["𠮷", "🚓", "e", "\u0301"]),
]

# A text, and its tokens with the space each one owns written behind it.
SPACES = [
    (" ", [" "]),
    ("   ", ["   "]),
    (" 全市", [" ", "全", "市"]),
    ("全 市", ["全 ", "市"]),
    ("全  市", ["全 ", " ", "市"]),
    ("全 ", ["全 "]),
    ("全\n 市", ["全", "\n ", "市"]),
    ("全 \n市", ["全 ", "\n", "市"]),
    ("全　市", ["全", "　", "市"]),
    ("LED 屏 10 块", ["LED ", "屏 ", "10 ", "块"]),
    ("<br /> 全", ["<br /> ", "全"]),
]

NORMS = [
    ("詐", "诈"),
    ("機(jī)", "机"),
    ("ＡＰＰ", "app"),
    ("App", "app"),
    ("１２％", "12"),
    ("１２．５", "12.5"),
    ("https://Example.cn/A", "https://example.cn/a"),
    ("&amp;", "&"),
    ("<p>", "<p>"),
    ("\n", "\n"),
]

any_text = st.text(st.characters(exclude_categories=()), max_size=60)
dirty_text = st.lists(
    st.sampled_from(
        [" ", "  ", "\n", "　", "詐", "骗", "(jī)", "4.04", "12,345", "<p>", "<", "&nbsp;", "App", "\ud83d"]
    )
).map("".join)


@pytest.mark.parametrize(("text", "expected"), ATOMS)
def test_atoms(text: str, expected: list[str]) -> None:
    assert atoms(text) == expected


@pytest.mark.parametrize(("text", "expected"), SPACES)
def test_a_token_owns_the_single_space_after_it(text: str, expected: list[str]) -> None:
    assert [token.text_with_ws for token in NLP.make_doc(text)] == expected


@pytest.mark.parametrize(("text", "norm"), NORMS)
def test_norm(text: str, norm: str) -> None:
    assert NLP.make_doc(text)[0].norm_ == norm


@given(any_text | dirty_text)
def test_never_destructive(text: str) -> None:
    doc = NLP.make_doc(text)
    assert doc.text == text
    assert "".join(token.text_with_ws for token in doc) == storable(text)
    assert [token.idx for token in doc] == [len(doc[:i].text_with_ws) for i in range(len(doc))]


@given(st.text(alphabet="机用関5，.<>/pA (ī)\n\t　𠮷&;,", max_size=60).map(storable))
def test_the_fast_cut_is_the_plain_one(text: str) -> None:
    words, spaces = give_spaces(atoms(text))
    for nlp in (NLP, spacy.blank("zh", config=NLP.config)):
        doc = nlp(text)
        assert [token.text for token in doc] == words
        assert [bool(token.whitespace_) for token in doc] == spaces


def test_words_that_are_symbols_of_spacy() -> None:
    doc = NLP.make_doc("NORM nsubj ORTH")
    assert [token.text for token in doc] == ["NORM", "nsubj", "ORTH"]


def test_a_lone_surrogate_can_be_read_but_not_stored() -> None:
    doc = NLP.make_doc("反诈\ud83d中心")
    assert doc.text == "反诈\ud83d中心"
    assert [token.text for token in doc] == ["反", "诈", "\ufffd", "中", "心"]
    assert Doc(NLP.vocab).from_bytes(doc.to_bytes()).text == "反诈\ufffd中心"


def test_an_empty_doc_can_be_filled() -> None:
    stored = NLP.make_doc("反诈").to_bytes()
    assert NLP.make_doc("").from_bytes(stored).text == "反诈"


def test_tokens_outlive_a_memory_zone() -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "antifraud_ie.Tokenizer.v1"}}})
    nlp.make_doc("旧词")
    with nlp.memory_zone():
        assert [token.text for token in nlp.make_doc("旧词新字")] == ["旧", "词", "新", "字"]
    assert [token.text for token in nlp.make_doc("旧词新字")] == ["旧", "词", "新", "字"]


@pytest.fixture(scope="module")
def pkuseg_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A tiny model, trained on the spot."""
    spacy_pkuseg = pytest.importorskip("spacy_pkuseg")
    folder = tmp_path_factory.mktemp("pkuseg")
    sentences = ["警方 提醒 市民 谨防 诈骗", "民警 走访 商户", "诈骗 短信 增多", "警方 走访 市民"]
    (folder / "train.txt").write_text("\n".join(sentences * 5), "utf-8")
    spacy_pkuseg.train(str(folder / "train.txt"), str(folder / "train.txt"), str(folder / "model"), train_iter=3)
    return str(folder / "model")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("民警走访商户", ["民警", "走访", "商户"]),
        ("民警走訪商戶", ["民警", "走訪", "商戶"]),
        ("民警走訪(fǎng)商戶", ["民警", "走訪(fǎng)", "商戶"]),
        ("<b>民警</b>提醒", ["<b>", "民警", "</b>", "提醒"]),
        ("", []),
    ],
)
def test_pkuseg_words_stand_in_the_raw_text(pkuseg_model: str, text: str, expected: list[str]) -> None:
    doc = Tokenizer(NLP.vocab, "pkuseg", pkuseg_model)(text)
    assert [token.text for token in doc] == expected
    assert doc.text == text


def test_pkuseg_is_never_destructive(pkuseg_model: str) -> None:
    tokenizer = Tokenizer(NLP.vocab, "pkuseg", pkuseg_model)

    @given(dirty_text)
    def check(text: str) -> None:
        doc = tokenizer(text)
        assert doc.text == text
        assert "".join(token.text_with_ws for token in doc) == storable(text)

    check()


@pytest.mark.parametrize(
    ("segmenter", "model", "message"),
    [
        ("jieba", None, r"segmenter: expected 'char' or 'pkuseg', got 'jieba'"),
        (
            "pkuseg",
            "spacy_ontonotes",
            r"pkuseg_model: expected a folder with weights.npz and features.msgpack",
        ),
        ("char", "model", r"pkuseg_model: expected None with segmenter='char', got 'model'"),
    ],
)
def test_what_cannot_segment_is_named(segmenter: str, model: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Tokenizer(NLP.vocab, segmenter, model)


@pytest.mark.parametrize("data", [b"", b"[]", b"5", b"{}", b"\xff", b'{"segmenter": "char"}', b"[" * 100_000])
def test_settings_of_another_program_are_named(data: bytes) -> None:
    with pytest.raises(ValueError, match="tokenizer: expected settings"):
        Tokenizer(NLP.vocab).from_bytes(data)


def test_settings_are_stored(pkuseg_model: str, tmp_path: Path) -> None:
    tokenizer = Tokenizer(NLP.vocab, "pkuseg", pkuseg_model)
    tokenizer.to_disk(tmp_path / "tokenizer")
    for restored in (
        Tokenizer(NLP.vocab).from_bytes(tokenizer.to_bytes()),
        Tokenizer(NLP.vocab).from_disk(tmp_path / "tokenizer"),
    ):
        assert [token.text for token in restored("民警提醒市民")] == ["民警", "提醒", "市民"]


def test_the_segmenter_changes_no_record(pkuseg_model: str, tmp_path: Path) -> None:
    text = "昆明市公安局五华分局民警走訪(fǎng)商戶，刷单诈骗警情同比下降4.04%。"
    expected = antifraud_ie.to_dict(antifraud_ie.load()(text))
    nlp = antifraud_ie.load(segmenter="pkuseg", pkuseg_model=pkuseg_model)
    nlp.to_disk(tmp_path)
    for pipeline in (nlp, spacy.load(tmp_path)):
        doc = pipeline(text)
        assert antifraud_ie.to_dict(doc) == expected
        assert "走訪(fǎng)" in [token.text for token in doc]
