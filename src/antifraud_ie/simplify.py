"""Same-length conversions: narrow letters and digits, curly quotes, Simplified characters, mainland words."""

from __future__ import annotations

import re
from functools import cache

import opencc
import regex

_WIDE = "０-９Ａ-Ｚａ-ｚ％．＋－"
_WIDE_RUN = re.compile(f"[{_WIDE}]+")
_QUOTES = tuple(zip("「」『』﹁﹂﹃﹄", "“”‘’“”‘’", strict=True))

# Words of Taiwan and Hong Kong with their mainland ones. Those that mean something else on the mainland
# (简讯 news in brief, 软体 soft-bodied, 网路 in 上网路径) stand in their Traditional spelling only.
_REGIONAL_TRADITIONAL = (
    ("簡訊", "短信"),
    ("短訊", "短信"),
    ("網路", "网络"),
    ("軟體", "软件"),
    ("訊息", "信息"),
)
# Characters of Hong Kong and Taiwan that OpenCC's general table leaves as they are.
_VARIANTS = (
    ("衞", "卫"),
    ("敍", "叙"),
    ("枱", "台"),
    ("粧", "妆"),
    ("糭", "粽"),
    ("暱", "昵"),
    ("痺", "痹"),
    ("簷", "檐"),
)
_REGIONAL = (
    ("萤幕", "屏幕"),
    ("帐户", "账户"),
    ("帐号", "账号"),
    ("帐单", "账单"),
    ("转帐", "转账"),
    ("甚么", "什么"),
)

_INNER = r"[^“”‘’《》\"?？，。！；：,;!:\n]{0,20}"
_QUESTIONED = regex.compile(rf"(?<=[“‘《\"]({_INNER}\p{{Han}}))[?？](?=\p{{Han}}{_INNER}[”’》\"])")
_ASKS = re.compile(r"[吗呢么嘛吧谁哪怎几啥咋否什何没]|多少|(.)不\1")
# Han in the Basic Multilingual Plane, and what lies beyond it.
_BASIC_HAN = (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00))
_BEYOND = "\U00020000-\U0003ffff"
_RARE = re.compile(f"[{_BEYOND}]")
_SURROGATES = "\ud800-\udfff"
_SURROGATE = re.compile(f"[{_SURROGATES}]")


def simplify(text: str) -> str:
    """Return the text in Simplified characters and ASCII letters and digits, of the same length.

    >>> simplify("「網路詐騙」下降３．５％")
    '“网络诈骗”下降3.5%'
    """
    if _unfinished().search(text):
        text = _convert(text)
    text = _replace(text, _REGIONAL)
    if "?" in text or "？" in text:
        text = _QUESTIONED.sub(_middle_dot, text)
    return text


def _convert(text: str) -> str:
    text = _WIDE_RUN.sub(_narrow, text)
    text = _replace(text, _QUOTES)
    text = _replace(text, _REGIONAL_TRADITIONAL)
    text = _to_simplified(text)
    return _replace(text, _VARIANTS)


@cache
def _unfinished() -> re.Pattern[str]:
    """The characters that some conversion changes: most texts hold none, which a look at each tells fastest."""
    han = [chr(code) for code in _BASIC_HAN]
    simplified = _converter().convert("\n".join(han)).split("\n")
    traditional = [old for old, new in zip(han, simplified, strict=True) if old != new]
    others = [old for old, _ in (*_QUOTES, *_VARIANTS)]
    return re.compile(f"[{''.join(traditional)}{''.join(others)}{_WIDE}{_BEYOND}{_SURROGATES}]")


def _replace(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        # One character is looked up several times as fast as a word.
        if old[0] in text:
            text = text.replace(old, new)
    return text


def _narrow(match: re.Match[str]) -> str:
    return "".join([chr(ord(char) - 0xFEE0) for char in match[0]])


def _middle_dot(match: regex.Match[str]) -> str:
    """Read the question mark inside a quoted name as the middle dot it was, unless the words before ask."""
    return str(match[0]) if _ASKS.search(match[1]) else "·"


def _to_simplified(text: str) -> str:
    convert = _converter().convert
    try:
        simplified: str = convert(text)
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
        simplified = convert(text)
    if len(simplified) == len(text):
        return _keep_common(text, simplified)
    one_by_one = [(char, convert(char)) for char in text]
    return "".join([new if len(new) == 1 else char for char, new in one_by_one])


def _keep_common(text: str, simplified: str) -> str:
    """Keep a character whose Simplified form is so rare that nobody writes it (蟳 of 蟳埔)."""
    if not _RARE.search(simplified):
        return simplified
    return "".join([old if _RARE.match(new) else new for old, new in zip(text, simplified, strict=True)])


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
