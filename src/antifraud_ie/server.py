"""A local server: a page that reads what is pasted or dropped into it, and a JSON endpoint for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from types import GenericAlias
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, create_model, field_validator
from spacy.language import Language
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import __version__
from .export import check_kinds
from .extractors import EXTRACTORS, KINDS
from .long_texts import find_rows
from .raw_doc import storable
from .reading import Document
from .reading.documents import ROW_SUFFIXES
from .reading.pages import ARCHIVE_SUFFIXES, PAGE_SUFFIXES
from .reporting.contents import Extracted, contents
from .reporting.page import TITLE, asset, fill, render
from .reporting.vega import chart_scripts

MAX_BYTES = 4_000_000
PASTED = "pasted text"
# Digits of a request's announced length that are read; one with more of them is too long in any case.
LENGTH_DIGITS = 18
LOCAL_HOSTS = ("localhost", "127.0.0.1")
_HEADERS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"}


class Text(BaseModel):
    """A text to read."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The raw text, as it was found.", examples=["今年以来，全市刷单警情同比下降3%。"])
    kinds: list[str] = Field(
        list(EXTRACTORS),
        description="The kinds of records wanted.",
        json_schema_extra={"items": {"type": "string", "enum": list(KINDS)}},
    )

    @field_validator("kinds")
    @classmethod
    def _known(cls, kinds: list[str]) -> list[str]:
        return list(dict.fromkeys(check_kinds(kinds)))


# A list of each kind of record, empty where it was not asked for.
_FIELDS: Any = {kind: (GenericAlias(list, (record,)), []) for kind, record in KINDS.items()}
Records = create_model(
    "Records",
    __doc__="The records of a text, under each kind that was asked for; offsets are code points into the text as sent.",
    **_FIELDS,
)


class Refusal(BaseModel):
    """Why a request was refused."""

    detail: str


class Page(HTMLResponse):
    """A page of our own, for this browser only."""

    def __init__(self, content: str, status_code: int = 200) -> None:
        super().__init__(content, status_code, _HEADERS)


class BodyLimit:
    """Refuses requests whose body is longer than a limit, as soon as that is known."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its body counted."""
        announced = dict(scope.get("headers", ())).get(b"content-length", b"")
        length = int(announced[:LENGTH_DIGITS]) if announced.isdigit() else 0
        seen = 0

        def check(size: int) -> None:
            if size > self._limit:
                raise HTTPException(413, f"expected at most {self._limit:,} bytes in a request, got more")

        async def counted() -> Message:
            nonlocal seen
            check(length)
            message = await receive()
            seen += len(message.get("body", b""))
            check(seen)
            return message

        await self._app(scope, counted, send)


def hosts_of(address: str) -> list[str]:
    """Return the names of a server that listens on an address: any where other machines can reach it.

    >>> hosts_of("127.0.0.2"), hosts_of("0.0.0.0")
    (['localhost', '127.0.0.1', '127.0.0.2'], ['*'])
    """
    address = address.lower()
    try:
        is_local = address == "localhost" or ip_address(address).is_loopback
    except ValueError:  # a name may be that of any address
        is_local = False
    if not is_local:
        return ["*"]
    # Requests have IPv6 in brackets; older versions of Starlette take what stands before the first colon for the name.
    names = (f"[{address}]", "[") if ":" in address else (address,)
    return list(dict.fromkeys((*LOCAL_HOSTS, *names)))


