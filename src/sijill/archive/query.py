"""Questions in SQL over finished shards: DuckDB on their Parquet, which it may read and nothing else."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Any, NamedTuple

from sijill.archive.parquet import place_of
from sijill.archive.records import Marker
from sijill.archive.tables import TABLES
from sijill.errors import ArchiveError, BrokenQuestion, MissingExtra

_FETCHED = 1000  # rows at a time
_SIDES = """
    SELECT *, list_distinct([split_part(p, '/', 1) for p in actors if p <> '']) AS actor_codes,
           list_distinct([split_part(p, '/', 1) for p in recipients if p <> '']) AS recipient_codes
    FROM read_parquet({files})"""
VIEWS = {
    "reports": _SIDES,
    # who to whom in which month: a report of two sides counts once for each pair of them
    "dyads": """
    SELECT date_trunc('month', first)::DATE AS month, actor, recipient, type, modality, count(*) AS reports,
           count(DISTINCT r.article) AS articles, count(DISTINCT r.outlet) AS outlets, avg(goldstein) AS goldstein
    FROM (SELECT *, unnest(actor_codes) AS actor FROM reports) AS r, unnest(recipient_codes) AS others(recipient)
    WHERE actor <> recipient GROUP BY ALL""",
    "outlets": """
    SELECT outlet, language, count(*) AS articles, count(*) FILTER (reports > 0) AS telling, sum(reports)::BIGINT AS reports,
           min(published) AS first, max(published) AS last
    FROM articles GROUP BY ALL""",
}


class Answer(NamedTuple):
    """The names of an answer's columns, and its rows as they come."""

    columns: list[str]
    rows: Iterator[tuple[Any, ...]]


def query(folder: Path, shards: dict[str, Marker], sql: str) -> Answer:
    """The answer to one question. Raises BrokenQuestion, ArchiveError, MissingExtra."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("questions to an archive need the extra `archive` (duckdb)", fix="pip install 'sijill[archive]'") from error
    if not shards:
        raise ArchiveError("no shard is finished yet", fix="run the archive first: sijill archive status tells how far it is", file=str(folder))
    connection = duckdb.connect(config={"allow_unsigned_extensions": "false", "autoinstall_known_extensions": "false"})
    try:
        found = connection.extract_statements(sql)
        if len(found) != 1 or found[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
            raise BrokenQuestion("only one question at a time, and none that writes, can be asked", fix="begin it with SELECT, WITH, DESCRIBE or SUMMARIZE")
        _prepare(connection, folder, shards)
        asked = connection.execute(found[0])
        return Answer([name for name, *_ in asked.description or ()], _rows(asked, duckdb.Error))
    except duckdb.Error as error:
        raise _wrong(error) from error


def _prepare(connection: Any, folder: Path, shards: dict[str, Marker]) -> None:
    """The views, and nothing else within reach."""
    for table in TABLES:
        files = ", ".join(_quoted(str(place_of(folder, table, shard).resolve())) for shard in shards)
        connection.execute(f"CREATE VIEW {table} AS {VIEWS.get(table, 'SELECT * FROM read_parquet({files})').replace('{files}', f'[{files}]')}")
    for name, select in VIEWS.items():
        if name not in TABLES:
            connection.execute(f"CREATE VIEW {name} AS {select}")
    connection.execute(f"SET temp_directory = {_quoted(f'{gettempdir()}/sijill-query-{os.getpid()}')}")  # made and taken away by DuckDB, if it needs it
    connection.execute(f"SET allowed_directories = [{_quoted(f'{folder.resolve()}/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _rows(asked: Any, kind: type[Exception]) -> Iterator[tuple[Any, ...]]:
    try:
        while some := asked.fetchmany(_FETCHED):
            yield from some
    except kind as error:
        raise _wrong(error) from error


def _wrong(error: Exception) -> BrokenQuestion:
    return BrokenQuestion(str(error).strip(), fix="docs/archives.md has the views and their columns; DESCRIBE reports shows those of one")
