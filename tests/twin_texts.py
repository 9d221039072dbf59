"""Twins of a text: the same words in another dress. What is read from both must be the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import opencc
import regex

from antifraud_ie.text import View

Twin = Callable[[str, random.Random], str]

# Readings of common characters, Simplified and Traditional, as page converters leave them behind.
_READ = (
    "诈:zhà 詐:zhà 骗:piàn 騙:piàn 电:diàn 電:diàn 网:wǎng 網:wǎng 络:luò 絡:luò 机:jī 機:jī 关:guān 關:guān 动:dòng 動:dòng"
    " 传:chuán 傳:chuán 报:bào 報:bào 话:huà 話:huà 团:tuán 團:tuán 队:duì 隊:duì 长:zhǎng 長:zhǎng 总:zǒng 總:zǒng 区:qū 區:qū"
    " 县:xiàn 縣:xiàn 众:zhòng 眾:zhòng 劝:quàn 勸:quàn 贷:dài 貸:dài 单:dān 單:dān 购:gòu 購:gòu 户:hù 戶:hù 场:chǎng 場:chǎng"
    " 数:shù 數:shù 较:jiào 較:jiào 开:kāi 開:kāi 发:fā 發:fā 进:jìn 進:jìn 过:guò 過:guò 个:gè 個:gè 万:wàn 萬:wàn 亿:yì 億:yì"
    " 横:héng 橫:héng 条:tiáo 條:tiáo 资:zī 資:zī 讲:jiǎng 講:jiǎng 课:kè 課:kè 务:wù 務:wù 员:yuán 員:yuán 张:zhāng 張:zhāng"
    " 损:sǔn 損:sǔn 减:jiǎn 減:jiǎn 涨:zhǎng 漲:zhǎng 经:jīng 經:jīng 济:jì 濟:jì 业:yè 業:yè 时:shí 時:shí 对:duì 對:duì"
    " 们:men 們:men 铁:tiě 鐵:tiě 乡:xiāng 鄉:xiāng 镇:zhèn 鎮:zhèn 无:wú 無:wú 锡:xī 錫:xī 云:yún 雲:yún 龙:lóng 龍:lóng"
    " 冒:mào 充:chōng 公:gōng 安:ān 局:jú 分:fēn 派:pài 出:chū 所:suǒ 警:jǐng 民:mín 反:fǎn 防:fáng 宣:xuān 海:hǎi 信:xìn 微:wēi"
    " 同:tóng 比:bǐ 下:xià 降:jiàng 上:shàng 升:shēng 增:zēng 百:bǎi 之:zhī 成:chéng 倍:bèi 半:bàn 年:nián 月:yuè 日:rì 市:shì 省:shěng"
    " 州:zhōu 中:zhōng 心:xīn 大:dà 支:zhī 案:àn 件:jiàn 立:lì 全:quán 今:jīn 去:qù 的:de 了:le 在:zài 和:hé 与:yǔ 人:rén 一:yī 十:shí"
)
_READINGS = dict(pair.split(":") for pair in _READ.split())
_HAN = regex.compile(r"\p{Han}")
_NARROW = regex.compile("[0-9A-Za-z%.+-]")
# A reading may only follow where nothing in brackets does: 中心(zhōng)(市局) would read the same either way.
_BARE = regex.compile(r"\p{Han}(?![(（])")
_LETTER_BORDER = regex.compile(r"(?<=\p{Han})(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=\p{Han})")
_NAMED_ENTITIES = {
    "“": "&ldquo;",
    "”": "&rdquo;",
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "·": "&middot;",
    "%": "&#37;",
}


def clean(raw: str) -> str:
    """Return the plain text that a raw one reads as: Simplified, one line a paragraph, a space for each gap."""
    view = View(raw)
    return "".join(" " * (at in view.gaps) + char for at, char in enumerate(view.text))


def traditional(text: str, _: random.Random) -> str:
    """As the mainland's converters write Traditional."""
    return _convert("s2t", text)


def hong_kong(text: str, _: random.Random) -> str:
    """As Hong Kong writes."""
    return _convert("s2hk", text)


def taiwanese(text: str, _: random.Random) -> str:
    """As Taiwan writes, with Taiwan's quotation marks."""
    return _convert("s2tw", text).translate(str.maketrans("“”‘’", "「」『』"))


def debris(text: str, choice: random.Random) -> str:
    """Traditional with readings behind a third of the characters."""

    def read(match: regex.Match[str]) -> str:
        reading = _READINGS.get(match[0])
        return match[0] if reading is None or choice.random() > 1 / 3 else f"{match[0]}({reading})"

    return _BARE.sub(read, _convert("s2t", text))


def full_width(text: str, _: random.Random) -> str:
    """Digits, letters and the marks of numbers at double width."""
    return _NARROW.sub(lambda match: chr(ord(match[0]) + 0xFEE0), text)


def zero_width(text: str, choice: random.Random) -> str:
    """Invisible characters in random places, a byte order mark in front."""
    return "\ufeff" + "".join(char + choice.choice("\u200b\u200d\u2060\xad") * (choice.random() < 0.2) for char in text)


def html(text: str, choice: random.Random) -> str:
    """Paragraphs in tags, inline tags and entities in random places, every indent a no-break space."""
    return "\n".join(f'<p class="text">&nbsp;&nbsp;{_marked_up(line, choice)}</p>' for line in text.split("\n"))


def indented(text: str, _: random.Random) -> str:
    """Lines indented by full-width spaces and ended by blank lines, as on Windows."""
    return "\r\n\r\n".join(f"　　{line}  " for line in text.split("\n"))


def spaced(text: str, _: random.Random) -> str:
    """A space wherever Han meets a Latin letter or a digit, as many newsrooms set it."""
    return _LETTER_BORDER.sub(" ", text)


def rebroken(text: str, _: random.Random) -> str:
    """Breaks instead of paragraphs, escaped twice over, as a content system prints them."""
    lines = "<BR/>\n".join(f"&amp;emsp;&amp;emsp;{line}" for line in text.split("\n"))
    return f"<DIV>{lines}</DIV>"


TWINS: tuple[Twin, ...] = (
    traditional,
    hong_kong,
    taiwanese,
    debris,
    full_width,
    zero_width,
    html,
    rebroken,
    indented,
    spaced,
)


def _marked_up(line: str, choice: random.Random) -> str:
    chars = []
    for char in line:
        dice = choice.random()
        if char in _NAMED_ENTITIES:
            chars.append(_NAMED_ENTITIES[char])
        elif char == " ":
            chars.append("&nbsp;")
        elif dice < 0.05:
            chars.append(f"&#{ord(char)};")
        elif dice < 0.1:
            chars.append(f'<b style="color:red">{char}</b>')
        else:
            chars.append(char)
    return "".join(chars)


def _convert(config: str, text: str) -> str:
    converted: str = _converter(config).convert(text)
    if len(converted) != len(text):
        raise ValueError(f"{config} changes the length of the text")
    return converted


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)
