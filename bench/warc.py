"""How fast pages go from a web archive into a ledger, on one core, next to trafilatura alone on the same pages: `python bench/warc.py --pages 1000`.

The pages are made from the packs and a seed (generate.py), half Arabic, half English, with the menus, scripts and metadata that news pages carry.
"""

import argparse
import gzip
import html
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generate import dense, language, mixed

from sijill.cli.desk import desk, entry_of, prefilter, prepare
from sijill.cli.options import Options
from sijill.ledger import Ledger
from sijill.packs import Packs, load_packs
from sijill.records import FailureLine, Source
from sijill.sources import Page, glance, items, opened

SEED = 20231
_STREAMS = {"mixed": mixed, "dense": dense}


def main() -> None:
    """Prints pages a second of each, and where the time goes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--stream", choices=list(_STREAMS), default="mixed", help="News of which a tenth is on relations between states, or all of it.")
    arguments = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, for the processes that are started too
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "bench.warc.gz"
        packs = load_packs(("ar", "en"))
        pages = list(made(packs, arguments.stream, arguments.pages))
        archive.write_bytes(b"".join(gzip.compress(record(number, page)) for number, page in enumerate(pages)))
        print(f"{len(pages)} pages ({arguments.stream}), {sum(map(len, pages)) / len(pages) / 1000:.0f} kB each, {archive.stat().st_size / 1e6:.1f} MB packed")
        prepare(True)
        alone = trafilatura_alone(pages)
        print(f"trafilatura alone: {len(pages) / alone:.0f} pages/s")
        for flag in ("--no-prefilter", "--prefilter"):
            whole(archive, len(pages), alone, flag, Path(folder) / f"ledger{flag}")
        stages(archive, alone, Path(folder) / "staged")


def made(packs: Packs, stream: str, count: int) -> Iterator[bytes]:
    """Web pages in two languages, mixed."""
    rng = random.Random(SEED)
    some = [(code, article) for code in ("ar", "en") for article in _STREAMS[stream](language(code, packs, rng), count // 2, rng)]
    rng.shuffle(some)
    for number, (code, article) in enumerate(some):
        yield _page(code, article, number).encode()


def record(number: int, body: bytes) -> bytes:
    """A record of an archive, as it stands unpacked."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/news/{number}\r\nWARC-Date: 2023-06-15T10:00:00Z\r\n"
    return f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def trafilatura_alone(pages: list[bytes]) -> float:
    """Seconds that the extractor takes for all pages, called as its own documentation does for speed."""
    from trafilatura import bare_extraction

    begun = time.perf_counter()
    for page in pages:
        bare_extraction(page.decode(), fast=True, include_comments=False, include_tables=False)
    return time.perf_counter() - begun


def whole(archive: Path, pages: int, alone: float, flag: str, ledger: Path) -> None:
    """`sijill add`, as users run it, in a process of its own."""
    command = [sys.executable, "-m", "sijill", "add", str(archive), "--ledger", str(ledger), "--jobs", "1", "--json", flag]
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - begun
    told = json.loads(done.stdout.splitlines()[-1])["summary"]
    kept = told["pages"]["kept"]
    print(
        f"sijill add {flag}: {pages / seconds:.0f} pages/s, {kept / pages:.0%} kept, {told['reports']} reports, "
        f"{told['pages']['bytes_per_thousand'] / 1e6:.1f} MB of ledger for a thousand pages; not read: {told['failed'] or 'none'}"
    )
    if flag == "--no-prefilter":
        print(f"  of its time {alone / seconds:.0%} is what trafilatura takes alone, {max(0.0, 1 - alone / seconds):.0%} is ours")


def stages(archive: Path, alone: float, path: Path) -> None:
    """Where the time goes, in one process, every page opened and read whether the prefilter would keep it or not."""
    spent: defaultdict[str, float] = defaultdict(float)
    entries = []
    count, begun = 0, time.perf_counter()
    for item in items(archive):
        spent["archive"] += time.perf_counter() - begun
        if isinstance(item, Page):
            count += 1
            begun = time.perf_counter()
            prefilter().keeps(glance(item))
            spent["prefilter"] += time.perf_counter() - begun
            begun = time.perf_counter()
            given = opened(item)
            spent["page to article"] += time.perf_counter() - begun
            begun = time.perf_counter()
            if not isinstance(given, FailureLine):
                entries.append(entry_of(given, Options()))
            spent["reading"] += time.perf_counter() - begun
        begun = time.perf_counter()
    with Ledger(path, desk()[0]) as ledger:
        begun = time.perf_counter()
        ledger.add(entries)
        spent["storing"] = time.perf_counter() - begun
    print("a page, stage by stage: " + ", ".join(f"{name} {seconds / count * 1000:.1f} ms" for name, seconds in spent.items()))
    print(f"  trafilatura alone {alone / count * 1000:.1f} ms")


def _page(code: str, article: Source, number: int) -> str:
    lines = article.text.splitlines()
    title = html.escape(" ".join(lines[0].split()[:9]))
    menu = "".join(f'<li class="menu-item menu-item-{n}"><a href="/section/{n}?ref=nav">Section {n}</a></li>' for n in range(40))
    beside = "".join(f'<div class="teaser"><a href="/news/{number + n}"><img src="/i/{n}.jpg" alt=""><span>Teaser {n}</span></a></div>' for n in range(12))
    script = ";".join(f'window.cfg{n}={{"slot":"ad-{n}","size":[300,250],"lazy":true}}' for n in range(150))
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": f"{article.published}T08:00:00Z"})
    direction = ' dir="rtl"' if code == "ar" else ""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return f"""<!doctype html><html lang="{code}"{direction}><head><meta charset="utf-8"><title>{title} | Bench Wire</title>
<meta property="og:site_name" content="Bench Wire"><meta property="og:type" content="article"><script type="application/ld+json">{data}</script>
<style>{".teaser{margin:0;padding:0}" * 60}</style><script>{script}</script></head><body><header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><div class="meta">Bench Wire</div>{paragraphs}</article><aside>{beside}</aside></main>
<footer><ul>{menu}</ul><p>All rights reserved</p></footer></body></html>"""


if __name__ == "__main__":
    main()
