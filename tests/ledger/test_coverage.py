"""What the ledger has seen, by week, and what it could not read."""

from pathlib import Path

import sijill
from sijill.ledger import Ledger
from sijill.ledger.coverage import Week
from sijill.packs import Packs
from sijill.records import Failure, FailureLine


def failure(line: int, code: str) -> FailureLine:
    return FailureLine(error=Failure(code=code, file="pages.warc", line=line, id=None, message="no", fix="look"))


def test_weeks_begin_on_monday_and_a_month_alone_is_in_none(packs: Packs, tmp_path: Path) -> None:
    with Ledger(tmp_path / "weeks.sijill", packs) as ledger:
        for day, text in (("2023-06-18", "France condemned Syria."), ("2023-06-19", "It rained."), ("2023-06", "France thanked Syria.")):
            ledger.add([sijill.read(text, published=day, id=day, publisher="Harbour Wire", scope="all")])
        read = [(row.begins, row.read, row.without) for row in ledger.weeks()]
        assert read == [("2023-06-12", 1, 0), ("2023-06-19", 1, 1), ("?", 1, 0)]
        assert sum(row.read for row in ledger.coverage()) == 3


def test_failures_leave_out_what_was_skipped(packs: Packs, tmp_path: Path) -> None:
    with Ledger(tmp_path / "failures.sijill", packs) as ledger:
        ledger.add([failure(1, "bad-html"), failure(2, "language"), failure(3, "bad-html")])
        assert [(f.line, f.code) for f in ledger.failures()] == [(1, "bad-html"), (3, "bad-html")]
        assert len(ledger.failures(limit=1)) == 1
        assert ledger.weeks() == [Week(outlet="?", begins="?", skipped=1, failed=2)]
