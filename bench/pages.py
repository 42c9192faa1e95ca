"""An archive of made-up news pages in the size one likes: `python -m bench.pages /tmp/archive --pages 1000000 --shards 100`.

Every page is a pure function of its number, so that any part can be made alone, and what a page should give is known without reading it. Of a hundred,
three are the same page crawled again, four reprint another outlet's story, two are no pages, one is broken in one of seven ways; the rest are stories in
the 37 layouts of the tests, of which three are no articles.
"""

import argparse
import gzip
import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.stories import DIPLOMATIC, Stock, Story, reprinted, stocks, story
from sijill.packs import load_packs
from tests.sources.page.layouts import LAYOUTS, Made, Piece
from tests.sources.warcs import http, record

SEED = 20231
_BROKEN = {"cut": 30, "damaged": 30, "empty": 20, "binary": 10, "deep": 6, "long": 4, "large": 0.1}
_KINDS = {"request": 50, "not found": 50, "moved": 30, "not HTML": 40, "revisit": 30, **_BROKEN, "again": 300, "reprint": 400}  # of ten thousand
_LANGUAGES = {"ar": 40, "en": 30, "zh": 15, "ru": 15}
_BACK = 500  # pages within which an original is looked for
_FIRST, _DAYS = date(2014, 1, 1), 3652
_LARGE = 21_000_000  # bytes: more than a page may have


class Told(NamedTuple):
    """What a page is, told without making it. `original` is the number of the page that it repeats or reprints."""

    number: int
    kind: str
    language: str
    diplomatic: bool
    layout: int
    original: int | None

    @property
    def gives(self) -> str:
        """What must come of it: an article, a failure by its code, or nothing; an article on other things may be left out, and a broken page too."""
        if self.kind in ("cut", "damaged"):
            return "broken-archive"
        if self.kind in ("empty", "binary", "large", "deep"):  # no parser goes down 400 elements
            return "no article"
        if self.kind in ("request", "not found", "moved", "not HTML", "revisit"):
            return "skipped"
        return "article" if self.layout < _ARTICLES else "no article"


_ARTICLES = next(at for at, (layout, _) in enumerate(LAYOUTS) if layout.__name__ == "front_page")  # those behind it are no articles


def told(number: int) -> Told:
    """What the page of a number is."""
    return _told(number, random.Random(f"{SEED}:{number}"))


def _told(number: int, rng: random.Random) -> Told:
    kind = rng.choices([*_KINDS, "story"], [*_KINDS.values(), 10_000 - sum(_KINDS.values())])[0]
    original = next(_stories_before(number, rng), None) if kind in ("again", "reprint") else None
    if original is not None:
        first = told(original)
        return first._replace(number=number, kind=kind, original=original, layout=first.layout if kind == "again" else _layout(first.language, rng, _ARTICLES))
    language = rng.choices([*_LANGUAGES], [*_LANGUAGES.values()])[0]
    kind = "story" if kind in ("again", "reprint") else kind  # at the very beginning there is nothing to repeat
    return Told(number, kind, language, rng.random() < DIPLOMATIC, _layout(language, rng, _ARTICLES if kind in ("deep", "long") else len(LAYOUTS)), None)


def _stories_before(number: int, rng: random.Random) -> Iterator[int]:
    for earlier in range(number - rng.randrange(1, _BACK), max(-1, number - 2 * _BACK), -1):
        if earlier >= 0 and told(earlier)[1] == "story" and told(earlier).gives == "article":
            yield earlier


def _layout(language: str, rng: random.Random, below: int) -> int:
    return rng.choice([at for at in _layouts(language) if at < below])


@cache
def _layouts(language: str) -> list[int]:
    return [at for at, (_, languages) in enumerate(LAYOUTS) if language in languages]


@cache
def _stocks() -> dict[str, Stock]:
    return stocks(load_packs())


def page(number: int) -> tuple[Told, Made]:
    """A page with its address and encoding, before it is broken."""
    rng = random.Random(f"{SEED}:{number}")
    known = _told(number, rng)
    if known.kind == "again" and known.original is not None:
        return known, page(known.original)[1]
    stock, news = _stocks()[known.language], _story(known, rng)
    outlet = rng.choice(stock.outlets)
    day = _FIRST + timedelta(rng.randrange(_DAYS))
    site = f"{known.language}{stock.outlets.index(outlet)}"
    made = LAYOUTS[known.layout][0](Piece(known.language, news.title, news.paragraphs, day, outlet, site, number))
    return known, made._replace(data=_dressed(made.data, number))


def _story(known: Told, rng: random.Random) -> Story:
    stock = _stocks()[known.language]
    if known.original is not None:
        again = random.Random(f"{SEED}:{known.original}")
        return reprinted(stock, _story(_told(known.original, again), again), rng)
    made = story(stock, rng, known.diplomatic)
    return made._replace(paragraphs=made.paragraphs * 400) if known.kind == "long" else made


