"""How fast the ledger takes articles and answers, and whether either slows as it grows: `python bench/ledger.py --articles 20000`."""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generate import language, short

from sijill.ledger import Ledger, Query
from sijill.ledger.entry import Entry
from sijill.packs import Packs, load_packs
from sijill.reading import read
from sijill.records import Source

SEED = 20231
STEP = 1000


def main() -> None:
    """Prints articles a second of the first and the last thousand, reading and storing apart, and the time of each question."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--keep", type=Path, help="Where to leave the ledger.")
    arguments = options.parse_args()
    packs = load_packs(("ar", "en"))
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder) / "bench.sijill"
        with Ledger(path, packs) as ledger:
            fill(ledger, list(articles(packs, arguments.articles)), packs)
            print(f"{path.stat().st_size / 1e6:.0f} MB")
            ask(ledger)


def articles(packs: Packs, count: int) -> Iterator[Source]:
    """Half in Arabic, half in English, mixed."""
    rng = random.Random(SEED)
    some = [article for code in ("ar", "en") for article in short(language(code, packs, rng), count // 2, rng)]
    rng.shuffle(some)
    yield from some


def fill(ledger: Ledger, sources: list[Source], packs: Packs) -> None:
    """Adds them all in one go, and tells the speed of some thousands; reading is told apart, since `sijill add` does it in other processes."""
    spent = [0.0]

    def readings() -> Iterator[Entry]:
        for source in sources:
            begun = time.perf_counter()
            entry = ledger.scribe.entry(read(source, packs), source=source)
            spent[0] += time.perf_counter() - begun
            yield entry

    start, before, reports = time.perf_counter(), 0.0, 0
    for number, added in enumerate(ledger.adding(readings()), 1):
        reports += added.reports
        if number % STEP == 0:
            now = time.perf_counter()
            reading, storing = spent[0] - before, now - start - (spent[0] - before)
            if number in (STEP, len(sources)) or number % (5 * STEP) == 0:
                print(f"articles {number - STEP}-{number}: read {STEP / reading:.0f}/s, stored {STEP / storing:.0f}/s", flush=True)
            start, before = now, spent[0]
    print(f"{reports} reports; their events computed at the end in {time.perf_counter() - start:.1f} s")


def ask(ledger: Ledger) -> None:
    """Times each question, the best of three."""
    busiest = [code for code in ledger.find(Query(), limit=0).facets["party"] if "/" not in code][:2]
    word = "وزير"
    questions: dict[str, Callable[[], object]] = {
        f"timeline {' '.join(busiest)}": lambda: ledger.events(*busiest),
        f"find {word}": lambda: ledger.find(Query(words=word)),
        "find a rare word": lambda: ledger.find(Query(words="Geneva December", parties=tuple(busiest[:1]))),
        "find everything": lambda: ledger.find(Query()),
        "due": lambda: ledger.due(),
        "audit": lambda: ledger.audit(),
    }
    for name, question in questions.items():
        best = min(seconds(question) for _ in range(3))
        print(f"{name}: {best * 1000:.0f} ms")


def seconds(question: Callable[[], object]) -> float:
    """How long a question takes."""
    start = time.perf_counter()
    question()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
