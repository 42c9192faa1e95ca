"""How quick a ledger of millions of reports answers, and what one more article or judgement costs: `python bench/large.py --reports 1000000 --times 10`.

Reports are made up and written straight into the tables, then their events are computed as always. `--times` multiplies the result: rows of the tables
are copied under other keys, since to compute ten million would take hours that say nothing new.
"""

import argparse
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import msgspec
from ledger import seconds

from sijill.ledger import Ledger, Query
from sijill.ledger.acts import acts, block_of
from sijill.ledger.entry import speaker_code
from sijill.packs import load_packs
from sijill.records import ModalityTold, Ordinal, Party, Place, Report, Span, Speaker, Time, Topic

SEED = 20231
RELATIONS = 4000  # by Zipf's law
DAYS = 3652
WORDS = 50_000
TWO = 2  # reports of an article
BATCH = 20_000
ACTS = (("meeting", 20), ("call", 8), ("visit", 8), ("criticism", 20), ("condemnation", 10), ("agreement", 5), ("signing", 4), ("request", 8), ("aid", 4))
MOODS = (("actual", 74), ("planned", 12), ("possible", 4), ("urged", 4), ("denied", 3), ("cancelled", 3))
ARTICLE = "INSERT INTO articles VALUES (?,?,1,'first',NULL,?,?,?,?,NULL,?,?,'en',?,'given',NULL,0,?,?,'2026-01-01',NULL,1)"
READING = "INSERT INTO readings VALUES (?,?,'0.1.0','{}','international',2,'2026-01-01',1)"
COLUMNS = "pk, key, article, reading, rank, id, digest, block, parties, outlet, published, act, type, modality, speaker, record"
REPORT = f"INSERT INTO reports ({COLUMNS}, language, current) VALUES ({', '.join('?' * 16)}, 'en', 1)"


