"""Runs docs/tutorial.ipynb in a kernel and keeps what it shows: `make docs`. Needs nbclient and ipykernel, which the extra `test` brings."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def run(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook, executed; without what differs from run to run or from machine to machine."""
    NotebookClient(notebook, timeout=120, record_timing=False).execute()
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    )
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({})
    return notebook


def main() -> None:
    nbformat.write(run(nbformat.read(NOTEBOOK, as_version=4)), NOTEBOOK)


if __name__ == "__main__":
    main()
