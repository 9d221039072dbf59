"""Atoms: the smallest useful pieces of a raw text - characters, numbers, Latin words, addresses of pages, tags."""

from __future__ import annotations

import re

_LATIN = "A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a"
_HAN = "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# An address (the characters of RFC 3986) holds many random words: cut up, it would fill the vocabulary with them.
_ADDRESS = r"(?:(?i:https?)://|(?i:www)\.)[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]{0,400}(?<=[A-Za-z0-9/_=#])"
# What is longer than one character. The standard `re`, not `regex`: with the lookahead it passes Han text faster.
LONG_ATOM = re.compile(
    r"(?=[0-9A-Za-z\s(<&\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a])(?:"
    r"[0-9０-９]+(?:,[0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?"
    rf"|{_ADDRESS}"
    rf"|[{_LATIN}]+"
    r"|(?<=\S)[ ]|\s+"
    rf"|(?<=[{_HAN}])\([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]{{1,6}}\)"
    r"|</?[A-Za-z][^<>]{0,400}>|<!--"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r")"
)


def atoms(text: str) -> list[str]:
    """Cut a text into its smallest useful pieces; joined they give the text again.

    >>> atoms("警情同比下降4.04%，機(jī)關(guān)用App。")
    ['警', '情', '同', '比', '下', '降', '4.04', '%', '，', '機(jī)', '關(guān)', '用', 'App', '。']
    """
    cut: list[str] = []
    done = 0
    for match in LONG_ATOM.finditer(text):
        start, end = match.span()
        cut += text[done:start]
        done = end
        if text[start] == "(":  # a reading belongs to its character
            cut[-1] += text[start:end]
        else:
            cut.append(text[start:end])
    cut += text[done:]
    return cut


def give_spaces(pieces: list[str]) -> tuple[list[str], list[bool]]:
    """Let a piece own the single space after it, as everywhere in spaCy.

    >>> give_spaces(["App", " ", "2", " ", " "])
    (['App', '2', ' '], [True, True, False])
    """
    kept: list[str] = []
    spaces: list[bool] = []
    for before, piece in zip(["\n", *pieces], pieces, strict=False):
        if piece == " " and not before.isspace():
            spaces[-1] = True
        else:
            kept.append(piece)
            spaces.append(False)
    return kept, spaces
