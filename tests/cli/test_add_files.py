"""`sijill add` on whatever a user has: archives, packed folders, tables, hostile files among good ones; what was left out is counted."""

import gzip
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from sijill.ledger import Ledger
from sijill.ledger import tables as t
from tests.sources.warcs import http, record

Sijill = Callable[..., Result]
MET = "The president of Kenya met the president of Uganda in Nairobi on Tuesday. They spoke of trade at length and of the lake that both share."
DULL = "The recipe takes two eggs, a cup of flour and a pinch of salt. Stir it slowly, and let it rest for an hour before it is baked in the oven."


def page(text: str, number: int = 0) -> bytes:
    paragraphs = "".join(f"<p>{text} Number {number}, part {part}.</p>" for part in range(4))
    return f"<html lang='en'><head><title>Told in {number}</title></head><body><article><h1>Told in {number}</h1>{paragraphs}</article></body></html>".encode()


def archive(*blocks: bytes) -> bytes:
    return b"".join(gzip.compress(record(f"https://wire.example/{number}", block)) for number, block in enumerate(blocks))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sijill"


def summary(result: Result) -> dict[str, object]:
    told: dict[str, object] = json.loads(result.stdout.splitlines()[-1])["summary"]
    return told


def codes(result: Result) -> list[str]:
    return [line["error"]["code"] for line in map(json.loads, result.stdout.splitlines()) if "error" in line]


def test_an_archive_goes_from_record_to_ledger_and_the_place_of_its_evidence_with_it(sijill: Sijill, tmp_path: Path, path: Path) -> None:
    file = tmp_path / "crawl.warc.gz"
    data = archive(http(page(MET, 1)), http(page(DULL, 2)), http(b"<p>x</p>", "404 Not Found"), http(b"GIF8", kind="image/gif"), http(page(MET, 3)))
    file.write_bytes(data[:-20])
    result = sijill("add", file, "--ledger", path, "--json", "--jobs", "2")
    told = summary(result)
    assert (told["added"], told["failed"]) == (1, {"broken-archive": 1})
    assert told["skipped"] == {"tells of no relations": 1, "status 404": 1, "not HTML": 1}
    pages = told["pages"]
    assert isinstance(pages, dict)
    assert (pages["read"], pages["kept"]) == (2, 1)
    assert pages["bytes_per_thousand"] > 0
    assert result.exit_code == 1
    with Ledger(path) as ledger, ledger._reading() as connection:
        (place,) = connection.execute(select(t.provenance)).mappings()
    assert (place["file"], place["offset"]) == (str(file), 0)
    assert MET.encode() in gzip.decompress(data[: place["length"]])
    assert place["extractor"].startswith("trafilatura ")


def test_pages_that_the_ledger_has_are_not_opened_again(sijill: Sijill, tmp_path: Path, path: Path) -> None:
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(archive(http(page(MET, 1)), http(page(MET, 2))))
    assert "2 articles added" in sijill("add", file, "--ledger", path).stdout
    again = sijill("add", file, "--ledger", path, "--json")
    assert (summary(again)["known"], summary(again)["added"]) == (2, 0)
    assert "pages" not in summary(again)
    other = sijill("add", file, "--ledger", path, "--scope", "all")
    assert "2 pages" in other.stdout, "another scope is another reading"


def test_the_prefilter_can_be_left_away(sijill: Sijill, tmp_path: Path, path: Path) -> None:
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(archive(http(page(DULL))))
    assert "1 left out (tells of no relations 1)" in sijill("add", file, "--ledger", path).stdout
    assert "1 articles added with 0 reports" in sijill("add", file, "--ledger", path, "--no-prefilter").stdout


def test_columns_go_by_other_names(sijill: Sijill, tmp_path: Path, path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text(f'key,body,date\na,"{MET}\nMore.",2023-06-15\nb,,2023-06-15\n', encoding="utf-8-sig")
    result = sijill("add", table, "--ledger", path, "--map", "id=key,text=body,published=date", "--json")
    error, added, last = (json.loads(line) for line in result.stdout.splitlines())
    assert (added["added"]["id"], error["error"]["code"], error["error"]["line"]) == ("a", "empty", 4)
    assert last["summary"]["added"] == 1
    missing = sijill("add", table, "--ledger", path, "--json")
    assert codes(missing) == ["missing-column"]
    assert "key, body, date" in missing.stdout
    lines = json.dumps({"key": "c", "body": MET})
    assert '"id":"c"' in sijill("read", "-", "--json", "--map", "id=key,text=body", input=lines).stdout
    assert sijill("read", "-", "--map", "words=body", input=lines).exit_code == 2


def test_a_folder_holds_anything_and_nothing_leads_out_of_it(sijill: Sijill, tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(MET)
    (folder / "a.txt").write_text(MET)
    (folder / "lines.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "line", "text": MET}).encode()))
    with zipfile.ZipFile(folder / "deep" / "b.zip", "w") as archived:
        archived.writestr("x/c.txt", MET)
        archived.writestr("../d.txt", MET)
    for name, target in (("link.txt", tmp_path / "secret.txt"), ("up", ".."), ("same.txt", "a.txt"), ("gone.txt", "nowhere"), ("deep/loop", ".")):
        os.symlink(target, folder / name)
    result = sijill("add", folder, "--ledger", path, "--json")
    ids = [line["added"]["id"] for line in map(json.loads, result.stdout.splitlines()) if "added" in line]
    assert sorted(ids) == ["a.txt", "deep/b.zip/x/c.txt", "line", "same.txt"]
    assert sorted(codes(result)) == ["missing-file", "unsafe-path", "unsafe-path", "unsafe-path"]


def test_hostile_pages_are_set_aside_and_the_rest_go_on(sijill: Sijill, tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "nested.html").write_text("<div>" * 100_000 + MET + "</div>" * 100_000)
    with (folder / "huge.html").open("wb") as huge:
        huge.write(b"<html>")
        huge.truncate(200_000_000)
    (folder / "tags.html").write_text("<" * 300_000)
    (folder / "nul.txt").write_bytes(b"Kenya \x00 met Uganda")
    (folder / "mixed.txt").write_bytes("التقى الرئيس الكيني نظيره".encode() * 3 + "التقى الرئيس".encode("cp1256") * 3)
    (folder / "slow.html").write_text(f"<html><body><p>{MET * 12_000}")
    for number in range(20):
        (folder / f"z{number}.html").write_bytes(page(MET, number))
    result = sijill("add", folder, "--ledger", path, "--json", "--page-seconds", "0.5", "--jobs", "2")
    told = summary(result)
    assert told["added"] == 20
    failed = told["failed"]
    assert isinstance(failed, dict)
    assert failed["page-limit"] >= 1
    assert failed["too-large"] == 1
    assert (failed["binary"], failed["encoding"]) == (1, 1)
    assert sum(failed.values()) == 6


def test_bombs_in_a_zip_are_told_one_by_one(sijill: Sijill, tmp_path: Path, path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "n.zip", "w", zipfile.ZIP_DEFLATED) as archived:
        archived.writestr("a.txt", MET)
        archived.writestr("bomb.gz", gzip.compress(b" " * 60_000_000))
    result = sijill("add", tmp_path / "n.zip", "--ledger", path, "--json")
    assert (summary(result)["added"], codes(result)) == (1, ["bomb"])