def create_app(nlp: Language, *, max_bytes: int = MAX_BYTES, hosts: Sequence[str] = LOCAL_HOSTS) -> FastAPI:
    """Return the server's application over a pipeline.

    >>> from antifraud_ie import load
    >>> from fastapi.testclient import TestClient
    >>> client = TestClient(create_app(load()), base_url="http://localhost")
    >>> answer = client.post("/extract", json={"text": "昆明警方表示。", "kinds": ["police_units"]})
    >>> [unit["full_name"] for unit in answer.json()["police_units"]]
    ['昆明市公安局']

    max_bytes: the longest request that is read. hosts: names the server goes by; ``*`` for any.
    Raises ImportError where the extra ``report`` is not installed.
    """
    chart_scripts()  # what is missing shows before the server is up
    # FastAPI's own documentation pages load scripts from elsewhere; `/docs` is ours.
    app = FastAPI(title=TITLE, version=__version__, docs_url=None, redoc_url=None)
    app.state.max_bytes = max_bytes
    app.add_middleware(BodyLimit, limit=max_bytes)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_exception_handler(RequestValidationError, _refuse_invalid)
    app.add_exception_handler(HTTPException, _refuse)

    refusals: dict[int | str, dict[str, Any]] = {
        413: {"model": Refusal, "description": f"More than {max_bytes:,} bytes"},
        422: {"model": Refusal, "description": "Not an article"},
    }

    @app.post("/extract", responses={200: {"model": Records}, **refusals})
    def extract(sent: Text) -> Response:
        """Return the records of a text."""
        return JSONResponse(find_rows(nlp, sent.text, sent.kinds))

    @app.get("/", include_in_schema=False)
    def home() -> Response:
        return _home(max_bytes)

    @app.post("/", include_in_schema=False)
    async def read(request: Request) -> Response:
        async with request.form(max_part_size=max_bytes) as form:
            files = [
                (part.filename, await part.read())
                for part in form.getlist("files")
                if isinstance(part, UploadFile) and part.filename
            ]
            text = form.get("text")
        return await run_in_threadpool(_report, nlp, text if isinstance(text, str) else "", files)

    @app.get("/docs", include_in_schema=False)
    def docs() -> Response:
        return Page(fill("docs.html", title=TITLE, served=True, max_bytes=max_bytes, records=Records.model_fields))

    return app


def _home(max_bytes: int, error: str | None = None, status: int = 200) -> Page:
    accepted = sorted({".txt"} | PAGE_SUFFIXES | ARCHIVE_SUFFIXES)
    scripts = [asset("home.js")]
    page = fill(
        "home.html", scripts=scripts, title=TITLE, served=True, max_bytes=max_bytes, error=error, accepted=accepted
    )
    return Page(page, status)


def _report(nlp: Language, pasted: str, files: list[tuple[str, bytes]]) -> Page:
    """Return the report on what was pasted and dropped."""
    texts = [(PASTED, pasted)] if pasted.strip() else []
    for name, data in files:
        try:
            texts.append((name, _read_file(name, data)))
        except (ValueError, ModuleNotFoundError) as error:
            raise HTTPException(422, f"{storable(name)}: {error}") from error
    if not texts:
        raise HTTPException(422, "expected a text or a file, got neither")
    found = [Extracted(name, text, find_rows(nlp, text, EXTRACTORS)) for name, text in texts]
    return Page(render(contents(found), TITLE, served=True))


def _read_file(name: str, data: bytes) -> str:
    """Return the text of a file. Raises ValueError where it has none or many, ModuleNotFoundError without an extra."""
    if Path(name).suffix.lower() in ROW_SUFFIXES:
        raise ValueError("expected a text or a page, got a file of rows, which the command line reads")
    return Document(name, data).read()[0]


def _refuse(request: Request, error: Exception) -> Response:
    """Say why a request was refused: to a person on a page, to a program in JSON."""
    assert isinstance(error, HTTPException)
    if request.method == "POST" and request.url.path == "/":
        return _home(request.app.state.max_bytes, error.detail, error.status_code)
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)


def _refuse_invalid(_: Request, error: Exception) -> Response:
    """Say what is wrong with a request without sending it back."""
    assert isinstance(error, RequestValidationError)
    found = ("{}: {}".format(".".join(map(str, item["loc"])), item["msg"]) for item in error.errors())
    return JSONResponse({"detail": storable("; ".join(found))}, 422)
