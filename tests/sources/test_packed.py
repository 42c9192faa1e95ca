"""Packed files: what they hold is read as it is, and none can harm by how much it holds or where it says it goes."""

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sijill.records import FailureLine
from sijill.sources import Given, Item, Page, items, packed

MET = "Kenya met Uganda on Tuesday."
LINES = "".join(f'{{"id": "{n}", "text": "{MET}"}}\n' for n in range(3))


def zipped(*members: tuple[str, bytes | str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return kept.getvalue()


def zstd(data: bytes) -> bytes:
    return bytes(packed.zstd().compress(data))


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., list[Item]]:
    """The items of a file of these bytes."""

    def read(data: bytes, name: str = "in") -> list[Item]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(items(path))

    return read


def told(found: list[Item]) -> list[str]:
    return [item.error.code if isinstance(item, FailureLine) else item.source.id for item in found if isinstance(item, FailureLine | Given | Page)]


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_what_is_packed_is_read_as_it_is(given: Callable[..., list[Item]], pack: Callable[[bytes], bytes]) -> None:
    assert told(given(pack(LINES.encode()))) == ["0", "1", "2"]
    assert told(given(pack(MET.encode()), "a.txt.gz")) == ["a.txt"]
    assert told(given(pack(b"text,id\nKenya met Uganda,7\n"))) == ["7"]


def test_a_zip_is_read_as_a_folder_whatever_is_in_it(given: Callable[..., list[Item]]) -> None:
    inner = zipped(("deep/c.txt", MET))
    lines = gzip.compress(LINES.encode())
    data = zipped(("a.txt", MET), ("b/lines.jsonl.gz", lines), ("in.zip", inner), ("page.html", "<html><p>x</p></html>"), (".hidden", "x"))
    found = given(data, "news.zip")
    assert told(found) == ["news.zip/a.txt", "0", "1", "2", "news.zip/in.zip/deep/c.txt", "news.zip/page.html"]
    assert isinstance(found[1], Given)
    assert found[1].file.endswith("news.zip/b/lines.jsonl.gz")


def test_an_office_document_is_no_folder_of_articles(given: Callable[..., list[Item]]) -> None:
    assert told(given(zipped(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")))) == ["binary"]


def test_what_is_cut_off_or_damaged_keeps_what_stood_before(given: Callable[..., list[Item]]) -> None:
    import random

    words = random.Random(1)
    lines = "".join(f'{{"id": "{n}", "text": "{words.random()} {MET}"}}\n' for n in range(20_000)).encode()
    whole = gzip.compress(lines)
    cut = given(whole[: len(whole) // 2])
    assert told(cut)[-1] == "broken-archive"
    assert len(cut) > 1000
    damaged = given(whole[: len(whole) // 2] + b"\xff" * 40 + whole[len(whole) // 2 + 40 :])
    assert "broken-archive" in told(damaged)
    assert told(given(zstd(lines)[:-9]))[-1] == "broken-archive"
    assert told(given(zipped(("a.txt", MET))[:-30])) == ["broken-archive"]


def test_one_damaged_member_leaves_the_others(given: Callable[..., list[Item]]) -> None:
    data = bytearray(zipped(("a.txt", MET), ("b.txt", MET * 50), ("c.txt", MET)))
    at = data.find(b"b.txt") + 5
    data[at + 4 : at + 12] = b"\xff" * 8
    assert told(given(bytes(data), "n.zip")) == ["n.zip/a.txt", "broken-archive", "n.zip/c.txt"]


def test_a_gzip_bomb_is_stopped(given: Callable[..., list[Item]]) -> None:
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(pack.compress(b" " * 1_000_000) for _ in range(100)) + pack.flush()
    assert len(bomb) < 200_000
    assert told(given(bomb)) == ["bomb"]
    (found,) = given(bomb)
    assert isinstance(found, FailureLine)
    assert "50 MB" in found.error.message or "51 MB" in found.error.message


def test_a_bomb_in_a_zip_leaves_the_others(given: Callable[..., list[Item]]) -> None:
    bomb = gzip.compress(b" " * 60_000_000)
    assert told(given(zipped(("a.txt", MET), ("bomb.gz", bomb), ("c.zip", zipped(("bomb.gz", bomb), ("d.txt", MET))), ("z.txt", MET)), "n.zip")) == [
        "n.zip/a.txt", "bomb", "bomb", "n.zip/c.zip/d.txt", "n.zip/z.txt",
    ]  # fmt: skip


def test_a_zip_that_holds_too_much_in_all_is_stopped(given: Callable[..., list[Item]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "ALL", 50_000_000)
    page = "<" + " " * 19_000_000
    codes = told(given(zipped(*[(f"{n}.html", page) for n in range(9)])))
    assert codes == ["in/0.html", "in/1.html", "bomb", "bomb"]


def test_packed_files_in_packed_files_have_an_end(given: Callable[..., list[Item]]) -> None:
    data = MET.encode()
    for _ in range(packed.DEPTH):
        data = gzip.compress(data)
    assert told(given(data)) == ["in"]
    assert told(given(gzip.compress(data))) == ["bomb"]


def test_a_zip_of_too_many_members_is_refused_by_its_directory(tmp_path: Path) -> None:
    data = zipped(*[(f"{n}.txt", b"x") for n in range(30)])
    with pytest.raises(packed.Bomb, match="30 members"):
        list(packed.members(io.BytesIO(data), packed.Budget(lambda: len(data)), most=20))
    with pytest.raises(packed.Bomb, match="more than 1 members"):
        list(packed.members(io.BytesIO(data), packed.Budget(lambda: len(data)), most=1))


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.txt", "/etc/up.txt", "C:\\up.txt", "..\\up.txt", "a\nb.txt"])
def test_a_path_out_of_the_zip_is_refused_and_the_rest_read(given: Callable[..., list[Item]], name: str) -> None:
    assert told(given(zipped((name, MET), ("b.txt", MET)), "n.zip")) == ["unsafe-path", "n.zip/b.txt"]


def test_a_link_in_a_zip_is_refused(given: Callable[..., list[Item]]) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    assert told(given(kept.getvalue())) == ["unsafe-path"]


def test_a_locked_member_says_so(given: Callable[..., list[Item]]) -> None:
    data = bytearray(zipped(("a.txt", MET), ("b.txt", MET)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    (locked, plain) = given(bytes(data), "n.zip")
    assert isinstance(locked, FailureLine)
    assert "password" in locked.error.message
    assert told([plain]) == ["n.zip/b.txt"]
