"""The page: a template, its style and scripts, and the contents as JSON, in one file that asks the network nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .palette import PALETTE
from .vega import chart_scripts

if TYPE_CHECKING:
    from jinja2 import Environment

TITLE = "Anti-fraud news, read"
SCRIPTS = (
    "names.js",
    "dom.js",
    "model.js",
    "tip.js",
    "article.js",
    "table.js",
    "draw.js",
    "charts.js",
    "tree.js",
    "main.js",
)

# In JSON, what could open or end an HTML element or comment, what JavaScript once took for a line break, and what UTF-8
# cannot hold.
_ESCAPES = {code: f"\\u{code:04x}" for code in [*map(ord, "<>&\u2028\u2029"), *range(0xD800, 0xE000)]}


def render(contents: Mapping[str, Any], title: str, *, served: bool = False) -> str:
    """Return the page over contents.

    served: whether the page comes from the server of ``antifraud-ie serve``, and links back to it.
    """
    scripts = [*chart_scripts(), _page_script()]
    return fill("report.html", title=title, data=embedded_json(contents), scripts=scripts, served=served)


def fill(template: str, *, scripts: Iterable[str] = (), **values: Any) -> str:
    """Return a page of the assets; its security policy lets run the given scripts and nothing else."""
    scripts = list(scripts)
    return (
        _environment()
        .get_template(template)
        .render(
            style=asset("style.css"), palette=PALETTE, scripts=scripts, script_hashes=[*map(_hash, scripts)], **values
        )
    )


def embedded_json(value: Any) -> str:
    r"""Return a value as JSON that can stand in an HTML script element, whatever text it holds.

    >>> embedded_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@cache
def asset(name: str) -> str:
    """Return a file of the assets."""
    return (files(__package__) / "assets" / name).read_text("utf-8")


@cache
def _page_script() -> str:
    body = "\n".join(asset(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}\n}})();'


@cache
def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415  # when a page is made

    return Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
