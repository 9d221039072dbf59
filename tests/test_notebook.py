"""The notebook in docs/ runs, and prints what is stored in it. Run as a script, this stores what it prints now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"
SECONDS = 120


def executed() -> Any:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", record_timing=False).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def outputs(notebook: Any) -> Iterator[list[Any]]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield [output.get("text") or output["data"] for output in cell.outputs]


def test_the_notebook_prints_what_is_stored() -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(stored)
    assert list(outputs(executed())) == list(outputs(stored))


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)
