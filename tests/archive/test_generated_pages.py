"""The archive of made-up pages that the proof of scale reads: it is what it says it is."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bench.pages import packed, page, told, write
from bench.stories import stocks
from sijill.packs import load_packs
from sijill.packs.prefilter import Prefilter
from sijill.records import FailureLine
from sijill.sources import Page, glance, items, opened

PAGES = 400


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write(folder, PAGES, 2)
    return folder


def test_the_same_pages_each_time(archive: Path, tmp_path: Path) -> None:
    write(tmp_path, PAGES, 1)
    assert b"".join(path.read_bytes() for path in sorted(archive.glob("*.gz"))) == (tmp_path / "pages-00000.warc.gz").read_bytes()


def test_what_stands_there_is_not_made_again(archive: Path) -> None:
    path = archive / "pages-00001.warc.gz"
    before = path.stat().st_mtime_ns, (archive / "tally.json").read_bytes()
    write(archive, PAGES, 2)
    assert (path.stat().st_mtime_ns, (archive / "tally.json").read_bytes()) == before


def test_every_page_gives_what_it_is_told_to(archive: Path) -> None:
    known = [told(number) for number in range(PAGES)]
    prefilter = Prefilter(load_packs())
    given: Counter[str] = Counter()
    wrong = []
    for item in (item for path in sorted(archive.glob("*.gz")) for item in items(path)):
        if isinstance(item, FailureLine):
            given[item.error.code] += 1
        elif not isinstance(item, Page):
            given["skipped"] += 1
        else:
            first = known[int(re.findall(r"story-(\d+)", item.source.id)[0])]
            made = opened(item)
            given["page"] += 1
            if isinstance(made, FailureLine) == (first.gives == "article") or first.diplomatic and not prefilter.keeps(glance(item)):
                wrong.append((first, made))
    assert not wrong
    expected = Counter("page" if one.gives in ("article", "no article") else one.gives for one in known if one.kind != "request")
    assert given == expected


def test_a_tenth_tells_of_states_in_four_languages() -> None:
    known = [told(number) for number in range(5000)]
    assert {one.language for one in known} == set(stocks(load_packs())) == {"ar", "en", "zh", "ru"}
    assert 0.08 < sum(one.diplomatic for one in known) / len(known) < 0.12


def test_a_page_crawled_again_is_the_same_and_a_reprint_is_another_with_the_same_words() -> None:
    known = [told(number) for number in range(2000)]
    again, reprint = (next(one for one in known if one.kind == kind) for kind in ("again", "reprint"))
    assert again.original is not None
    assert reprint.original is not None
    assert packed(again.number) == packed(again.original)
    first, second = page(reprint.original)[1], page(reprint.number)[1]
    assert first.piece.title == second.piece.title
    assert first.piece.url != second.piece.url
