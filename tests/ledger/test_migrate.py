"""Opening: new, of another version, or no ledger at all."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sijill.errors import BrokenLedger, MissingLedger, NewerLedger
from sijill.ledger import Ledger, connect, sqlite
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


def _older(path: Path, revision: str, of: Path) -> None:
    """A ledger as a version before made it, with what another one keeps."""
    engine = connect.engine_of(str(path), create=True)
    sqlite.use_wal(engine)
    with connect.writing(engine, str(path)) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "sijill.ledger:migrations")
        command.upgrade(config, revision)
    engine.dispose()
    with sqlite3.connect(path) as plain:
        plain.execute("ATTACH ? AS now", (str(of),))
        for name in ("articles", "furniture", "readings", "reports", "report_parties", "bands", "judgements", "judged"):
            columns = ", ".join(f'"{row[1]}"' for row in plain.execute(f"PRAGMA main.table_info({name})"))
            plain.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM now.{name}")
    plain.close()


@pytest.mark.parametrize("revision", ["0001", "0003"])
def test_an_older_ledger_gets_the_new_tables_and_computes_its_events_as_a_new_one_does(ledger: Ledger, path: Path, revision: str) -> None:
    ledger.add([plain("KEN met UGA on 2023-06-13. KEN will meet UGA on 2023-07-01. KEN will met UGA on 2023-08-01."), plain("KEN met UGA on 2023-06-14.", "b")])
    ledger.judge("same", [event.reports[0] for event in ledger.events() if event.status == "held"], "A. Reader", at="2024-01-01T00:00:00")
    told, due = ledger.events(), ledger.due(date(2023, 9, 1))
    ledger.close()
    older = path.with_name("older.sijill")
    _older(older, revision, path)
    with Ledger(older) as again:
        assert again.events("KEN") == told
        assert again.due(date(2023, 9, 1)) == due
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
