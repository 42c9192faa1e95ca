"""A shard's task: the same bytes wherever and however often it is done, whatever becomes of the worker, and nothing lost silently."""

import gzip
import os
from pathlib import Path

import msgspec
import pytest

from sijill.archive import How, Settings, backend, frozen, in_hand, marker_of, perform
from sijill.archive import desk as desks
from sijill.errors import ChangedFile, OtherRun
from sijill.packs import Packs
from sijill.records import FailureLine
from sijill.sources import Given, Page, opened
from tests.archive.made import DULL, done, jsonl, members, page, rows, run_of, warc, written
from tests.sources.warcs import http, record


def test_a_shard_gives_the_same_bytes_each_time(tmp_path: Path, packs: Packs) -> None:
    crawl = warc(tmp_path / "crawl.warc.gz", range(12))
    (alone,) = done([crawl], tmp_path / "a", packs)
    assert alone.marker is not None
    assert (alone.marker.items, alone.marker.articles, alone.marker.failed) == (12, 12, {})
    done([crawl], tmp_path / "b", packs, workers=2)
    assert written(tmp_path / "a") == written(tmp_path / "b")
    assert [path for path in (tmp_path / "a").rglob("*") if path.name.startswith(".")] == []


def test_an_article_stands_with_its_place_its_reading_and_the_words_it_stands_on(tmp_path: Path, packs: Packs) -> None:
    crawl = warc(tmp_path / "crawl.warc.gz", range(3))
    done([crawl], tmp_path / "out", packs)
    article = rows(tmp_path / "out", "articles")[1]
    offset, length = article["offset"], article["length"]
    assert isinstance(offset, int)
    assert isinstance(length, int)
    assert page(1) in gzip.decompress(crawl.read_bytes()[offset : offset + length])
    assert (article["outlet"], article["url"], article["file"], article["reports"]) == ("wire.example", "https://wire.example/1", str(crawl), 3)
    reports = [row for row in rows(tmp_path / "out", "reports") if row["article"] == article["article"]]
    assert next((row["act"], row["actors"], row["recipients"]) for row in reports) == ("meeting", ["KEN"], ["UGA"])
    assert all(str(row["quote"]) in str(article["text"]) for row in reports)


def test_what_is_left_out_or_fails_is_counted_and_named(tmp_path: Path, packs: Packs) -> None:
    crawl = tmp_path / "crawl.warc.gz"
    gone = gzip.compress(record("https://wire.example/gone", http(b"", status="404 Not Found")))
    empty = gzip.compress(record("https://wire.example/empty", http(b"<html><body></body></html>")))
    crawl.write_bytes(b"".join([*members(range(2)), *members([1]), gone, *members(range(2, 5), DULL), empty, members([9])[0][:-20]]))
    ((_, marker, _),) = done([crawl], tmp_path / "out", packs, settings=Settings(prefilter=True))
    assert marker is not None
    assert (marker.items, marker.articles) == (9, 2)
    assert marker.skipped == {"status 404": 1, "the same page again": 1, "tells of no relations": 4}
    assert marker.failed == {"broken-archive": 1}
    assert {row["reason"]: row["items"] for row in rows(tmp_path / "out", "skipped")} == marker.skipped
    assert [row["file"] for row in rows(tmp_path / "out", "failures")] == [str(crawl)]


def test_a_page_beyond_its_size_or_time_is_a_failure(tmp_path: Path, packs: Packs) -> None:
    crawl = tmp_path / "crawl.warc.gz"
    crawl.write_bytes(b"".join([*members(range(2)), gzip.compress(record("https://wire.example/big", http(page(2) + b" " * 5000)))]))
    ((_, marker, _),) = done([crawl], tmp_path / "out", packs, settings=Settings(page_bytes=5000))
    assert marker is not None
    assert (marker.articles, marker.failed) == (2, {"too-large": 1})
    assert [row["id"] for row in rows(tmp_path / "out", "failures")] == ["https://wire.example/big"]


