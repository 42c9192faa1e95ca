"""How quick the reading room is while a ledger is added to: `python bench/room.py --articles 20000`."""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import accumulate, cycle
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

import msgspec
from generate import Language, diplomatic, language, plain

from sijill.ledger import Ledger, Query
from sijill.packs import Packs, load_packs
from sijill.records import Source

SEED = 20231
PAIRS = 400  # relations, by Zipf's law: the first has about a seventh of all
YEARS = 6  # of news, the last of which has most
ADDED = 100  # articles in one `sijill add` while others read
PORT = 8499


class Asked(NamedTuple):
    """One answer: which page, how long it took, and its status."""

    page: str
    seconds: float
    status: int


def main() -> None:
    """Prints how long pages took, by page, and what went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--ledger", type=Path, help="A ledger to take, or where to leave the one that is made.")
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--think", type=float, default=1.0, help="Seconds on average that a reader looks at a page before asking for the next.")
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--still", action="store_true", help="Nothing is added meanwhile.")
    arguments = options.parse_args()
    packs = load_packs(("ar", "en"))
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.ledger or Path(folder) / "room.sijill"
        if not path.exists():
            begun = time.perf_counter()
            _add(path, articles(packs, arguments.articles), Path(folder))
            print(f"added in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        with Ledger(path, packs) as ledger:
            print(ledger.totals(), *(f"{'-'.join(r.parties)} {r.events}" for r in ledger.busiest(3)))
            pages = addresses(ledger)
        report(measure(path, pages, arguments, packs, Path(folder)))


def articles(packs: Packs, count: int, first: int = 0) -> Iterator[Source]:
    """Short articles of several outlets, half in Arabic, half in English: a few relations have most of the news, the last year more than the first."""
    rng = random.Random(SEED + first)
    words = {code: language(code, packs, random.Random(SEED)) for code in ("ar", "en")}
    some = {code: _relations(words[code], random.Random(SEED)) for code in words}
    weights = list(accumulate(1 / rank for rank in range(1, PAIRS + 1)))
    for number in range(first, first + count):
        code = ("ar", "en")[number % 2]
        told = [rng.choices(some[code], cum_weights=weights)[0] for _ in range(2)]
        text = "\n".join(f"{diplomatic(words[code]._replace(parties=[a], states=[b]), rng)} {plain(words[code], rng)}" for a, b in told)
        day = date(2026, 6, 30) - timedelta(int(YEARS * 365 * rng.random() ** 2))
        outlet = f"Outlet {int(40 * rng.random() ** 2)}"
        yield Source(id=f"{code}-{number}", text=text, language=code, published=day.isoformat(), publisher=outlet)


def _relations(words: Language, rng: random.Random) -> list[tuple[str, str]]:
    """Who acts and on which state: the first states of the list in most."""
    parties, states = rng.sample(words.parties, 40), rng.sample(words.states, 40)
    ranks = sorted(((a, b) for a in range(40) for b in range(40)), key=lambda pair: (pair[0] + 1) * (pair[1] + 1))
    return [(parties[a], states[b]) for a, b in ranks[:PAIRS]]


def _add(path: Path, some: Iterator[Source], folder: Path) -> None:
    file = folder / "articles.jsonl"
    file.write_bytes(b"\n".join(msgspec.json.encode(source) for source in some))
    subprocess.run([sys.executable, "-m", "sijill", "add", str(file), "--ledger", str(path)], check=True, capture_output=True)


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """Addresses by page."""
    found = ledger.find(Query())
    busy = ledger.busiest(400)
    relations = [f"/relation/{quote(a)}/{quote(b)}" for a, b in (r.parties for r in busy)]
    events = [event.id for event in found.events]
    keys = [value.tellings[0].article for event in found.events for value in event.values[:1]]
    act, outlet, party = (next(iter(found.facets[name])) for name in ("act", "outlet", "party"))
    return {
        "home": ["/"],
        "find everything": ["/find"],
        "find by facets": [f"/find?{urlencode({'act': act})}", f"/find?{urlencode({'party': party, 'outlet': outlet})}"],
        "find words": [f"/find?{urlencode({'words': words})}" for words in ("وزير", "spokesman", "Geneva December", "جنيف")],
        "find words and facets": [f"/find?{urlencode({'words': 'وزير', 'party': party})}"],
        "relation, busiest": relations[:1],
        "relation, rare": relations[-20:],
        "event": [f"/event/{id}" for id in events],
        "article": [f"/article/{key}" for key in keys],
        "compare": [f"/compare/{id}" for id in events],
        "due": ["/due", "/due?state=overdue", f"/due?party={party}"],
        "audit": ["/audit"],
        "sources": ["/sources"],
        "packs": ["/packs"],
        "review": ["/review"],
        "history": ["/review/history"],
        "as JSON": ["/index.json", "/find.json", f"{relations[0]}.json", "/due.json", "/audit.json", f"/event/{events[0]}.json"],
    }


def measure(path: Path, pages: dict[str, list[str]], arguments: argparse.Namespace, packs: Packs, folder: Path) -> list[Asked]:
    """What readers saw for some time, while articles came in."""
    serve = subprocess.Popen([sys.executable, "-m", "sijill", "serve", "--ledger", str(path), "--port", str(PORT)], stdout=subprocess.PIPE, text=True)
    assert serve.stdout is not None
    token = re.search(r"token=(\S+)", serve.stdout.readline())
    assert token is not None
    over = threading.Event()
    found: list[Asked] = []
    try:
        _wait(token[1])
        some = [threading.Thread(target=_read, args=(number, token[1], pages, arguments.think, over, found)) for number in range(arguments.readers)]
        adding = threading.Thread(target=_keep_adding, args=(path, packs, folder, over))
        for thread in (*some, *([] if arguments.still else [adding])):
            thread.start()
        time.sleep(arguments.seconds)
        over.set()
        for thread in (*some, *([] if arguments.still else [adding])):
            thread.join()
    finally:
        serve.terminate()
        serve.wait()
    return found


def _keep_adding(path: Path, packs: Packs, folder: Path, over: threading.Event) -> None:
    """Adds some articles again and again, each time in a process of its own."""
    times, first = [], random.Random().randrange(10**6, 10**8)
    while not over.is_set():
        some = list(articles(packs, ADDED, first))
        begun = time.perf_counter()
        _add(path, iter(some), folder)
        times.append(time.perf_counter() - begun)
        first += ADDED
    print(f"{ADDED * len(times)} articles added meanwhile, {ADDED} in {statistics.median(times):.1f} s at the median")


def _wait(token: str) -> None:
    for _ in range(100):
        try:
            _ask(HTTPConnection("127.0.0.1", PORT, timeout=5), "/packs", token)
        except OSError:
            time.sleep(0.1)
        else:
            return


def _read(number: int, token: str, pages: dict[str, list[str]], think: float, over: threading.Event, found: list[Asked]) -> None:
    """One reader, who goes over all pages, some of each kind."""
    rng = random.Random(number)
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    names = list(pages)
    rng.shuffle(names)
    for name in cycle(names):
        if over.wait(rng.expovariate(1 / think) if think else 0):
            return
        address = rng.choice(pages[name])
        begun = time.perf_counter()
        try:
            status = _ask(connection, address, token)
        except ConnectionError:  # the server let go of the connection, long unused, in just this moment: as browsers do, ask again on a new one
            connection.close()
            status = _ask(connection, address, token)
        found.append(Asked(name, time.perf_counter() - begun, status))


def _ask(connection: HTTPConnection, address: str, token: str) -> int:
    connection.request("GET", address, headers={"Cookie": f"sijill={token}"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def report(found: list[Asked]) -> None:
    """A line for each kind of page, and one for all."""
    by_page: defaultdict[str, list[Asked]] = defaultdict(list)
    for asked in found:
        by_page[asked.page].append(asked)
    print(f"{'page':24} {'asked':>6} {'median':>8} {'p95':>8} {'max':>8} {'errors':>7}  (ms)")
    for name, some in (*by_page.items(), ("all", found)):
        times = sorted(asked.seconds * 1000 for asked in some)
        wrong = sum(asked.status != 200 for asked in some)
        print(f"{name:24} {len(times):6} {statistics.median(times):8.0f} {times[int(len(times) * 0.95)]:8.0f} {times[-1]:8.0f} {wrong:7}")
    if failed := [asked for asked in found if asked.status != 200]:
        print(json.dumps([asked._asdict() for asked in failed[:5]]))


if __name__ == "__main__":
    main()
