"""The report: one HTML file that shows what was read in an article or a corpus, and where it stands in the text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc

from .contents import Extracted, contents
from .page import TITLE, render
from .vega import chart_scripts

__all__ = ["Extracted", "report"]


def report(
    documents: Doc | Extracted | Iterable[Doc | Extracted],
    path: str | Path | None = None,
    *,
    title: str = TITLE,
) -> str:
    """Return a report on documents as a self-contained HTML page, and write it into a file where a path is given.

    >>> from antifraud_ie import load
    >>> page = report(load()("今年以来，全市刷单警情同比下降3%。"))
    >>> page.startswith("<!doctype html>"), "https://" in page.partition("<script")[0]
    (True, False)

    documents: a Doc, or an ``Extracted(name, text, records)`` where there is no Doc; or many of them.
    Raises ImportError where the extra ``report`` is not installed.
    """
    chart_scripts()  # what is missing shows before documents are read, which may take long
    found = [documents] if isinstance(documents, Doc | Extracted) else documents
    page = render(contents(found), title)
    if path is not None:
        Path(path).write_text(page, encoding="utf-8")
    return page
