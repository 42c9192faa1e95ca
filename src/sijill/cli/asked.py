"""What the verbs that ask a ledger share: their options, and lines of JSON or a flat table instead of words."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

import click
import msgspec
from click.core import ParameterSource

LEDGER = "The ledger: a file, or postgresql://USER@HOST/DATABASE"
LEDGER_VARIABLE = "SIJILL_LEDGER"  # what the processes of a machine list holds no password then
_F = TypeVar("_F", bound=Callable[..., Any])


def ledger_option(command: _F) -> _F:
    """Adds the option that names the ledger."""
    return _ledger(f"{LEDGER}.")(command)


def made_ledger_option(command: _F) -> _F:
    """Adds the option that names a ledger which may not be there yet."""
    return _ledger(f"{LEDGER}; made if it is not there.")(command)


def _ledger(words: str) -> Callable[[_F], _F]:
    return click.option("--ledger", "path", required=True, metavar="FILE|URL", envvar=LEDGER_VARIABLE, show_envvar=True, help=words)


def told_here(name: str) -> bool:
    """Whether an option was given on the command line itself."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def output_options(command: _F) -> _F:
    """Adds `--json` and `--csv`, as `to`."""
    for option in (
        click.option("--csv", "to", flag_value="csv", help="A flat table."),
        click.option("--json", "to", flag_value="json", help="One object a line, as JSON."),
    ):
        command = option(command)
    return command


def find_options(command: _F) -> _F:
    """Adds what narrows a search: the fields of a Query beside its words."""
    for option in reversed((
        click.option("--party", "parties", multiple=True, metavar="CODE", help="Of this party: CHN, UN, CHN/xi-jinping. Given twice, of both."),
        click.option("--act", metavar="ACT", help="Of this act, such as meeting."),
        click.option("--type", metavar="TYPE", help="Of this PLOVER type, such as CONSULT."),
        click.option("--modality", metavar="MODALITY", help="Told so: actual, planned, possible, urged, denied, cancelled."),
        click.option("--speaker", metavar="WHO", help="Vouched for by this speaker: a code, a name, narrator."),
        click.option("--since", metavar="DATE", help="From this day, month or year."),
        click.option("--until", metavar="DATE", help="Up to this day, month or year."),
        click.option("--publisher", metavar="NAME", help="Told by this outlet."),
        click.option("--language", metavar="CODE", help="Told in this language."),
        click.option("--anywhere", is_flag=True, help="The words may stand anywhere in the article, not only where it tells of the event."),
    )):
        command = option(command)
    return command


def on_option(command: _F) -> _F:
    """Adds the day on which to look at the ledger."""
    return click.option("--on", metavar="DATE", callback=_day, help="The state on this day, by what was published until then; else today.")(command)


def json_lines(records: Iterable[object]) -> None:
    """Print each as a line of JSON."""
    for record in records:
        click.echo(msgspec.json.encode(record))


def csv_table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; several values of a cell are parted by `; `."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([names, *([_cell(value) for value in row] for row in rows)])
    click.echo(out.getvalue(), nl=False)


def _cell(value: object) -> object:
    return "; ".join(str(part) for part in value) if isinstance(value, tuple | list) else value


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day, such as 2022-02-01") from error
