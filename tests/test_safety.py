"""What the package never does: evaluate or unpickle anything, start a program, or reach for the network."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from typer.testing import CliRunner

import antifraud_ie
from antifraud_ie.cli import app

PACKAGE = Path(antifraud_ie.__file__).parent
MODULES = sorted(PACKAGE.glob("**/*.py"))

# Modules that unpickle, run other programs, or speak to other machines.
FORBIDDEN_MODULES = {
    *(
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "cloudpickle",
        "joblib",
        "ctypes",
        "subprocess",
        "code",
        "codeop",
        "runpy",
    ),
    *(
        "socket",
        "socketserver",
        "ssl",
        "http",
        "urllib",
        "urllib3",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "smtplib",
    ),
    *("telnetlib", "xmlrpc", "webbrowser"),
}
FORBIDDEN_CALLS = frozenset({"eval", "exec", "compile", "__import__", "breakpoint", "input"})
FORBIDDEN_METHODS = frozenset({"system", "popen", "read_pickle", "unsafe_load", "startfile"})


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
                yield node.func.id
            elif isinstance(node.func, ast.Attribute) and node.func.attr in FORBIDDEN_METHODS:
                yield node.func.attr


def faults(source: str) -> list[str]:
    tree = ast.parse(source)
    return [name for name in imported(tree) if name.split(".")[0] in FORBIDDEN_MODULES] + list(called(tree))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_evaluates_unpickles_or_calls_out(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    ["import pickle", "from urllib import request", "import http.client as c", "eval('1')", "os.system('ls')"],
)
def test_the_check_finds_faults(source: str) -> None:
    assert len(faults(source)) == 1


def test_the_package_holds_text_and_one_model_of_plain_arrays() -> None:
    """No pickle and nothing compiled: data files are tables that anybody can read, but for pkuseg's weights."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    model = [path for path in files if path.suffix in {".npz", ".msgpack"}]
    assert {path.relative_to(PACKAGE).as_posix() for path in model} == {
        "data/pkuseg/weights.npz",
        "data/pkuseg/features.msgpack",
    }
    texts = [path for path in files if path not in model]
    assert {path.suffix for path in texts} <= {".py", ".toml", ".tsv", ".txt", ".typed", ".css", ".js", ".html"}
    for path in texts:
        path.read_text("utf-8")


class NoNetworkError(RuntimeError):
    """Somebody has asked for a connection."""


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise NoNetworkError

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_everything_runs_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoNetworkError):
        socket.socket()
    monkeypatch.chdir(tmp_path)
    text = "昆明市公安局五华分局张贴反诈海报20张，全市刷单警情同比下降3%。"
    doc = antifraud_ie.load()(text)
    assert all(antifraud_ie.to_dict(doc).values())
    Path("a.txt").write_text(text, "utf-8")
    assert CliRunner().invoke(app, ["extract", "a.txt", "--all"]).exit_code == 0
