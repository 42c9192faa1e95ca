"""The index of words, which alone differs between SQLite (FTS5) and PostgreSQL (tsvector with GIN): what goes in, and what meets a search.

What is put in are forms, each once, as `words` makes them; neither database's own idea of a language is asked.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Dialect, Select, Text, TypeDecorator, bindparam, column, literal_column, select, table, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from sijill.ledger.postgres import copy_in

Index = Literal["article_words", "report_words"]
Asked = tuple[tuple[str, ...], ...]  # any form of each of these; one that ends in `*` is the beginning of a word
_LONGEST, _MOST = 2046, 1_000_000  # bytes of a form, and of all forms of a text, that a tsvector takes


def put(connection: Connection, index: Index, rows: Sequence[tuple[int, str]]) -> None:
    """Put the forms of the words of rows into an index, each row by its key."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        copy_in(connection, index, ("rowid", "words"), ((pk, _vector(words)) for pk, words in rows))
    else:
        connection.execute(text(f"INSERT INTO {index} (rowid, words) VALUES (:pk, :words)"), [{"pk": pk, "words": words} for pk, words in rows])


def rows_with(index: Index, asked: Asked) -> Select[Any]:
    """The keys of the rows that have a form of each, the last added first."""
    here = table(index, column("rowid"))
    return select(here.c.rowid).where(_meets_asked(index, asked)).order_by(here.c.rowid.desc())


def holding(index: Index, key: ColumnElement[int], asked: Asked) -> ColumnElement[bool]:
    """Whether the row of a key has a form of each: for keys that are gone through one by one."""
    here = table(index, column("rowid"))
    return select(literal_column("1")).select_from(here).where(_meets_asked(index, asked), here.c.rowid == key).exists()


def _meets_asked(index: Index, asked: Asked) -> "_Meets":
    return _Meets(literal_column(index), bindparam(None, asked, _Search()))


class _Search(TypeDecorator[Any]):
    """What is asked, in the language of the index."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Asked | None, dialect: Dialect) -> str:
        quoted, either, both, nowhere = (_lexeme, " | ", " & ", "") if dialect.name == "postgresql" else (_phrase, " OR ", " AND ", '""')
        parts = ["(" + either.join(map(quoted, forms)) + ")" for forms in value or () if forms]
        return both.join(parts) if len(parts) == len(value or ()) else nowhere


class _Meets(FunctionElement[Any]):  # of no type: as a boolean it would be compared with 1, which FTS5 does not take
    name = "meets"
    inherit_cache = True


@compiles(_Meets, "sqlite")
def _match(element: _Meets, compiler: SQLCompiler, **how: Any) -> str:
    index, asked = element.clauses
    return f"{compiler.process(index, **how)} MATCH {compiler.process(asked, **how)}"


@compiles(_Meets, "postgresql")
def _meets(element: _Meets, compiler: SQLCompiler, **how: Any) -> str:
    index, asked = element.clauses
    return f"{compiler.process(index, **how)}.words @@ CAST({compiler.process(asked, **how)} AS tsquery)"


def _phrase(form: str) -> str:
    return f'"{form.removesuffix("*")}"*' if form.endswith("*") else f'"{form}"'


def _lexeme(form: str) -> str:
    return f"{_quoted(form.removesuffix('*'))}:*" if form.endswith("*") else _quoted(form)


def _vector(words: str) -> str:
    """Forms as a tsvector; what does not fit (a form of 2 kB, a text of more than a megabyte of forms) is left out."""
    return " ".join(_fitting(words.split()))


def _fitting(forms: Sequence[str]) -> Iterator[str]:
    left = _MOST
    for form in forms:
        size = len(form.encode())
        if size <= _LONGEST and (left := left - size) > 0:
            yield _quoted(form)


def _quoted(form: str) -> str:
    return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"
