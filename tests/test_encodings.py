"""Encodings: every way in which Chinese is stored is found out, on whole documents and on their first 200 characters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_ie.reading import check_encoding, decode

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")


@cache
def to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def text_in(path: Path, encoding: str) -> str:
    """A seed document in the script that the encoding is made for, without characters that it lacks."""
    text = path.read_bytes().decode("utf-8-sig")
    if encoding in ("big5hkscs", "cp950"):
        text = to_traditional().convert(text)
    if encoding == "big5hkscs":
        text = "佢哋嘅新聞\n" + text  # what Hong Kong's Big5 is for; without it, it is taken for Taiwan's
    return text.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize("length", [None, 200], ids=["whole", "200"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_seed_document_is_decoded(encoding: str, length: int | None) -> None:
    for path in SEEDS:
        text = text_in(path, encoding)[:length]
        assert decode(text.encode(encoding)).text == text, path.name


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le", "utf-8"])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_bytes_that_end_inside_a_character(encoding: str, cut: int) -> None:
    text = "昆明市公安局五華分局民警張貼反詐海報，全市刷單警情下降。" * 3
    decoded = decode(text.encode(encoding)[:-cut])
    assert text.startswith(decoded.text.rstrip("\ufffd"))
    assert len(decoded.text) >= len(text) - 3
    assert decoded.undecodable <= 1


@pytest.mark.parametrize(
    ("data", "text", "report"),
    [
        (b"", "", {}),
        (b"plain", "plain", {}),
        ("反诈".encode(), "反诈", {}),
        ("\ufeff反诈".encode(), "反诈", {}),
        ("\ufeff反诈".encode("utf-16-le"), "反诈", {"encoding": "utf-16-le"}),
        ("\ufeff反诈".encode("utf-16-be"), "反诈", {"encoding": "utf-16-be"}),
        ("\ufeff反诈".encode("utf-32-le"), "反诈", {"encoding": "utf-32-le"}),
        ("\ufeff反诈".encode("utf-32-be"), "反诈", {"encoding": "utf-32-be"}),
        ("\ufeff反诈".encode("gb18030"), "反诈", {"encoding": "gb18030"}),
        ("全市警情下降".encode("gbk"), "全市警情下降", {"encoding": "gb18030"}),
        (
            "全市為群眾追回損失100萬€，馬‧雲說～".encode("cp950"),
            "全市為群眾追回損失100萬€，馬‧雲說～",
            {"encoding": "cp950"},
        ),
        ("佢哋話要反詐，唔好俾人呃".encode("big5hkscs"), "佢哋話要反詐，唔好俾人呃", {"encoding": "big5hkscs"}),
        ("反诈宣传\ufffd进社区".encode(), "反诈宣传\ufffd进社区", {}),
        ("全市警情同比下降，".encode() * 3 + b"\xff", "全市警情同比下降，" * 3 + "\ufffd", {"undecodable": 1}),
        ("a\r\n反诈\u2028\n".encode(), "a\r\n反诈\u2028\n", {}),
    ],
)
def test_text_and_what_is_reported_of_it(data: bytes, text: str, report: dict[str, object]) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.report()) == (text, report)


def test_damage_inside_a_document_costs_characters_not_the_document() -> None:
    text = "昆明市公安局通报，全市刷单警情同比下降。" * 10
    data = bytearray(text.encode())
    data[300] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert decoded.report() == {"undecodable": decoded.text.count("\ufffd")}
    assert decoded.text[:90] == text[:90]
    assert decoded.text[-90:] == text[-90:]


@pytest.mark.parametrize("encoding", ["gb18030", "cp950"])
def test_chinese_that_stands_behind_much_of_something_else(encoding: str) -> None:
    text = "<div class='x'></div>\n" * 10_000 + "<p>昆明市公安局五華分局民警張貼反詐海報。</p>\n"
    assert decode(text.encode(encoding)) == (text, encoding, 0)


def test_an_encoding_that_is_given_is_taken() -> None:
    assert decode("ﾊﾝｶｸ反詐".encode("shift-jis", "ignore"), "shift-jis").text == "ﾊﾝｶｸ反詐".encode(
        "shift-jis", "ignore"
    ).decode("shift-jis")


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"\xff", None, "expected text in UTF-8, GB 18030, Big5 or UTF-16"),
        (b"\xff\xff\xff", None, "expected text in UTF-8, GB 18030, Big5 or UTF-16"),
        ("反诈宣传进社区".encode("gbk"), "utf-8", "expected text in utf-8, found"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        decode(data, encoding)


@pytest.mark.parametrize(("name", "standard"), [("GB2312", "gb2312"), ("big5", "big5"), ("UTF16", "utf-16")])
def test_names_of_encodings(name: str, standard: str) -> None:
    assert check_encoding(name) == standard


@pytest.mark.parametrize("name", ["klingon", "hex", ""])
def test_unknown_encodings(name: str) -> None:
    with pytest.raises(ValueError, match="expected an encoding like gb18030"):
        check_encoding(name)


@settings(max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_value_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ValueError:
        return
    assert decoded.undecodable <= decoded.text.count("\ufffd")
