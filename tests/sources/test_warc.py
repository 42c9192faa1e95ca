"""WARC archives: every page with its place, every byte that is lost told, and nothing in one page that harms the others."""

import gzip
import io
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sijill.records import FailureLine
from sijill.sources import Item, Page, Skipped, items, packed
from sijill.sources.members import members
from tests.sources.warcs import http, record

Pack = Callable[[bytes], bytes]


def zstd(data: bytes) -> bytes:
    return bytes(packed.zstd().compress(data))


def plain(data: bytes) -> bytes:
    return data


PACKS = pytest.mark.parametrize("pack", [plain, gzip.compress, zstd])


def page(number: int) -> bytes:
    return record(f"https://wire.example/{number}", http(f"<html><p>Page {number}: {'news ' * 40}</p></html>".encode()))


def read(tmp_path: Path, data: bytes, name: str = "crawl.warc") -> list[Item]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(items(path))


def told(found: list[Item]) -> list[str]:
    return [i.error.code if isinstance(i, FailureLine) else i.reason if isinstance(i, Skipped) else i.source.id.rpartition("/")[2] for i in found]


@PACKS
def test_a_page_is_found_again_by_its_place(tmp_path: Path, pack: Pack) -> None:
    data = b"".join(pack(page(n)) for n in range(5))
    found = read(tmp_path, data)
    assert told(found) == ["0", "1", "2", "3", "4"]
    third = found[3]
    assert isinstance(third, Page)
    assert third.provenance is not None
    place = third.provenance
    assert (place.file, place.retrieved) == (str(tmp_path / "crawl.warc"), "2023-06-15T10:00:00+00:00")
    assert place.offset is not None
    assert place.length is not None
    assert data[place.offset : place.offset + place.length] == pack(page(3))
    assert place.digest in page(3).decode()
    assert (third.source.url, third.charset) == ("https://wire.example/3", "utf-8")


@PACKS
def test_a_cut_archive_says_where_and_how_much_is_lost(tmp_path: Path, pack: Pack) -> None:
    members = [pack(page(n)) for n in range(3)]
    found = read(tmp_path, b"".join(members)[:-60])
    assert told(found) == ["0", "1", "broken-archive"]
    assert isinstance(found[2], FailureLine)
    place = len(members[0]) + len(members[1])
    assert f"cut off in a record, at byte {place}: {len(members[2]) - 60} bytes lost" in found[2].error.message


@PACKS
def test_a_damaged_record_takes_no_other_with_it(tmp_path: Path, pack: Pack) -> None:
    members = [bytearray(pack(page(n))) for n in range(5)]
    members[2][:4] = members[2][:2] + b"\xff\xff" if pack is not plain else b"JUNK"
    members[2][60:64] = b"\xff\x00\xff\x00"
    found = read(tmp_path, b"".join(members))
    assert told(found) == ["0", "1", "broken-archive", "3", "4"]
    assert isinstance(found[2], FailureLine)
    start = len(members[0]) + len(members[1])
    assert f"at byte {start}: {len(members[2])} bytes lost; it was read on from byte {start + len(members[2])}" in found[2].error.message


def test_a_record_that_is_not_what_it_was_is_refused(tmp_path: Path) -> None:
    assert told(read(tmp_path, page(0) + page(1).replace(b"news", b"fake") + page(2))) == ["0", "broken-archive", "2"]


@PACKS
def test_rubbish_between_records_is_passed_over_and_told(tmp_path: Path, pack: Pack) -> None:
    found = read(tmp_path, pack(page(0)) + b"\x00rubbish\x1f\x8b\x08" * 30 + pack(page(1)) + b"\x00" * 512)
    assert told(found) == ["0", "broken-archive", "1"]


def test_an_archive_packed_as_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sijill.sources import warc

    assert told(read(tmp_path, gzip.compress(b"".join(page(n) for n in range(50))))) == [str(n) for n in range(50)]
    monkeypatch.setattr(warc, "_LARGEST_MEMBER", 2_000)
    monkeypatch.setattr(warc, "_HEADERS", 100)
    found = read(tmp_path, gzip.compress(b"".join(page(n) for n in range(50))))
    assert told(found) == [str(n) for n in range(50)]
    assert {i.provenance.offset for i in found if isinstance(i, Page) and i.provenance} == {0}