def test_what_is_finished_is_left_alone_and_what_is_lost_is_read_again(tmp_path: Path, packs: Packs) -> None:
    crawl = jsonl(tmp_path / "news.jsonl", range(3))
    run = run_of(frozen([str(crawl)], 1 << 30), tmp_path / "out", packs)
    (task,) = run.tasks(tmp_path / "out")
    first, before = perform(task), written(tmp_path / "out")
    assert perform(task) == first
    (tmp_path / "out" / "reports" / f"{task.id}.parquet").unlink()
    assert marker_of(task) is None
    assert perform(task).files == first.files
    assert written(tmp_path / "out") == before


def deadly(given: Page) -> Given | FailureLine:
    """Opens a page as ever, but ends the process at one."""
    if b"number 5," in (given.data if isinstance(given.data, bytes) else given.data.encode()):
        os._exit(9)
    return opened(given)


def test_a_page_that_ends_its_process_is_named_and_takes_no_other_with_it(tmp_path: Path, packs: Packs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "opened", deadly)  # processes are forked: they have it too
    crawl = warc(tmp_path / "crawl.warc.gz", range(9))
    ((_, marker, error),) = done([crawl], tmp_path / "out", packs)
    assert error is None
    assert marker is not None
    assert (marker.articles, marker.failed) == (8, {"page-limit": 1})
    (failure,) = rows(tmp_path / "out", "failures")
    assert failure["id"] == "https://wire.example/5"
    assert in_hand(tmp_path / "out") == {}


def test_a_shard_whose_worker_died_before_gives_the_same_bytes(tmp_path: Path, packs: Packs) -> None:
    crawl = warc(tmp_path / "crawl.warc.gz", range(6))
    done([crawl], tmp_path / "a", packs)
    run = run_of(frozen([str(crawl)], 1 << 30), tmp_path / "b", packs)
    (task,) = run.tasks(tmp_path / "b")
    (tmp_path / "b" / "in-hand").mkdir(parents=True)
    (tmp_path / "b" / "in-hand" / task.id).write_text("3 17\n")
    (tmp_path / "b" / "articles").mkdir()
    (tmp_path / "b" / "articles" / f".{task.id}.12345678.part").write_bytes(b"half")
    perform(task)
    assert written(tmp_path / "a") == written(tmp_path / "b")
    assert list((tmp_path / "b" / "articles").glob(".*")) == []


def test_a_task_of_other_packs_or_a_changed_file_is_refused(tmp_path: Path, packs: Packs) -> None:
    crawl = jsonl(tmp_path / "news.jsonl", range(3))
    run = run_of(frozen([str(crawl)], 1 << 30), tmp_path / "out", packs)
    (task,) = run.tasks(tmp_path / "out")
    other = msgspec.structs.replace(task, made=msgspec.structs.replace(task.made, packs={"en": "0"}))
    with pytest.raises(OtherRun, match="another sijill"):
        perform(other)
    jsonl(crawl, range(4))
    with pytest.raises(ChangedFile, match="not what it was"):
        perform(task)
    ((_, marker, error),) = backend("local").run([task], How(workers=1))
    assert marker is None
    assert error is not None
    assert "changed-file" in error


def test_workers_give_way_to_fresh_ones(tmp_path: Path, packs: Packs, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "pids"

    def noted(given: Page) -> Given | FailureLine:
        with kept.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return opened(given)

    monkeypatch.setattr(desks, "opened", noted)
    files = [str(warc(tmp_path / f"{n}.warc.gz", range(3 * n, 3 * n + 3))) for n in range(3)]
    run = run_of(frozen(files, 1 << 30), tmp_path / "out", packs)
    assert len(list(backend("local").run(run.tasks(tmp_path / "out"), How(workers=1, recycle=3)))) == 3
    assert len(set(kept.read_text().split())) == 3
