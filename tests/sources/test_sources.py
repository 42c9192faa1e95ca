"""Sources: which format a file is in, and what becomes of one that cannot be read."""

from pathlib import Path

import pytest

from sijill import sources as module
from sijill.records import FailureLine
from sijill.sources import Given, sources


def only(path: Path, format: module.Format | None = None) -> Given | FailureLine:
    (row,) = sources(path, format)
    return row


def test_a_text_is_called_by_its_file_name(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Kenya met Uganda.")
    row = only(path)
    assert isinstance(row, Given)
    assert (row.source.id, row.source.text, row.line) == ("article.txt", "Kenya met Uganda.", None)


def test_the_format_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("{braces} begin this text")
    row = only(path, "text")
    assert isinstance(row, Given)
    assert row.source.text.startswith("{braces}")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"PK\x03\x04zip", "broken-archive"), (b"%PDF-1.7", "binary"), ("قال".encode()[:-1], "encoding"), (None, "missing-file")],
)
def test_a_file_that_cannot_be_read_gives_an_error_with_its_fix(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "in.txt"
    if content is not None:
        path.write_bytes(content)
    row = only(path)
    assert isinstance(row, FailureLine)
    assert (row.error.code, row.error.file) == (code, str(path))
    assert row.error.fix


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    row = only(tmp_path)
    assert isinstance(row, FailureLine)
    assert row.error.code == "missing-file"


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 10)
    path = tmp_path / "in.txt"
    path.write_text("eleven char")
    row = only(path)
    assert isinstance(row, FailureLine)
    assert row.error.code == "too-large"
