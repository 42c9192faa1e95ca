"""Opening: new, of another version, or no ledger at all."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sijill.errors import BrokenLedger, MissingLedger, NewerLedger
from sijill.ledger import Ledger
from sijill.ledger.migrate import REVISIONS
from sijill.ledger.tables import metadata
from tests.ledger.plain import plain


@pytest.fixture
def place(path: Path) -> str:
    """Here, a file alone: what goes wrong with a server is in test_postgres.py."""
    return str(path)


def _is_ours(thing: object, name: str | None, *_: object) -> bool:
    return not (name or "").startswith(("article_words", "report_words"))  # the search index is SQLite's own affair


def test_migrations_make_the_tables_that_the_code_names(ledger: Ledger) -> None:
    with ledger._reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []


def test_the_revisions_known_are_those_that_are_there() -> None:
    import sijill.ledger.migrations as migrations

    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert [revision.revision for revision in script.walk_revisions()] == list(reversed(REVISIONS))


def test_a_ledger_of_the_first_version_gets_the_new_tables_and_keeps_what_it_has(ledger: Ledger, path: Path) -> None:
    ledger.add([plain("KEN met UGA on 2023-06-13.")])
    ledger.close()
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE provenance; DROP TABLE addresses; DROP TABLE sources; UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    with Ledger(path) as again:
        assert [event.parties for event in again.events("KEN")] == [("KEN", "UGA")]
        with again._reading() as connection:
            assert compare_metadata(MigrationContext.configure(connection, opts={"include_object": _is_ours}), metadata) == []


def test_a_ledger_of_a_newer_version_is_left_alone(ledger: Ledger, path: Path) -> None:
    ledger.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerLedger, match="9999") as error:
        Ledger(path)
    assert "upgrade" in error.value.fix
    assert path.read_bytes() == before


def test_a_database_that_is_no_ledger_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BrokenLedger, match="no ledger"):
        Ledger(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look at" * 40, b"\x00" * 4096])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(BrokenLedger):
        Ledger(path)
    assert path.read_bytes() == content


def test_a_ledger_that_is_not_there_is_only_made_to_be_added_to(path: Path) -> None:
    with pytest.raises(MissingLedger):
        Ledger(path, create=False)
    with pytest.raises(MissingLedger, match="folder"):
        Ledger(path / "below" / "it")
    assert not path.exists()
    Ledger(path).close()
    assert path.exists()