def test_only_pages_that_were_there_are_read(tmp_path: Path) -> None:
    blocks = [
        record("https://wire.example/1", http(b"<p>gone</p>", "404 Not Found")), record("https://wire.example/2", http(b"\x89PNG", kind="image/png")),
        record("https://wire.example/3", http(b"<p>x</p>", kind="")), record("https://wire.example/4", b"GET / HTTP/1.1\r\n\r\n", "request"),
        record("https://wire.example/5", b"", "revisit"), record("https://wire.example/6", b"no answer of a server"), record("", http(b"<p>y</p>")),
    ]  # fmt: skip
    found = told(read(tmp_path, b"".join(blocks)))
    last = f"crawl.warc@{sum(map(len, blocks[:-1]))}"
    assert found == ["status 404", "not HTML", "3", "revisit record", "no HTTP response", last]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(b"<p>packed</p>"), {"Content_Encoding": "gzip"}),
        (zlib.compress(b"<p>packed</p>"), {"Content_Encoding": "deflate"}),
        (b"d\r\n<p>packed</p>\r\n0\r\n\r\n", {"Transfer_Encoding": "chunked"}),
        (b"<p>packed</p>", {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
    ],
)
def test_a_page_is_unpacked_from_what_it_came_in(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    (found,) = read(tmp_path, record("https://wire.example/1", http(body, **headers)))
    assert isinstance(found, Page)
    assert found.data == b"<p>packed</p>"


def test_pages_that_cannot_be_decoded_leave_the_others(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<" + b" " * 40_000_000)
    blocks = [http(b"\x1f\x8b\x08broken", Content_Encoding="gzip"), http(b"<p>x</p>", Content_Encoding="secret"), http(bomb, Content_Encoding="gzip")]
    data = b"".join(record(f"https://wire.example/{n}", block) for n, block in enumerate(blocks)) + page(9)
    assert told(read(tmp_path, data)) == ["broken-archive", "broken-archive", "too-large", "9"]


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_a_bomb_among_the_records_leaves_the_others(tmp_path: Path, pack: Pack) -> None:
    bomb = pack(record("https://wire.example/bomb", http(b" " * 60_000_000)))
    assert told(read(tmp_path, pack(page(0)) + bomb + pack(page(1)))) == ["0", "broken-archive", "1"]


@PACKS
def test_a_page_of_200_mb_is_told_as_too_large(tmp_path: Path, pack: Pack) -> None:
    def slowly(data: bytes) -> bytes:  # a page that packs to a sixtieth, as markup may
        return pack(data)

    words = random.Random(1)
    body = b"".join(words.randbytes(24).hex().encode() + b" " * 2952 for _ in range(7000))
    data = slowly(page(0)) + slowly(record("https://wire.example/big", http(b"<" + body))) + slowly(page(1))
    assert told(read(tmp_path, data)) == ["0", "too-large", "1"]


@pytest.mark.parametrize("length", ["99999999999999", "-5", "many", ""])
def test_a_record_that_lies_about_its_length(tmp_path: Path, length: str) -> None:
    lie = record("https://wire.example/lie", http(b"<p>x</p>"), Content_Length=length)
    for pack in (plain, gzip.compress, zstd):
        first, *between, last = told(read(tmp_path, pack(page(0)) + pack(lie) + pack(page(1))))
        assert (first, last) == ("0", "1")
        assert "broken-archive" in between


def test_an_archive_of_false_beginnings_is_given_up(tmp_path: Path) -> None:
    found = read(tmp_path, page(0) + b"WARC/1.0\r\n" * 50_000)
    assert told(found) == ["0", "broken-archive"]
    assert isinstance(found[1], FailureLine)
    assert "500000 bytes lost" in found[1].error.message


def test_a_dictionary_may_be_shared_by_the_records(tmp_path: Path) -> None:
    module = packed.zstd()
    words = module.train_dict([page(n) for n in range(200)], 4000)
    packer = [module.compress(page(n), zstd_dict=words) for n in range(3)]
    head = b"\x5d\x2a\x4d\x18" + len(words.dict_content).to_bytes(4, "little") + words.dict_content
    assert told(read(tmp_path, head + b"".join(packer), "crawl.warc.zst")) == ["0", "1", "2"]


def test_an_archive_may_come_through_a_pipe_or_in_a_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a/crawl.warc.gz", gzip.compress(page(0)) + gzip.compress(page(1)))
    assert told(read(tmp_path, kept.getvalue(), "n.zip")) == ["0", "1"]

    class Pipe:
        buffer = io.BytesIO(gzip.compress(page(0)))

    monkeypatch.setattr("sys.stdin", Pipe())
    assert told(list(items("-"))) == ["0"]


@PACKS
@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_damaged_every_byte_is_accounted_for(tmp_path: Path, pack: Pack, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(b"".join(pack(page(n)) for n in range(12)))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) - 40)
        data[at : at + chance.randint(1, 40)] = chance.randbytes(chance.randint(0, 40))
    stretches = list(members(io.BytesIO(data), len(data)))
    assert [s.offset for s in stretches] == [0, *(s.offset + s.length for s in stretches[:-1])]
    assert sum(s.length for s in stretches) == len(data)
    name = {gzip.compress: "crawl.warc.gz", zstd: "crawl.warc.zst"}.get(pack, "crawl.warc")
    good = [item.source.url for item in read(tmp_path, bytes(data), name) if isinstance(item, Page)]
    whole = [f"https://wire.example/{n}" for n in range(12) if pack(page(n)) in bytes(data)]
    assert [url for url in whole if url not in good] == []
