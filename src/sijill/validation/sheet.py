"""The coding sheet: what was drawn, as a table that people fill in, and what they filled in."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sijill.errors import SheetError
from sijill.ledger import Drawn
from sijill.records import Party, Record

COLUMNS = (
    "id", "kind", "stratum", "stratum_size", "weight", "language", "outlet", "year", "act", "modality", "actors", "recipients", "words", "headline",
    "url", "right", "modality_right", "missed", "missed_acts", "note",
)  # fmt: skip
_YES, _NO = {"y", "yes", "1", "true"}, {"n", "no", "0", "false"}
_LONGEST = 30_000  # characters of a cell; spreadsheets hold some 32,000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Coded(Record, frozen=True, kw_only=True):
    """A row as a person coded it; `size` is its stratum's. `right` and `modality_right` are None where nothing was filled in."""

    id: str
    kind: str
    stratum: str
    size: int
    language: str
    outlet: str | None
    year: str | None
    act: str
    right: bool | None
    modality_right: bool | None
    missed: int
    missed_acts: tuple[str, ...]
    answered: bool


def write(rows: Iterable[tuple[Drawn, str, int, int]], file: TextIO) -> int:
    """Write what was drawn with its stratum, the stratum's size and how many of it were drawn; how many rows there are."""
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(COLUMNS)
    count = 0
    for drawn, stratum, size, of in rows:
        table.writerow([_safe(value) for value in _row(drawn, stratum, size, of)])
        count += 1
    return count


def _row(drawn: Drawn, stratum: str, size: int, of: int) -> tuple[Any, ...]:
    report = drawn.report
    words = report.evidence.exact if report else drawn.dropped.evidence.exact if drawn.dropped else drawn.text or ""
    told = (report.act, report.modality.value, _parties(report.actors), _parties(report.recipients)) if report else ("", "", "", "")
    return (
        f"{drawn.kind}-{drawn.key}", drawn.kind, stratum, size, f"{size / of:.6g}", drawn.language, drawn.outlet, (drawn.published or "")[:4],
        *told, words[:_LONGEST], drawn.title, drawn.url, "", "", "", "", "",
    )  # fmt: skip


def _parties(parties: tuple[Party, ...]) -> str:
    return "; ".join(party.id or party.name for party in parties)


def _safe(value: Any) -> Any:
    """A page's words never begin a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def read(path: Path) -> list[Coded]:
    """What was coded. Raises SheetError, which names the line and the column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, delimiter=_delimiter(file))
            if missing := [name for name in COLUMNS if name not in (table.fieldnames or ()) and name not in ("note", "weight", "words", "headline", "url")]:
                raise SheetError(f"it has no column {missing[0]!r}", fix="keep the columns that `sijill sample` wrote", file=str(path))
            rows = list(_coded(table, path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SheetError(f"it cannot be read: {error}", fix="give the coded sheet as CSV in UTF-8", file=str(path)) from error
    if twice := [id for id, count in Counter(row.id for row in rows).items() if count > 1]:
        raise SheetError(f"two rows are {twice[0]!r}", fix="keep one of them", file=str(path))
    return rows


def _delimiter(file: TextIO) -> str:
    """Spreadsheets of many countries write semicolons."""
    head = file.readline()
    file.seek(0)
    return ";" if head.count(";") > head.count(",") else ","


def _coded(table: "csv.DictReader[str]", path: Path) -> Iterator[Coded]:
    for row in table:
        line = table.line_num
        report = row["kind"] == "report"
        if row["kind"] not in ("report", "dropped", "article"):
            raise SheetError(f"{row['kind']!r} is no kind", fix="leave the columns before `right` as they were", file=str(path), line=line)
        right, modality = (_answer(row[name], name, path, line) for name in ("right", "modality_right"))
        missed = _number(row["missed"], "missed", path, line) if (row["missed"] or "").strip() else 0
        acts = tuple(act for part in (row["missed_acts"] or "").split(";") if (act := part.strip()))
        if report and (missed or acts) or not report and right is not None:
            column = "missed" if report else "right"
            raise SheetError(f"`{column}` is not for a row of kind {row['kind']!r}", fix="leave it empty", file=str(path), line=line)
        if acts and len(acts) != missed:
            raise SheetError(f"{missed} missed, but {len(acts)} acts", fix="name each missed act, parted by `;`, or none", file=str(path), line=line)
        yield Coded(
            id=row["id"], kind=row["kind"], stratum=row["stratum"], size=_number(row["stratum_size"], "stratum_size", path, line), language=row["language"],
            outlet=row["outlet"] or None, year=row["year"] or None, act=row["act"], right=right, modality_right=modality, missed=missed, missed_acts=acts,
            answered=right is not None if report else bool((row["missed"] or "").strip()),
        )  # fmt: skip


def _answer(value: str | None, column: str, path: Path, line: int) -> bool | None:
    word = (value or "").strip().lower()
    if word and word not in _YES | _NO:
        raise SheetError(f"{value!r} in `{column}` is no answer", fix="write yes or no, or leave it empty", file=str(path), line=line)
    return word in _YES if word else None


def _number(value: str, column: str, path: Path, line: int) -> int:
    if not value.strip().isdecimal():
        raise SheetError(f"{value!r} in `{column}` is no number", fix="write 0, 1, 2 …", file=str(path), line=line)
    return int(value)
