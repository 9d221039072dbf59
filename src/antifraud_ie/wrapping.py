"""Hard-wrapped text: line breaks that a fixed width put into the middle of a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

_MIN_LENGTH = 20
_MAX_LENGTH = 120
# A Han character takes two columns; punctuation kept off a line's edge moves the break by up to two.
_TOLERANCE = 4
_CLOSING = frozenset('。！？；：…”’」』）》】!?;:")>')
# A number and its unit on two lines: 提高3.6⏎个百分点, 翻了⏎一番. The literal first character makes the search fast.
_BROKEN_NUMBER = re.compile(
    r"\n(?:(?:(?<=[0-9０-９]\n)|(?<=[0-9０-９] \n))(?=个?百分点|個?百分點|[%％])"
    r"|(?:(?<=翻了\n)|(?<=翻了 \n))(?=[一两兩三]番))"
)
_FULL_STOP = ("。", "。”", "。」", "。）", "。)", "！”", "？”")


class _Line(NamedTuple):
    start: int
    text: str


def unwrap(raw: str) -> str:
    """Return the text with a space in place of each line break that only wraps a paragraph; the length stays.

    A paragraph counts as wrapped where two unfinished lines or more have nearly the same width and the line
    after them, no wider and not indented, ends in a full stop. Once a width is known, one unfinished line of
    it is enough, and the line after it may end as it likes. A number is never parted from its unit. Line ends of
    Windows and of old Macs become plain ones.

    >>> raw = "凡是自称办案人员要求转账的，一律是冒充公\\n检法诈骗；要求先交钱再放款的，一律是虚假\\n贷款。"
    >>> unwrap(raw) == raw.replace("\\n", " ")
    True
    >>> unwrap("反诈宣传\\n走进社区。"), unwrap("同比提高3.6\\n个百分点。")
    ('反诈宣传\\n走进社区。', '同比提高3.6 个百分点。')
    """
    return _BROKEN_NUMBER.sub(" ", _unwrapped(_with_line_breaks(raw)))


def _with_line_breaks(raw: str) -> str:
    """Return the text with the line ends of Windows and old Macs as line breaks, at its length."""
    return raw.replace("\r\n", " \n").replace("\r", "\n") if "\r" in raw else raw


def _unwrapped(raw: str) -> str:
    """Return the text with its wrapped paragraphs joined."""
    wrapped = [line for run in _runs(raw) if len(run) > 2 for line in run[:-1]]
    if not wrapped:
        return raw
    width = max(_width(line.text) for line in wrapped)
    chars: list[str] = []
    done = 0
    for line in sorted({*wrapped, *_lines_of(width, raw)}):
        end = line.start + len(line.text)
        chars += (raw[done:end], " ")
        done = end + 1
    return "".join((*chars, raw[done:]))


def _lines_of(width: int, raw: str) -> list[_Line]:
    """Return the unfinished lines of a known width that the next line can go on."""
    found: list[_Line] = []
    last: _Line | None = None
    start = 0
    for text in raw.split("\n"):
        if last and _goes_on([last], text):
            found.append(last)
        full = _is_unfinished(text) and abs(width - _width(text)) <= _TOLERANCE
        last = _Line(start, text) if full else None
        start += len(text) + 1
    return found


def _runs(raw: str) -> list[list[_Line]]:
    """Return the runs of unfinished lines of one width, each with the finished line that ends it."""
    runs: list[list[_Line]] = []
    run: list[_Line] = []
    start = 0
    for text in raw.split("\n"):
        if run and not _goes_on(run, text):
            run = []
        if run and text.rstrip().endswith(_FULL_STOP):
            runs.append([*run, _Line(start, text)])
            run = []
        elif not _is_unfinished(text):
            run = []
        elif run and abs(_width(run[0].text) - _width(text)) > _TOLERANCE:
            run = [_Line(start, text)]
        else:
            run.append(_Line(start, text))
        start += len(text) + 1
    return runs


def _goes_on(run: list[_Line], text: str) -> bool:
    """Tell whether a line can be the next one of a wrapped paragraph."""
    if not text or text[0].isspace() or len(text.rstrip()) > _MAX_LENGTH:
        return False
    return _width(text) <= _width(run[0].text) + _TOLERANCE


def _is_unfinished(text: str) -> bool:
    text = text.rstrip()
    return _MIN_LENGTH <= len(text) <= _MAX_LENGTH and text[-1] not in _CLOSING


def _width(text: str) -> int:
    """Return the columns of a line: one for an ASCII character, two for any other."""
    text = text.rstrip()
    return 2 * len(text) - len(text.encode("ascii", "ignore"))