def _dressed(data: bytes, number: int) -> bytes:
    """The page with the scripts and styles that real ones carry, about ten kilobytes of them."""
    head, foot = _chrome()[number % len(_chrome())]
    return data.replace(b"</head>", head + b"</head>", 1).replace(b"</body>", foot + b"</body>", 1)


@cache
def _chrome() -> list[tuple[bytes, bytes]]:
    rng, found = random.Random(SEED), []
    for _ in range(24):
        names = [f"{rng.choice(('ad', 'nav', 'card', 'teaser', 'player', 'poll'))}-{rng.randrange(10_000)}" for _ in range(60)]
        style = "".join(f".{name}{{margin:{rng.randrange(40)}px;color:#{rng.randrange(1 << 24):06x};display:flex}}" for name in names)
        script = "".join(f'window.slots.push({{"id":"{name}","size":[{rng.randrange(900)},250],"lazy":true}});' for name in names)
        rows = "".join(f'<div class="{name}"><a href="/{name}"><img src="/i/{name}.jpg" alt=""></a></div>' for name in names[:20])
        found.append((f"<style>{style}</style><script>window.slots=[];{script}</script>".encode(), f'<div class="foot">{rows}</div>'.encode()))
    return found


def packed(number: int) -> bytes:
    """A page as a member of an archive. The same bytes each time."""
    known, made = page(number)
    return _FORMS.get(known.kind, _whole)(made)


def _member(url: str, block: bytes, kind: str = "response", **headers: str) -> bytes:
    return gzip.compress(record(url, block, kind, **headers), 1, mtime=0)


def _whole(made: Made) -> bytes:
    return _member(_url(made), http(made.data, kind=f"text/html; charset={made.charset}" if made.charset else "text/html"))


def _instead(body: bytes) -> Callable[[Made], bytes]:
    return lambda made: _member(_url(made), http(body))


def _deep(made: Made) -> bytes:
    return _whole(made._replace(data=re.sub(rb"(<body>|</body>)", lambda tag: tag[0] + (b"<div>" if tag[0] == b"<body>" else b"</div>") * 400, made.data)))


def _cut(made: Made) -> bytes:
    whole = _whole(made)
    return whole[: len(whole) * 2 // 3]


def _url(made: Made) -> str:
    return made.url or made.piece.url


_FORMS: dict[str, Callable[[Made], bytes]] = {
    "request": lambda made: _member(_url(made), b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", "request"),
    "not found": lambda made: _member(_url(made), http(made.data[:600], "404 Not Found")),
    "moved": lambda made: _member(_url(made), http(b"", "301 Moved Permanently", Location="/")),
    "not HTML": lambda made: _member(_url(made), http(b'{"stories": []}', kind="application/json")),
    "revisit": lambda made: _member(_url(made), http(b""), "revisit"),
    "cut": _cut,
    "damaged": lambda made: _member(_url(made), http(made.data), WARC_Block_Digest=f"sha1:{'A' * 32}"),
    "empty": _instead(b""),
    "binary": _instead(bytes(range(256)) * 8),
    "deep": _deep,
    "large": _instead(b"<html><body><p>" + b"<p>nothing</p>" * (_LARGE // 14)),
}


def write(folder: Path, pages: int, shards: int, jobs: int = 1) -> Counter[str]:
    """The archive, in as many files as there are shards, and the tally of what its pages are, which is left beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    cuts = [pages * at // shards for at in range(shards + 1)]
    parts = [(folder / f"pages-{at:05}.warc.gz", cuts[at], cuts[at + 1]) for at in range(shards)]
    with ProcessPoolExecutor(jobs) as pool:
        tally = sum(pool.map(_shard, *zip(*parts, strict=True)), Counter[str]())
    (folder / "tally.json").write_text(json.dumps(dict(sorted(tally.items())), indent=1) + "\n", "utf-8")
    return tally


def _shard(path: Path, first: int, last: int) -> Counter[str]:
    """One file of the archive; left alone where it is whole, since it would be the same."""
    tally: Counter[str] = Counter()
    half = path.with_suffix(".part")
    with open(os.devnull if path.exists() else half, "wb") as file:
        for number in range(first, last):
            known = told(number)
            tally.update(("pages", known.gives, known.kind, known.language))
            tally["diplomatic articles"] += known.diplomatic and known.gives == "article" and known.original is None
            if not path.exists():
                file.write(packed(number))
    if not path.exists():
        half.replace(path)
    return tally


def main() -> None:
    """Writes an archive and prints its tally."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--shards", type=int, default=10)
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = options.parse_args()
    tally = write(asked.folder, asked.pages, asked.shards, asked.jobs)
    size = sum(path.stat().st_size for path in asked.folder.glob("*.warc.gz"))
    print(f"{asked.pages} pages in {asked.shards} files, {size / 1e6:.0f} MB")
    print(", ".join(f"{count} {name}" for name, count in tally.most_common()))


if __name__ == "__main__":
    main()
