"""Encodings: bytes to text, whichever way Chinese was encoded.

A byte order mark tells the encoding, and UTF-8 tells itself; between the others charset-normalizer decides, asked only
about those that Chinese text has.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

import charset_normalizer

# What Chinese text is stored in. GB 18030 holds GBK and GB 2312; cp950 and Big5-HKSCS are both called Big5.
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_BYTE_ORDER_MARKS = {  # the longer ones first, for UTF-32's begins as UTF-16's does
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"\x84\x31\x95\x33": "gb18030",
}
# Bytes that are enough to tell an encoding by, and the bytes of a character that may be cut off at their end.
SAMPLE = 1 << 16
CUT = 3
# One damaged character in twenty is a damaged text; more is another encoding.
DAMAGED = 20


class Decoded(NamedTuple):
    """A text, its encoding, and how many of its characters could not be decoded and read U+FFFD."""

    text: str
    encoding: str
    undecodable: int = 0

    def report(self) -> dict[str, str | int]:
        """Return what is out of the ordinary: an encoding other than UTF-8, characters that are lost."""
        encoding: dict[str, str | int] = {} if self.encoding == "utf-8" else {"encoding": self.encoding}
        return {**encoding, "undecodable": self.undecodable} if self.undecodable else encoding


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text that bytes hold, without its byte order mark.

    >>> decode("全市反诈宣传".encode("gb18030"))
    Decoded(text='全市反诈宣传', encoding='gb18030', undecodable=0)

    encoding: found out where None. Raises ValueError where the bytes hold no such text.
    """
    encoding = encoding or detect(data)
    if encoding is None:
        raise ValueError("expected text in UTF-8, GB 18030, Big5 or UTF-16; name any other encoding")
    decoded = _decoded(data, encoding)
    if not _is_sound(decoded):
        raise ValueError(f"expected text in {encoding}, found {decoded.undecodable} characters that are not")
    return decoded


def detect(data: bytes) -> str | None:
    """Return the encoding of a text, None where it has none of the known ones.

    >>> detect("全市反詐宣導".encode("big5")), detect("反诈".encode()), detect(b"\\xff\\xff")
    ('cp950', 'utf-8', None)
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    if b"\0" not in data and _is_sound(_decoded(data, "utf-8")):
        return "utf-8"
    sample = _sample(data)
    for cut in range(min(CUT + 1, len(sample))):
        match = charset_normalizer.from_bytes(
            sample[: len(sample) - cut], cp_isolation=list(ENCODINGS), preemptive_behaviour=False
        ).best()
        if match is not None:
            found = match.encoding.replace("_", "-")
            return big5(data) if found in ("cp950", "big5hkscs") else found
    return None


def big5(data: bytes) -> str:
    """Return which Big5 bytes are in: Taiwan's, whose punctuation is the usual, or Hong Kong's, with more characters.

    >>> big5("反詐～".encode("cp950")), big5("佢哋話反詐".encode("big5hkscs"))
    ('cp950', 'big5hkscs')
    """
    try:
        codecs.getincrementaldecoder("cp950")().decode(data)  # the last character may be cut off
    except UnicodeDecodeError:
        return "big5hkscs"
    return "cp950"


def check_encoding(name: str) -> str:
    """Return the standard name of an encoding. Raises ValueError where Python knows none of that name.

    >>> check_encoding("GBK"), check_encoding("Big5-HKSCS")
    ('gbk', 'big5hkscs')
    """
    try:
        "".encode(name)  # LookupError too where it is no encoding of text
        return codecs.lookup(name).name
    except LookupError as error:
        raise ValueError(f"expected an encoding like gb18030, big5 or utf-16, got {name!r}") from error


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        return Decoded(text, encoding, text.count("\ufffd"))


def _is_sound(decoded: Decoded) -> bool:
    beyond_ascii = sum(char > "\x7f" for char in decoded.text) if decoded.undecodable else 0
    return decoded.undecodable * DAMAGED <= beyond_ascii or _ends_early(decoded)


def _ends_early(decoded: Decoded) -> bool:
    """Say whether the last character alone is lost, of some that are not: the bytes were cut there."""
    return decoded.undecodable == 1 and decoded.text.endswith("\ufffd") and len(decoded.text) > 1


def _sample(data: bytes) -> bytes:
    """Return the beginning of a text, without lines that look alike in most encodings."""
    if b"\0" in data:  # UTF-16, where a line break is no byte of its own
        return data[:SAMPLE]
    lines = data[: 16 * SAMPLE].splitlines(keepends=True)
    return b"".join(line for line in lines if not line.isascii())[:SAMPLE]
