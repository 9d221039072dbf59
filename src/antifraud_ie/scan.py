"""The scan: raw text cut into clean parts, with white space, tags, entities and debris taken out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import regex

from .pinyin import is_reading
from .wrapping import unwrap

HAN = regex.compile(r"\p{Han}")

_BREAKS = r"\n\r\x0b\x0c\x85\u2028\u2029"
_BLANKS = r" \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLES = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
# A block tag breaks the line as well.
_BREAK = re.compile(f"[{_BREAKS}<]")
_SPACE = re.compile(f"[{_BLANKS}{_BREAKS}]")
_INVISIBLE = re.compile(f"[{_INVISIBLES}]")

_BLOCK = (
    r"(?:address|article|aside|blockquote|body|br|button|caption|center|d[dlt]|details|div|fieldset|fig(?:ure|caption)"
    r"|foot(?:er)?|form|h[1-6r]|head(?:er)?|html|iframe|legend|li|main|nav|option|[ou]l|p|pre|section|select|table"
    r"|t(?:body|d|foot|h|head|itle|r)|video)"
)
_BLOCK_TAG = rf"</?(?i:{_BLOCK})(?![a-zA-Z0-9])[^<>]{{0,400}}>"
# The standard `re`, not `regex`: with the look-ahead it passes plain text three times as fast.
_SPECIAL = re.compile(
    rf"(?=[{_BLANKS}{_BREAKS}{_INVISIBLES}(（<&])(?:"
    # A line break alone stays as it is.
    rf"(?P<space>(?!\n(?![{_BLANKS}{_BREAKS}<]))(?:[{_BLANKS}{_BREAKS}]+|{_BLOCK_TAG}){{1,40}})"
    r"|[(（](?P<reading>[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6})[)）]"
    r"|(?P<comment><!--)"
    r"|(?P<ruby><(?P<ruby_tag>r[tp])>[^<>]{0,12}</(?P=ruby_tag)>)"
    r"|(?P<tag></?(?=(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20}))[^<>]{1,400}>)"
    r"|(?P<declaration><[!?][^<>]{0,400}>)"
    r"|(?P<entity>&(?:amp;)?(?:nbsp;?|#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};))"
    rf"|(?P<invisible>[{_INVISIBLES}]+)"
    ")"
)
_END_OF = {
    "comment": re.compile("-->"),
    "script": re.compile("</script[^<>]{0,40}>", re.IGNORECASE),
    "style": re.compile("</style[^<>]{0,40}>", re.IGNORECASE),
}

_HIDING = re.compile(r"<!--|<(?P<name>script|style)(?![a-zA-Z0-9])[^<>]{0,400}>", re.IGNORECASE)


def hidden_spans(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of comments, scripts and style sheets, of which no text is read.

    >>> list(hidden_spans("警情<!-- 广告 -->下降<script>"))
    [(2, 13)]
    """
    endless: set[str] = set()
    hiding = _HIDING.search(raw)
    while hiding:
        name = (hiding["name"] or "comment").lower()
        end = None if name in endless else _END_OF[name].search(raw, hiding.end())
        if end:
            yield hiding.start(), end.end()
        else:
            endless.add(name)
        hiding = _HIDING.search(raw, (end or hiding).end())


class Scan:
    """One pass over the raw text: clean parts, the raw bounds of each, the indices of those behind gaps.

    >>> scan = Scan("<p>機(jī)關(guān)</p>　警情")
    >>> scan.parts, scan.starts, scan.ends
    (['機', '關', '\\n', '警情'], [3, 8, 15, 20], [8, 15, 20, 22])
    """

    __slots__ = ("_endless", "_last", "_raw", "_space", "_space_bounds", "ends", "gaps", "parts", "starts")

    def __init__(self, raw: str) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[int] = []
        self._raw = unwrap(raw)
        self._last = "\n"
        self._space = ""
        self._space_bounds = (0, 0)
        self._endless: set[str] = set()
        self._run()

    def _run(self) -> None:
        done = 0
        for match in _SPECIAL.finditer(self._raw):
            start, end = match.span()
            if start < done:
                continue
            if done < start:
                self._put(done, start)
            if match.lastgroup == "space":
                self._hold(match[0], start, end)
                done = end
            else:
                done = self._special(match, start, end)
        if done < len(self._raw):
            self._put(done, len(self._raw))
        if self._space == "\n":
            self._settle("")

    def _special(self, match: re.Match[str], start: int, end: int) -> int:
        """Take in a special spot other than white space; return where the text goes on."""
        kind = match.lastgroup
        if kind == "reading":
            self._reading(match["reading"], start, end)
        elif kind == "entity":
            self._entity(match[0], start, end)
        elif kind == "tag":
            name = match["name"].lower()
            if name in _END_OF and self._raw[start + 1] != "/":
                return self._skip(name, end)
        elif kind == "comment":
            return self._skip(kind, end)
        return end

    def _skip(self, name: str, position: int) -> int:
        """Return the position behind the next end of the thing named, or ``position`` where there is none."""
        if name in self._endless:
            return position
        found = _END_OF[name].search(self._raw, position)
        if found:
            return found.end()
        self._endless.add(name)
        return position

    def _reading(self, reading: str, start: int, end: int) -> None:
        if self._space == "\n" or not is_reading(reading) or not _is_han(self._last):
            self._put(start, end)
        else:
            self._space = ""
            self.ends[-1] = end

    def _entity(self, source: str, start: int, end: int) -> None:
        decoded = html.unescape(source)
        if len(decoded) > 1:
            decoded = html.unescape(decoded)
        if len(decoded) != 1 or decoded == "\ufffd":
            self._put(start, end)
        elif _SPACE.match(decoded):
            self._hold(decoded, start, end)
        elif not _INVISIBLE.match(decoded):
            self._append(decoded, start, end)

    def _hold(self, space: str, start: int, end: int) -> None:
        """Hold white space back until it is known what follows."""
        self._space_bounds = (self._space_bounds[0] if self._space else start, end)
        if self._space != "\n":
            self._space = "\n" if _BREAK.search(space) else " "

    def _put(self, start: int, end: int) -> None:
        """Take over a stretch of raw text as it stands, but for a line break after another one."""
        part = self._raw[start:end]
        if part[0] == "\n" == self._last:
            part = part[1:]
            start += 1
        if part:
            self._append(part, start, end)

    def _append(self, part: str, start: int, end: int) -> None:
        if self._space:
            self._settle(part[0])
        self._add(part, start, end)

    def _settle(self, following: str) -> None:
        """Turn the white space held back into a line break, a space, a gap or nothing."""
        space, self._space = self._space, ""
        if self._last == "\n" or following == "\n":
            return
        if space == "\n" or (_is_alnum(self._last) and _is_alnum(following)):
            self._add(space, *self._space_bounds)
        else:
            self.gaps.append(len(self.parts))

    def _add(self, part: str, start: int, end: int) -> None:
        self.parts.append(part)
        self.starts.append(start)
        self.ends.append(end)
        self._last = part[-1]


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿" or HAN.match(char) is not None


def _is_alnum(char: str) -> bool:
    """Tell whether a character is an ASCII letter or digit, be it a full-width one."""
    if "\uff01" <= char <= "\uff5e":
        char = chr(ord(char) - 0xFEE0)
    return char.isascii() and char.isalnum()
