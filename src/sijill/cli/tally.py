"""What became of everything that `sijill add` was given: counted as it goes, told at the end."""

from collections import Counter
from typing import Any

import msgspec

from sijill.ledger import Added
from sijill.ledger.entry import Entry
from sijill.sources import Item, Page

_MANY = 100  # pages; of fewer, most of the ledger is what an empty one takes


class Tally(msgspec.Struct):
    """Counts of a run. `failed` is by code, `skipped` by reason; `pages` are all web pages that came, `kept` those that went into the ledger."""

    added: int = 0
    versions: int = 0
    reports: int = 0
    known: int = 0
    skipped: Counter[str] = msgspec.field(default_factory=Counter)
    failed: Counter[str] = msgspec.field(default_factory=Counter)
    pages: int = 0
    kept: int = 0
    bytes: int = 0  # by which the ledger grew
    seconds: float = 0.0
    stopped: bool = False

    def store(self, added: Added) -> None:
        """Count what became of an article."""
        if added.status == "known":
            self.known += 1
            return
        self.added += 1
        self.versions += added.status == "version"
        self.reports += added.reports


def of_page(entry: Entry) -> bool:
    """Whether an entry's text was taken from a page."""
    return entry.article["extractor"] is not None


def archived(item: Item) -> bool:
    """Whether an item is a page of an archive."""
    return isinstance(item, Page) and item.provenance is not None and item.provenance.file is not None


def summary(seen: Tally) -> dict[str, Any]:
    """The counts as `--json` gives them."""
    values: dict[str, Any] = {name: getattr(seen, name) for name in ("added", "versions", "reports", "known")}
    values |= {"skipped": dict(seen.skipped.most_common()), "failed": dict(seen.failed.most_common()), "stopped": seen.stopped}
    if seen.pages:
        values["pages"] = {"read": seen.pages, "kept": seen.kept, "bytes_per_thousand": round(seen.bytes * 1000 / seen.pages)}
    return values | {"seconds": round(seen.seconds, 3)}


def told(seen: Tally) -> str:
    """The counts for people, on one line, and on a second one for pages."""
    parts = [f"{seen.added} articles added with {seen.reports} reports"]
    parts += [f"{seen.versions} of them new versions"] if seen.versions else []
    parts += [f"{seen.known} were there"] if seen.known else []
    parts += [f"{seen.skipped.total()} left out ({_listed(seen.skipped)})"] if seen.skipped else []
    parts += [f"{seen.failed.total()} could not be read ({_listed(seen.failed)})"] if seen.failed else []
    parts += ["stopped: run the same again to go on"] if seen.stopped else []
    seconds = max(seen.seconds, 0.001)
    line = f"{', '.join(parts)}; {seen.added / seconds:.0f} articles/s"
    if not seen.pages:
        return line
    grown = f", the ledger grew by {seen.bytes * 1000 / seen.pages / 1e6:.1f} MB for a thousand" if seen.pages >= _MANY else ""
    return f"{line}\n{seen.pages} pages, {seen.pages / seconds:.0f}/s: {seen.kept / seen.pages:.0%} kept{grown}"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())
