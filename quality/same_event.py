"""How well reports are judged to be of one event: `python quality/same_event.py GROUPS.tsv CORPUS.jsonl [--misses]`.

GROUPS has the columns cluster and id: articles of one cluster tell one event. CORPUS has one article a line (id, text, and if known title, date or
published, publisher, lang or language). All pairs of reports from two different articles that share a block are judged: a pair should be one event if
its articles are of one cluster. Pairs of which a report tells no date of its own are counted apart. An article tells more events than the one it
was grouped for, so the figures over report pairs are a lower bound of recall; the last figure counts article pairs: two articles of one cluster are
found if any of their reports meet.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sijill.ledger.events import block_of, events_of
from sijill.ledger.rows import StoredArticle, StoredReport
from sijill.packs import Packs, load_packs
from sijill.reading import read
from sijill.records import Source


class Score(NamedTuple):
    """Pairs judged the same that are, that are not, and the same that were missed."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        return f"precision {precision:.2f}  recall {recall:.2f}  (right {self.right}, wrong {self.wrong}, missed {self.missed})"


def main() -> None:
    """Prints the scores."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("groups", type=Path)
    options.add_argument("corpus", type=Path)
    options.add_argument("--misses", action="store_true", help="print what was judged wrongly")
    arguments = options.parse_args()
    with arguments.groups.open(encoding="utf-8") as file:
        cluster = {row["id"]: row["cluster"] for row in csv.DictReader(file, delimiter="\t")}
    articles = map(msgspec.json.decode, arguments.corpus.read_bytes().splitlines())
    reports = list(_reports((a for a in articles if a["id"] in cluster), load_packs()))
    event = _events(reports)
    blocks = defaultdict(list)
    for report in reports:
        blocks[block_of(report.report)].append(report)
    pairs = [pair for rows in blocks.values() for pair in combinations(rows, 2) if pair[0].article.id != pair[1].article.id]
    print(f"{len({r.article.id for r in reports})} articles with reports, {len(reports)} reports, {len(pairs)} pairs in one block")
    dated = [pair for pair in pairs if all(r.report.times for r in pair)]
    for name, some in (("all", pairs), ("both dated", dated), ("one undated", [p for p in pairs if p not in dated])):
        print(f"{name:>12}: {_score(some, event, cluster)}")
    print(f"{'articles':>12}: {_article_score(pairs, event, cluster)}")
    if arguments.misses:
        _misses(pairs, event, cluster)


def _reports(articles: Iterable[dict[str, Any]], packs: Packs) -> Iterable[StoredReport]:
    for a in articles:
        language = a.get("language") or a.get("lang")
        if language not in packs.languages:
            continue
        source = Source(
            id=a["id"], text=a["text"], title=a.get("title"), published=a.get("published") or a.get("date"), publisher=a.get("publisher"), language=language
        )
        reading = read(source, packs)
        article = StoredArticle(
            id=a["id"], version=1, sha256=reading.article.sha256, publisher=reading.article.publisher, outlet=reading.article.publisher,
            published=reading.article.published, language=reading.article.language, url=None, title=reading.article.title,
        )  # fmt: skip
        yield from (StoredReport(key=f"{a['id']} {r.id}", article=article, report=r) for r in reading.reports)


def _events(reports: list[StoredReport]) -> dict[str, str]:
    """The event of each report."""
    blocks = defaultdict(list)
    for report in reports:
        blocks[block_of(report.report)].append(report)
    return {key: event.id for block, rows in blocks.items() for event in events_of(block, rows, (), {}) for key in event.reports}


def _score(pairs: list[tuple[StoredReport, StoredReport]], event: dict[str, str], cluster: dict[str, str]) -> Score:
    told = [(event[a.key] == event[b.key], _one(a.article.id, b.article.id, cluster)) for a, b in pairs]
    return Score(told.count((True, True)), told.count((True, False)), told.count((False, True)))


def _article_score(pairs: list[tuple[StoredReport, StoredReport]], event: dict[str, str], cluster: dict[str, str]) -> Score:
    met = {tuple(sorted((a.article.id, b.article.id))) for a, b in pairs if event[a.key] == event[b.key]}
    should = {pair for pair in combinations(sorted(cluster), 2) if _one(*pair, cluster)}
    return Score(len(met & should), len(met - should), len(should - met))


def _one(a: str, b: str, cluster: dict[str, str]) -> bool:
    return a in cluster and cluster[a] == cluster.get(b)


def _misses(pairs: list[tuple[StoredReport, StoredReport]], event: dict[str, str], cluster: dict[str, str]) -> None:
    for a, b in pairs:
        same, should = event[a.key] == event[b.key], _one(a.article.id, b.article.id, cluster)
        if same != should:
            print(f"\n{'WRONG' if same else 'MISSED'} {block_of(a.report)}", file=sys.stdout)
            for r in (a, b):
                times = ",".join(t.edtf for t in r.report.times)
                print(f"  {r.article.id} {r.report.modality.value} {times}: {r.report.evidence.exact[:200]}")


if __name__ == "__main__":
    main()
