"""``antifraud-ie serve``: a local page and a JSON endpoint."""

from __future__ import annotations

from typing import Annotated

import typer

from ..extras import to_install
from ..pipeline import load
from .options import IncludeBoilerplate, Lexicons, lexicon_files
from .usage import refuse, wrong_usage_refused

EPILOG = "Examples:\n\n[bold]antifraud-ie serve[/]\n\n[bold]antifraud-ie serve --port 9000 --max-bytes 20000000[/]"


def serve(
    *,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; by default this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 for any that is free.")] = 8000,
    max_bytes: Annotated[int, typer.Option("--max-bytes", min=1, help="The longest request that is read.")] = 4_000_000,
    include_boilerplate: IncludeBoilerplate = False,
    lexicon: Lexicons = None,
) -> None:
    """Serve a page to paste articles into or drop files on, and POST /extract for other programs.

    Nothing is kept, and nothing asks the network. Listening on another address than this machine's own is for
    networks you trust: there is no log-in.
    """
    try:
        import uvicorn  # noqa: PLC0415  # of an extra

        from ..server import create_app, hosts_of  # noqa: PLC0415
    except ModuleNotFoundError as error:
        refuse(f"serving needs {error.name}: {to_install('serve')}")
    with wrong_usage_refused():
        nlp = load(include_boilerplate=include_boilerplate, lexicons=lexicon_files(lexicon))
        app = create_app(nlp, max_bytes=max_bytes, hosts=hosts_of(host))
    uvicorn.run(app, host=host, port=port, log_level="info")
