"""For the site: examples in docstrings become code blocks, as Markdown knows no doctest."""

from __future__ import annotations

from typing import Any

import griffe
import regex

EXAMPLE = regex.compile(r"^>>> .*(?:\n(?!\n).+)*", regex.MULTILINE)


class FenceExamples(griffe.Extension):
    """Puts a fence around every stretch of lines that begins with ``>>>``."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of a module, class, function or attribute."""
        if obj.docstring:
            obj.docstring.value = EXAMPLE.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)