def main() -> None:
    """Prints the size of the ledger, and the times of questions, of an article added and of a judgement."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=1_000_000)
    options.add_argument("--times", type=int, default=1)
    options.add_argument("--ledger", type=Path, required=True, help="Where the ledger is, or is made.")
    arguments = options.parse_args()
    made = not arguments.ledger.exists()
    if made:
        make(arguments.ledger, arguments.reports)
    if arguments.times > 1:
        multiply(arguments.ledger, arguments.times)
    print(f"{arguments.ledger.stat().st_size / 1e9:.2f} GB")
    with Ledger(arguments.ledger, load_packs(("en",))) as ledger:
        ask(ledger)
        if made and arguments.times == 1:  # copies tell the same in the same words, and a judgement would begin to join them
            judge(ledger)


def make(path: Path, number: int) -> None:
    """A ledger of so many reports, and the events that follow."""
    Ledger(path).close()
    begun = time.perf_counter()
    with sqlite3.connect(path, isolation_level=None) as plain:
        plain.execute("PRAGMA synchronous = OFF")
        indexes = _without_indexes(plain)
        rows = reports(number)
        while some := list(islice(rows, BATCH)):
            _write(plain, some)
        plain.execute("INSERT INTO stale (report, block) SELECT pk, block FROM reports ORDER BY pk")
        for index in indexes:
            plain.execute(index)
        for name, column in (("articles", "outlet"), ("publishers", "publisher"), ("months", "substr(published, 1, 7)")):
            plain.execute(f"INSERT INTO tallies (name, value, n) SELECT '{name}', {column}, count(*) FROM articles GROUP BY 2")
    plain.close()
    print(f"{number} reports written in {time.perf_counter() - begun:.0f} s", flush=True)
    begun = time.perf_counter()
    with Ledger(path) as ledger:
        ledger.settle()
    taken = time.perf_counter() - begun
    print(f"their events computed in {taken:.0f} s, {number / taken:.0f} reports/s", flush=True)


def _without_indexes(plain: sqlite3.Connection) -> list[str]:
    """Takes the indexes off the tables that are written in bulk; how to make them again."""
    told = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('articles', 'readings', 'reports', 'report_parties')"
    rows = plain.execute(told).fetchall()
    for name, _ in rows:
        plain.execute(f"DROP INDEX {name}")
    return [sql for _, sql in rows]


def _write(plain: sqlite3.Connection, some: list[tuple[int, Report, str, str, str]]) -> None:
    plain.execute("BEGIN")
    articles: dict[int, tuple[Any, ...]] = {}
    rows, parties, words = [], [], []
    for pk, report, published, outlet, said in some:
        article = pk // TWO + 1
        key = f"{article:016x}"
        articles[article] = (article, key, key, key, key, key, outlet, outlet, published, key, said)
        block, record = block_of(report), msgspec.json.encode(report).decode()
        about = (block, block.partition(":")[2], outlet, published, report.act, report.type, report.modality.value, speaker_code(report.speaker), record)
        rows.append((pk + 1, sha256(f"{pk}".encode()).hexdigest()[:16], article, article, pk % TWO, f"{pk:x}", f"{pk:x}", *about))
        named = {code for p in (*report.actors, *report.recipients) for code in (p.id, p.country) if code}
        parties += [(pk + 1, code) for code in sorted(named)]
        words.append((pk + 1, said))
    plain.executemany(ARTICLE, articles.values())
    plain.executemany(READING, [(pk, pk) for pk in articles])
    plain.executemany(REPORT, rows)
    plain.executemany("INSERT INTO report_parties VALUES (?,?)", parties)
    plain.executemany("INSERT INTO report_words (rowid, words) VALUES (?,?)", words)
    plain.execute("COMMIT")


def reports(number: int) -> Iterator[tuple[int, Report, str, str, str]]:
    """Made-up reports, each with its number, the day and outlet of its article, and its words: few relations have most of them."""
    rng = random.Random(SEED)
    states = [state.code for state in load_packs(("en",)).world.states]
    relations = [tuple(rng.sample(states, 2)) for _ in range(RELATIONS)]
    zipf = list(accumulate(1 / rank for rank in range(1, RELATIONS + 1)))
    common = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    known = [(name, weight) for name, weight in ACTS if name in acts()]
    for pk in range(number):
        if pk % TWO == 0:
            day = date(2016, 1, 1) + timedelta(rng.randrange(DAYS))
            outlet = f"Outlet {int(500 * rng.random() ** 3)}"
            pairs = rng.choices(relations, cum_weights=zipf, k=TWO)
        act = rng.choices([name for name, _ in known], [weight for _, weight in known])[0]
        mood = rng.choices([name for name, _ in MOODS], [weight for _, weight in MOODS])[0]
        said = " ".join(map(word, rng.choices(range(WORDS), cum_weights=common, k=14)))
        yield pk, _report(rng, pk, act, mood, pairs[pk % TWO], day, said), day.isoformat(), outlet, said


@cache
def word(rank: int) -> str:
    """A word by how common it is."""
    rest, found = rank + 400, ""
    while rest:
        rest, at = divmod(rest, 95)
        found += "bcdfghjklmnprstvwxz"[at // 5] + "aeiou"[at % 5]
    return found


def _report(rng: random.Random, pk: int, act: str, mood: str, pair: tuple[str, ...], day: date, said: str) -> Report:
    about = acts()[act]
    span, sentence = Span(start=0, end=4, exact=said[:4]), Span(start=0, end=len(said), exact=said)
    ahead = mood in ("planned", "possible", "urged", "cancelled")
    when = day + timedelta(rng.randrange(1, 40) if ahead else -rng.randrange(3))
    times = (Time(span=span, edtf=when.isoformat(), basis="told"),) if rng.random() < 0.6 else ()
    one, other = (Party(id=f"{code}/p{rng.randrange(4)}" if rng.random() < 0.5 else code, country=code, name=code, span=span) for code in pair)
    return Report(
        id=f"{pk:x}",
        digest=f"{pk:x}",
        act=act,
        type=about.type,
        mode=None,
        cameo=about.cameo,
        quad="verbal cooperation",
        goldstein=about.goldstein,
        modality=ModalityTold(value=mood, span=None),  # type: ignore[arg-type]
        actors=(one,),
        recipients=(other,),
        times=times,
        places=(Place(span=span, country=rng.choice(pair), name="there"),) if rng.random() < 0.3 else (),
        topics=(Topic(span=span, id=rng.choice(("trade", "border-dispute", "energy")), text="it"),) if rng.random() < 0.5 else (),
        ordinals=(Ordinal(span=span, n=rng.randrange(1, 9), of="meeting", since=str(rng.choice((2013, 2020)))),) if rng.random() < 0.005 else (),
        speaker=Speaker(kind="party", id=one.id, name=one.name) if rng.random() < 0.4 else Speaker(kind="narrator"),
        trigger=span,
        evidence=sentence,
        rule="en/made",
    )


def multiply(path: Path, times: int) -> None:
    """Copies of all rows under other keys."""
    begun = time.perf_counter()
    with sqlite3.connect(path, isolation_level=None) as plain:
        plain.execute("PRAGMA synchronous = OFF")
        plain.execute("PRAGMA cache_size = -2000000")
        made = plain.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall():
            plain.execute(f"DROP INDEX {name}")
        articles, rows = (plain.execute(f"SELECT max(pk) FROM {table}").fetchone()[0] for table in ("articles", "reports"))
        for copy in range(1, times):
            _copy(plain, copy, articles * copy, rows * copy, articles, rows)
            print(f"copy {copy}: {time.perf_counter() - begun:.0f} s", flush=True)
        plain.execute(f"UPDATE tallies SET n = n * {times} WHERE name != 'edition'")
        plain.execute(f"UPDATE relations SET events = events * {times}")
        for (index,) in made:
            plain.execute(index)
    plain.close()
    print(f"multiplied by {times} in {time.perf_counter() - begun:.0f} s", flush=True)


def _copy(plain: sqlite3.Connection, copy: int, article: int, report: int, articles: int, reports: int) -> None:
    """One copy: keys end in its number."""
    mark = f"x{copy:02}"

    def other(column: str) -> str:
        return f"substr({column}, 4, 13) || '{mark}'"

    def record(column: str) -> str:
        return f"CAST(replace(CAST(record AS TEXT), {column}, {other(column)}) AS BLOB)"

    changed: dict[str, tuple[dict[str, str], str]] = {
        "articles": ({"pk": f"pk + {article}"} | {name: other(name) for name in ("key", "given", "content", "name")}, f"pk <= {articles}"),
        "readings": ({"pk": f"pk + {article}", "article": f"article + {article}"}, f"pk <= {articles}"),
        "reports": (
            {"pk": f"pk + {report}", "article": f"article + {article}", "reading": f"reading + {article}", "key": other("key"), "event": other("event")},
            f"pk <= {reports}",
        ),
        "report_parties": ({"report": f"report + {report}"}, f"report <= {reports}"),
        "events": ({"id": other("id"), "record": record("id")}, "rowid <= (SELECT events FROM originals)"),
        "promises": (
            {"event": other("event"), "place": f"place || '{mark}'", "record": record("event")},
            "rowid <= (SELECT promises FROM originals)",
        ),
    }
    plain.execute("BEGIN")
    last = ", ".join(f"(SELECT max(rowid) FROM {table}) AS {table}" for table in ("events", "promises"))
    plain.execute(f"CREATE TEMP TABLE IF NOT EXISTS originals AS SELECT {last}")
    for table, (columns, where) in changed.items():
        names = [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]
        plain.execute(f"INSERT INTO {table} SELECT {', '.join(columns.get(name, name) for name in names)} FROM {table} WHERE {where}")
    said = "SELECT pk, json_extract(record, '$.evidence.exact') FROM reports WHERE pk > ?"
    plain.executemany("INSERT INTO report_words (rowid, words) VALUES (?,?)", plain.execute(said, (report,)))
    plain.execute("COMMIT")


def ask(ledger: Ledger) -> None:
    """Times each question, the first and the best of three."""
    totals = ledger.totals()
    print(f"{totals.reports} reports, {totals.events} events, {totals.articles} articles")
    relations = ledger.busiest(2000)
    (busy, middle, rare), on = (relations[0], relations[50], relations[-1]), date(2026, 1, 1)
    party = busy.parties[0]
    questions: dict[str, Callable[[], object]] = {
        f"timeline, {busy.events} events, a year": lambda: ledger.events(*busy.parties, since="2024", until="2024"),
        f"timeline, {busy.events} events, a month": lambda: ledger.events(*busy.parties, since="2024-05", until="2024-05"),
        f"timeline, {busy.events} events, the newest 200": lambda: ledger.events(*busy.parties, limit=200),
        f"timeline, {middle.events} events, a year": lambda: ledger.events(*middle.parties, since="2024", until="2024"),
        f"timeline, {rare.events} events, all": lambda: ledger.events(*rare.parties),
        "find everything": lambda: ledger.find(Query()),
        "find a common word": lambda: ledger.find(Query(words=word(3))),
        "find a middling word": lambda: ledger.find(Query(words=word(900))),
        "find a rare word": lambda: ledger.find(Query(words=word(49_000))),
        "find two words": lambda: ledger.find(Query(words=f"{word(3)} {word(900)}")),
        "find an act": lambda: ledger.find(Query(act="visit")),
        "find a party and an act": lambda: ledger.find(Query(parties=(party,), act="visit")),
        "find a word, a party and a year": lambda: ledger.find(Query(words=word(20), parties=(party,), year="2024")),
        "due, the first 50": lambda: ledger.due(on, limit=50),
        "due, overdue, the first 50": lambda: ledger.due(on, (), "overdue", limit=50),
        "due, counted by state": lambda: ledger.states(on),
        "due of two parties, the first 50": lambda: ledger.due(on, busy.parties, limit=50),
        "due of two parties, rare, all": lambda: ledger.due(on, rare.parties),
        "audit, the first 50": lambda: ledger.audit(on, limit=50),
        "home: totals, latest, busiest": lambda: (ledger.totals(), ledger.latest(on), ledger.busiest()),
        "an event": lambda: ledger.event(ledger.latest(on)[0].id),
    }
    for name, question in questions.items():
        first, *more = (seconds(question) for _ in range(4))
        print(f"{name}: {first * 1000:.0f} ms, again {min(more) * 1000:.0f} ms", flush=True)


def judge(ledger: Ledger) -> None:
    """Times a judgement on two events of the busiest relation, and its undoing."""
    some = ledger.events(*ledger.busiest(1)[0].parties, since="2024-05", until="2024-05")[:2]
    keys = [event.reports[0] for event in some]
    begun = time.perf_counter()
    judgement = ledger.judge("not-same", keys, "A. Reader")
    print(f"a judgement on the busiest relation: {(time.perf_counter() - begun) * 1000:.0f} ms")
    begun = time.perf_counter()
    ledger.undo(judgement.id, "A. Reader")
    print(f"its undoing: {(time.perf_counter() - begun) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
