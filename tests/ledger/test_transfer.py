"""A ledger moved to another place is the same ledger."""

from pathlib import Path

import pytest
from sqlalchemy import select

from sijill.errors import LedgerError
from sijill.ledger import Ledger, Query
from sijill.ledger import tables as t
from sijill.ledger.transfer import transfer
from sijill.ledger.words import Words
from sijill.packs import Packs
from tests.ledger.plain import plain


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """One with two versions of an article, an event of several reports and a judgement on it."""
    ledger.add([plain("KEN met UGA on 2023-06-13. KEN condemned UGA.", "a"), plain("KEN met UGA on 2023-06-14.", "b"), plain("KEN met EGY.", "c")])
    ledger.add([plain("KEN met UGA on 2023-06-13. UGA condemned KEN.", "a")])
    keys = [event.reports[0] for event in ledger.events("KEN", "UGA") if event.act == "meeting"]
    ledger.judge("not-same", keys[:1] + [r for event in ledger.events("KEN", "EGY") for r in event.reports][:1], "A. Reader", at="2024-01-01T00:00:00")
    return ledger


def held(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """All rows, by table."""
    with ledger._reading() as connection:
        rows = {table.name: connection.execute(select(table)).all() for table in t.metadata.sorted_tables}
    return {name: sorted(map(tuple, some), key=repr) for name, some in rows.items()}


@pytest.mark.parametrize("to", ["file", "server"])
def test_what_arrives_is_what_was_there(full: Ledger, to: str, tmp_path: Path, packs: Packs, request: pytest.FixtureRequest) -> None:
    place = tmp_path / "other.sijill" if to == "file" else request.getfixturevalue("server").make(request.getfixturevalue("template"))
    with Ledger(place, packs) as other:
        rows = full.copy_to(other)
        assert held(other) == held(full)
        assert (rows["articles"], rows["judgements"]) == (4, 1)
        for query in (Query(words="condemned"), Query(words="EGY"), Query(words="met", anywhere=True), Query(parties=("KEN",))):
            assert other.find(query) == full.find(query)
        assert other.find(Query(words="condemned")).total
        more = [plain("KEN met UGA on 2023-06-13.", "d")]
        assert [one.reports for one in other.add(more)] == [1], "it goes on"
        assert len(held(other)["articles"]) == 5


def test_nothing_is_copied_over_something(full: Ledger, tmp_path: Path, packs: Packs) -> None:
    with Ledger(tmp_path / "other.sijill", packs) as other:
        other.add([plain("EGY met UGA.", "x")])
        before = held(other)
        with pytest.raises(LedgerError, match="holds something"):
            full.copy_to(other)
        assert held(other) == before


def test_a_copy_that_is_cut_off_leaves_nothing(full: Ledger, tmp_path: Path, packs: Packs) -> None:
    class _Cut(Words):
        def of(self, language: str, texts: object) -> str:
            raise KeyboardInterrupt

    with Ledger(tmp_path / "other.sijill", packs) as other:
        empty = held(other)
        with pytest.raises(KeyboardInterrupt), full._reading() as here, other._writing() as there:
            transfer(here, there, _Cut())
        assert held(other) == empty


def test_a_backup_is_a_ledger_in_a_file(full: Ledger, tmp_path: Path, packs: Packs) -> None:
    full.backup(tmp_path / "copy.sijill")
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.sijill"]
    with Ledger(tmp_path / "copy.sijill", packs, create=False) as copied:
        assert held(copied) == held(full)
