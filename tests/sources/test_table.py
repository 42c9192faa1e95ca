"""Tables: whatever the country's Excel makes of them, and rows that cannot be used among others that can."""

from pathlib import Path

import pytest

from sijill.records import FailureLine
from sijill.sources import Given, Item, Page, items

MET = "Kenya met Uganda on Tuesday."


def read(tmp_path: Path, data: bytes, name: str = "in.csv", columns: dict[str, str] | None = None) -> list[Item]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(items(path, columns=columns))


def texts(found: list[Item]) -> list[str]:
    return [item.error.code if isinstance(item, FailureLine) else item.source.text for item in found if isinstance(item, FailureLine | Given | Page)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_marks_and_encodings_are_told_by_the_first_line(tmp_path: Path, encoding: str, mark: str) -> None:
    met = f'"التقى الرئيس الكيني نظيره الأوغندي في نيروبي{mark}\nثم ""سافر"""'
    rows = [["id", "text", "published", "other"], ["a", met, "2023-06-15", "x"], ["b", MET, "", ""]]
    data = "\r\n".join(mark.join(row) for row in rows).encode(encoding)
    one, two = read(tmp_path, data)
    assert isinstance(one, Given)
    assert (one.source.id, one.source.published, one.line) == ("a", "2023-06-15", 2)
    assert one.source.text == f'التقى الرئيس الكيني نظيره الأوغندي في نيروبي{mark}\nثم "سافر"'
    assert isinstance(two, Given)
    assert (two.source.id, two.source.published) == ("b", None)


def test_a_table_is_told_by_its_columns_where_its_name_does_not(tmp_path: Path) -> None:
    assert texts(read(tmp_path, f"id,text\na,{MET}\n".encode(), "in")) == [MET]
    assert texts(read(tmp_path, f"id,body\na,{MET}\n".encode(), "in", {"text": "body"})) == [MET]
    prose = f"{MET} In the text, it was said, and so on.\n{MET}"
    assert texts(read(tmp_path, prose.encode(), "in")) == [prose]


def test_a_page_may_stand_in_a_cell(tmp_path: Path) -> None:
    (page,) = read(tmp_path, b"html,url\n<p>x</p>,https://wire.example/1\n")
    assert isinstance(page, Page)
    assert (page.data, page.source.url, page.line) == ("<p>x</p>", "https://wire.example/1", 2)


def test_a_missing_column_says_which_there_are(tmp_path: Path) -> None:
    (error,) = read(tmp_path, b"id,body\na,b\n")
    assert isinstance(error, FailureLine)
    assert (error.error.code, error.error.message) == ("missing-column", "no column text or html among: id, body")
    assert "--map text=COLUMN" in error.error.fix


def test_rows_that_cannot_be_used_leave_the_others(tmp_path: Path) -> None:
    broken = b'"a "quoted" b",1\n'
    data = b"text,id\n" + MET.encode() + b",1\n,2\n\n" + broken + "لقاء قمة ".encode() * 9 + b"\xff,3\na\x00b,4\nshort\n" + MET.encode() + b",5,6,7\n"
    found = read(tmp_path, data.replace(b"a\x00b", b"x" * 5000 + b"a\x00b"))
    assert texts(found) == [MET, "empty", "broken-row", "encoding", "encoding", "short", MET]
    assert [item.error.line if isinstance(item, FailureLine) else item.line for item in found if not isinstance(item, tuple) or isinstance(item, Given)] == [
        2, 3, 5, 6, 7, 8, 9,
    ]  # fmt: skip


def test_a_quote_that_never_closes_says_what_is_lost(tmp_path: Path) -> None:
    found = read(tmp_path, f'text\n{MET}\n"{MET}\n{MET}\n'.encode())
    assert texts(found) == [MET, "broken-row"]
    assert isinstance(found[1], FailureLine)
    assert (found[1].error.line, "what follows is not read" in found[1].error.message) == (3, True)


def test_an_endless_line_fills_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        file.truncate(100_000_000)
        file.seek(0, 2)
        file.write(b'"}\n{"text": "Kenya met Uganda."}\n')
    first, second = items(path)
    assert isinstance(first, FailureLine)
    assert (first.error.code, first.error.line) == ("too-large", 1)
    assert isinstance(second, Given)
    assert second.line == 2
