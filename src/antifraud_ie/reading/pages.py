"""Pages: the main text of HTML, as trafilatura finds it, with title and publication date on top."""

from __future__ import annotations

import email
import email.policy
import logging
from datetime import date
from functools import cache
from typing import Any

import regex

from ..extras import missing
from .encodings import Decoded, big5, decode, detect

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
ARCHIVE_SUFFIXES = frozenset({".mhtml", ".mht"})
# What a page declares is asked for in its first bytes only, as browsers do.
_DECLARED = regex.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", regex.IGNORECASE)
DECLARED_WITHIN = 4096
# Where the publication date of an article stands, if it stands in its text.
HEAD = 300


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the HTML of a page: in the encoding given, found, or declared where the two disagree and both fit.

    >>> page = '<meta charset="gb2312"><p>反诈</p>'
    >>> decode_page(page.encode("gbk")).encoding, decode_page(page.encode()).encoding
    ('gb18030', 'utf-8')
    """
    if encoding is not None or detect(data) == "utf-8":
        return decode(data, encoding)
    declared = _declared(data)
    if declared is not None:
        try:
            return Decoded(data.decode(declared).removeprefix("\ufeff"), declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def saved_page(data: bytes) -> bytes:
    """Return the page inside a web archive (MHTML), which a browser saves as one file.

    Raises ValueError where there is none.
    """
    archive = email.message_from_bytes(data, policy=email.policy.default)
    for part in archive.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise ValueError("expected a web archive with a page of HTML in it")


def main_text(html: str) -> str:
    """Return the article of a page: its title, its publication date and its paragraphs, a line each.

    >>> print(main_text("<html><title>反诈</title><p>昆明市公安局通报。</p><p>警情下降3%。</p></html>"))
    反诈
    昆明市公安局通报。
    警情下降3%。

    Raises ValueError where no text is found, ModuleNotFoundError without the extra ``html``.
    """
    page = _extracted(html)
    if page is None:
        raise ValueError("expected a page with a main text, found none")
    lines = [line for line in page.text.splitlines() if line.strip()]
    title = page.title if page.title and not _stands_in(page.title, lines[:3]) else None
    day = page.date if page.date and not _is_dated(lines, page.date) else None
    return "\n".join([line for line in (title, day) if line] + lines)


def _extracted(html: str) -> Any:
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        raise missing("trafilatura", "html") from error
    _quiet_logger()
    # Precise first: links around the article are no part of it.
    for precise in (True, False):
        page: Any = bare_extraction(html, include_comments=False, favor_precision=precise, with_metadata=True)
        if page is not None and page.text:
            return page
    return None


@cache
def _quiet_logger() -> None:
    """Keep trafilatura's messages from standard error, where nobody has asked for them; the error says enough."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def _stands_in(title: str, lines: list[str]) -> bool:
    return any("".join(line.split()) in "".join(title.split()) for line in lines)


def _is_dated(lines: list[str], day: str) -> bool:
    """Say whether the head of an article names its day, in digits."""
    try:
        published = date.fromisoformat(day)
    except ValueError:
        return True  # nothing to add
    pattern = rf"{published.year}\D{{1,2}}0?{published.month}\D{{1,2}}0?{published.day}(?!\d)"
    return regex.search(pattern, "\n".join(lines)[:HEAD]) is not None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:DECLARED_WITHIN])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    # Pages say gb2312 and mean what browsers read it as.
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(name) or (big5(data) if name.startswith("big5") else name)
