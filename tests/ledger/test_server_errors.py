"""What is wrong with a server, its tables or its rights is told with a fix, and leaves no session open."""

from pathlib import Path

import pytest
from sqlalchemy import text

from sijill.errors import BrokenLedger, CostlyQuestion, LedgerError, LostServer, MissingLedger, NewerLedger, ReadOnlyLedger, RefusedLedger
from sijill.ledger import Ledger
from tests.ledger.plain import plain
from tests.postgres import Server


def test_a_reading_room_cannot_write_and_gives_up_what_takes_long(url: str) -> None:
    with Ledger(url, patience=0.2) as ledger:
        with pytest.raises(ReadOnlyLedger):
            ledger.add([plain("KEN met UGA.")])
        with pytest.raises(CostlyQuestion), ledger._reading() as connection:
            connection.execute(text("SELECT pg_sleep(5)"))


def _say(url: str, kind: type[LedgerError], create: bool = True) -> LedgerError:
    with pytest.raises(kind) as told:
        Ledger(url, create=create).close()
    assert "hunter2" not in str(told.value)
    assert told.value.fix
    return told.value


def test_what_is_wrong_with_a_server_is_told_without_the_password(server: Server, url: str, tmp_path: Path) -> None:
    _say(url.replace("sijill@", "sijill:hunter2@").replace("/ledger", "/nosuch"), MissingLedger)
    _say(url.replace("sijill@", "nobody-here:hunter2@"), RefusedLedger)
    _say(f"postgresql://sijill:hunter2@/ledger?host={tmp_path}", LostServer)
    _say("postgresql://sijill:hunter2@127.0.0.1:1/ledger", LostServer)
    _say("postgresql://sijill:hunter2@127.0.0.1:port/ledger", MissingLedger)
    _say("postgresql://sijill:hunter2@127.0.0.1/ledger?sslmode=maybe", MissingLedger)
    _say(server.make(), MissingLedger, create=False)
    assert "UTF8" in str(_say(server.make(how="ENCODING 'SQL_ASCII' LOCALE 'C'"), BrokenLedger))


def test_other_tables_are_left_alone(server: Server, url: str) -> None:
    other, name = server.make(), url.partition("@/")[2].partition("?")[0]
    server.run("CREATE TABLE theirs (n int)", other.partition("@/")[2].partition("?")[0])
    _say(other, BrokenLedger)
    server.run("UPDATE alembic_version SET version_num = '9999'", name)
    _say(url, NewerLedger)


def test_a_user_who_may_only_read_reads(server: Server, url: str) -> None:
    name = url.partition("@/")[2].partition("?")[0]
    with Ledger(url) as ledger:
        ledger.add([plain("KEN met UGA.")])
    server.run(f"CREATE ROLE reader_{name} LOGIN")
    server.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{name}", name)
    with Ledger(server.url(name, f"reader_{name}"), create=False) as ledger:
        assert len(ledger.events()) == 1
        with pytest.raises(ReadOnlyLedger):
            ledger.add([plain("FRA met UGA.", "b")])
