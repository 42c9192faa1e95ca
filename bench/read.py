"""How fast sijill reads, on one core: `make bench`, or `python bench/read.py --articles 2000 --language ar`.

Each figure is printed with what it was measured on. Stages are told apart in a run of their own, for the profiler slows what it watches.
"""

import argparse
import cProfile
import os
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
from generate import SENTENCES, dense, language, mixed

from sijill.packs import Packs, load_packs
from sijill.reading import read
from sijill.records import Source

SEED = 20231
_ONE = {
    "ar": "التقى الرئيس الكيني نظيره الأوغندي يوم الثلاثاء لبحث ملف المياه.",
    "en": "Kenya met Uganda on Tuesday to settle the quota.",
    "zh": "肯尼亚总统周二同乌干达总统举行会谈。",
    "ru": "Президент Кении во вторник встретился с президентом Уганды.",
}
_STREAMS: dict[str, Callable] = {"dense": dense, "mixed": mixed}


def main() -> None:
    """Prints a table of speeds, the share of each stage, memory and start-up time."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1500)
    options.add_argument("--language", action="append", choices=["ar", "en"])
    arguments = options.parse_args()
    print("one article of one sentence in a new process, best of 3 (each language loads itself alone):")
    for code, text in _ONE.items():
        seconds, memory = start_up(text)
        print(f"  {code}: {seconds:.2f} s, peak {memory:.0f} MB")
    for code in arguments.language or ["ar", "en"]:
        packs = load_packs((code,))
        words = language(code, packs, random.Random(SEED))
        print(f"\n{code}: {len(words.states)} states, {len(words.parties)} titled parties, {len(words.verbs)} verbs")
        for name, make in _STREAMS.items():
            articles = list(make(words, arguments.articles, random.Random(SEED)))
            measure(name, articles, packs)
            stages(articles[: max(50, len(articles) // 5)], packs)
    print(f"\npeak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measure(name: str, articles: list[Source], packs: Packs) -> None:
    """Reads and encodes all articles once, from a cold cache of words."""
    start, size, reports = time.perf_counter(), 0, 0
    for article in articles:
        reading = read(article, packs)
        size += len(msgspec.json.encode(reading))
        reports += len(reading.reports)
    seconds = time.perf_counter() - start
    count = len(articles)
    print(f"  {name}: {count / seconds:,.0f} articles/s, {count * SENTENCES / seconds:,.0f} sentences/s, {reports} reports in {count * SENTENCES} sentences")
    print(f"    {sum(len(a.text) for a in articles) / seconds / 1e6:.2f} million characters/s, {size / 1e6:.1f} MB of JSON")


def stages(articles: list[Source], packs: Packs) -> None:
    """The share of each module, with the built-in functions it calls counted as its own."""
    profile = cProfile.Profile()
    profile.enable()
    for article in articles:
        read(article, packs)
    profile.disable()
    own: Counter[str] = Counter()
    for function, (_, _, total, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if function[0] == "~" or function[0].startswith("<"):
            for caller, (_, _, part, _) in callers.items():
                own[_module(caller[0])] += part
        else:
            own[_module(function[0])] += total
    whole = sum(own.values())
    print("    " + ", ".join(f"{module} {part / whole:.0%}" for module, part in own.most_common(12) if part / whole >= 0.01))


def _module(path: str) -> str:
    parts = Path(path).parts
    return ".".join(parts[parts.index("sijill") + 1 :]).removesuffix(".py") if "sijill" in parts else "other"


def start_up(text: str) -> tuple[float, float]:
    """Seconds from a new process to the end of its output for one article, the best of three, and its peak memory in MB."""
    best, peak = float("inf"), 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        for _ in range(3):
            start = time.perf_counter()
            process = subprocess.Popen([sys.executable, "-m", "sijill", "read", str(path)], stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                raise SystemExit(f"sijill read failed on: {text}")
            best, peak = min(best, time.perf_counter() - start), usage.ru_maxrss / 1024
    return best, peak


if __name__ == "__main__":
    main()
