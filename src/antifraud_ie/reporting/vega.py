"""The chart library: Vega-Lite's browser files, read from the package that brings them, and checked."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from ..extras import to_install

# Vega 5.33.0, Vega-Lite 5.23.0 and Vega-Embed 6.29.0, as their authors published them but for the source map line.
_FILES = {
    "vega5.js": "6a6c1e9978bd78435dfbb51344d1d536319262e70f2c569ca9764ce5acc203da",
    "vega-lite5.js": "594f554cecafe6b992d51b7c00f4c0e5fc5f92114c7e1a641d2cf150f21cc60d",
    "vega-embed6.js": "dbd49aff8999dfb12983cbcefeefb355ae72af68d7556ddcec12193a0eb46450",
}
_PACKAGE = "js_lib_vega_embed"


@cache
def chart_scripts() -> tuple[str, ...]:
    """Return the scripts that draw charts, in the order they need.

    >>> [len(script) > 50_000 for script in chart_scripts()]
    [True, True, True]

    Raises ImportError where the extra is missing, or brings other files than those known.
    """
    return tuple(_script(name, digest) for name, digest in _FILES.items())


def _script(name: str, digest: str) -> str:
    try:
        data = (files(_PACKAGE) / "static" / _PACKAGE / name).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise ImportError(f"a report needs Vega-Lite for its charts: {to_install('report')}") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise ImportError(f"{_PACKAGE}/{name} is not the file expected: {to_install('report')} again")
    return data.decode("utf-8")
