"""How fast the ledger takes articles and answers, and whether either slows as it grows: `python bench/ledger.py --articles 20000`."""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generate import language, short

from sijill.ledger import Ledger, Query
from sijill.packs import Packs, load_packs
from sijill.reading import read
from sijill.records import Reading, Source

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
    """Adds them a thousand at a time."""
    for start in range(0, len(sources), STEP):
        begun = time.perf_counter()
        readings: list[Reading] = [read(source, packs) for source in sources[start : start + STEP]]
        between = time.perf_counter()
        reports = sum(added.reports for added in ledger.adding(readings))
        ended = time.perf_counter()
        if start in (0, len(sources) - STEP) or start % 5000 == 0:
            speeds = f"read {STEP / (between - begun):.0f}/s, stored {STEP / (ended - between):.0f}/s"
            print(f"articles {start}-{start + len(readings)}: {speeds}, {reports} reports", flush=True)


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
        best = min(_seconds(question) for _ in range(3))
        print(f"{name}: {best * 1000:.0f} ms")


def _seconds(question: Callable[[], object]) -> float:
    start = time.perf_counter()
    question()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
