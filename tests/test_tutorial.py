"""The tutorial runs in a kernel as notebooks have it, and shows what it is kept with."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def shown(notebook: Any) -> list[Any]:
    """What its cells show; of a chart, whose form is its library's, that it is one."""
    found = []
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        data = output.get("data", {})
        chart = "image/svg+xml" in data
        found.append("chart" if chart else output.get("text") or data.get("text/html"))
    return found


@pytest.mark.filterwarnings("default")  # of the kernel's own libraries
def test_the_tutorial_shows_what_it_is_kept_with() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    kept = shown(notebook)
    NotebookClient(notebook, timeout=120).execute()
    now = shown(notebook)
    assert len(kept) == 7
    assert kept.count("chart") == 1
    assert now == kept
