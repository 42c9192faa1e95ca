"""JSON Lines: what a line gives, and that a broken one loses nothing but itself."""

from pathlib import Path

import pytest

from sijill.records import FailureLine
from sijill.sources import Given, sources

GOOD = b'{"text": "Kenya met Uganda."}'


def given(tmp_path: Path, *lines: bytes) -> list[Given | FailureLine]:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(lines))
    return list(sources(path))


def test_all_keys_are_taken_and_unknown_ones_ignored(tmp_path: Path) -> None:
    line = b'{"id": 7, "text": "x", "title": "T", "published": "2021-12-16", "publisher": "P", "language": "en", "url": "u", "more": [1]}'
    (row,) = given(tmp_path, line)
    assert isinstance(row, Given)
    article = row.source
    assert (article.id, article.text, article.title, article.published) == ("7", "x", "T", "2021-12-16")
    assert (article.publisher, article.language, article.url) == ("P", "en", "u")


def test_an_article_without_id_is_called_by_its_place(tmp_path: Path) -> None:
    rows = given(tmp_path, GOOD, b"", GOOD)
    assert [row.source.id.rsplit("/", 1)[-1] for row in rows if isinstance(row, Given)] == ["in.jsonl:1", "in.jsonl:3"]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        (b'{"text": "cut', "broken-json", "not valid JSON"),
        (b'{"text": "a" "b"}', "broken-json", "column 14"),
        (b"[1, 2]", "broken-json", "not an article"),
        (b'"text"', "broken-json", "not an article"),
        (b'{"text": 5}', "broken-json", "$.text"),
        (b'{"id": "a"}', "empty", "no text"),
        (b'{"text": "  "}', "empty", "no text"),
        (b'{"text": "a \\ud800 b"}', "encoding", "lone surrogate"),
        (b'{"text": "caf\xe9"}', "encoding", "not UTF-8"),
        (b'{"a":' + b"[" * 50_000, "broken-json", "not"),
    ],
)
def test_a_broken_line_gives_an_error_and_the_rest_go_on(tmp_path: Path, line: bytes, code: str, says: str) -> None:
    before, wrong, after = given(tmp_path, GOOD, line, GOOD)
    assert isinstance(before, Given)
    assert isinstance(after, Given)
    assert isinstance(wrong, FailureLine)
    error = wrong.error
    assert (error.code, error.line) == (code, 2)
    assert error.file.endswith("in.jsonl")
    assert says in error.message
    assert error.fix


def test_whole_surrogate_pairs_are_text(tmp_path: Path) -> None:
    (row,) = given(tmp_path, b'{"text": "\\ud83d\\ude00"}')
    assert isinstance(row, Given)
    assert row.source.text == "😀"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_are_taken_off(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes('{"text": "أ"}\n{"text": "ب"}\n'.encode(encoding))
    assert [row.source.text for row in sources(path) if isinstance(row, Given)] == ["أ", "ب"]


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(GOOD + b"\nbroken")
    rows = sources(path)
    assert isinstance(next(rows), Given)
    assert isinstance(next(rows), FailureLine)
