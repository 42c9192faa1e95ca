"""`sijill review`: what people judge, signed and dated; it wins over what is computed, and can be undone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from sijill.cli.asked import csv_table, json_lines, ledger_option, output_options
from sijill.ledger.rows import Corrected, Correction, Judgement, JudgementKind, Verdict

_F = TypeVar("_F", bound=Callable[..., Any])


@click.group()
def review() -> None:
    """Record signed judgements, and undo them."""


def signed(command: _F) -> _F:
    """Adds who judges, and on what."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="The judgement as a line of JSON."),
        click.option("--evidence", metavar="TEXT", help="What it rests on: a source, a link, a reason."),
        click.option("--by", required=True, metavar="NAME", help="Who judges."),
    ):
        command = option(command)
    return ledger_option(command)


@review.command()
@click.argument("promise")
@click.argument("word", metavar="VERDICT", type=click.Choice(["kept", "partly", "broken", "unverifiable"]))
@signed
def verdict(promise: str, word: Verdict, path: str, by: str, evidence: str | None, as_json: bool) -> None:
    """Say what became of a promise: kept, partly, broken or unverifiable. PROMISE is the id of its event."""
    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _print(ledger.judge("verdict", ledger.event(promise).reports, by, verdict=word, evidence=evidence), as_json)


def _pair(kind: JudgementKind, help: str) -> None:
    """A command that judges whether reports are of one event."""

    @click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
    @signed
    def command(ids: tuple[str, ...], path: str, by: str, evidence: str | None, as_json: bool) -> None:
        from sijill.ledger import Ledger

        if len(ids) < 2:
            raise click.UsageError("two ids or more are needed, of reports or of events")
        with Ledger(path, create=False) as ledger:
            events = [ledger.event(id) for id in ids]
            reports = [id if id in event.reports else event.reports[0] for id, event in zip(ids, events, strict=True)]
            if kind == "same" and len({event.block for event in events}) > 1:
                raise click.UsageError("these can never be one event: their acts or parties differ: " + ", ".join(sorted({e.block for e in events})))
            _print(ledger.judge(kind, reports, by, evidence=evidence), as_json)

    review.command(name=kind, help=help)(command)


_pair("same", "Say that reports are of one event. An ID is the key of a report, or the id of an event for its first report.")
_pair("not-same", "Say that reports are not of one event, every two of them.")
_pair("unsure", "Say that it cannot be told whether reports are of one event: they are not joined for their likeness.")


def _word(kind: JudgementKind, help: str) -> None:
    """A command that judges single reports."""

    @click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
    @signed
    def command(reports: tuple[str, ...], path: str, by: str, evidence: str | None, as_json: bool) -> None:
        from sijill.ledger import Ledger

        with Ledger(path, create=False) as ledger:
            _print(ledger.judge(kind, reports, by, evidence=evidence), as_json)

    review.command(name=kind, help=help)(command)


_word("accept", "Say that reports tell what their articles tell. A REPORT is the key of one.")
_word("reject", "Say that reports tell what their articles do not: they leave their events and all counts, and still stand in their articles, struck out.")


@review.command()
@click.argument("report")
@click.argument("name", type=click.Choice(get_args(Corrected)))
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@click.option("--words", metavar="TEXT", help="The words of the report's sentences that it stands on.")
@signed
def correct(report: str, name: Corrected, values: tuple[str, ...], words: str | None, path: str, by: str, evidence: str | None, as_json: bool) -> None:
    """Say what a value of a report should be, instead of all that was read; no VALUE says that the article does not tell it.

    REPORT is its key. A party is a code (CHN, UN, CHN/xi-jinping), a place a state's code, a time EDTF (2021-12-15), a duration ISO 8601 (PT90M, ~P2D for
    about), an ordinal as in `37 meeting since 2013`, a speaker narrator, unnamed, a party, or an outlet as in `medium CRI`.
    """
    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _print(ledger.correct(report, name, values, by, words=words, evidence=evidence), as_json)


@review.command()
@click.argument("judgement")
@signed
def undo(judgement: str, path: str, by: str, evidence: str | None, as_json: bool) -> None:
    """Undo a judgement, by its id; events become what they were without it."""
    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        _print(ledger.undo(judgement, by, evidence=evidence), as_json)


@review.command(name="list")
@click.option("--lost", is_flag=True, help="Only those that stand but have lost a report.")
@ledger_option
@output_options
def list_(lost: bool, path: str, to: str | None) -> None:
    """Print all judgements, the oldest first."""
    from sijill.ledger import Ledger
    from sijill.ledger.lines import JudgementLine

    with Ledger(path, create=False) as ledger:
        found = ledger.judgements(orphaned=lost)
    if to == "json":
        json_lines(JudgementLine(judgement=j) for j in found)
    elif to == "csv":
        csv_table(Judgement.__struct_fields__, ([_cell(getattr(j, name)) for name in Judgement.__struct_fields__] for j in found))
    else:
        for judgement in found:
            _print(judgement, False)


@review.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--text", is_flag=True, help="Also the articles' texts, as the articles of gold/ have them: mind whose they are.")
@click.option("--all", "every", is_flag=True, help="Also articles of which only some reports were judged.")
@ledger_option
def gold(folder: Path, text: bool, every: bool, path: str) -> None:
    """Write the articles that people looked through as gold: DIR/<language>/<key>.json, with the reports as people let them stand.

    Looked through is an article of which every report was accepted, corrected, added or rejected. Without --text a file holds codes, offsets and the hash
    of the text, for `quality/score.py --gold`; with it `sijill gate` reads DIR, if it is the folder gold/ of a repository.
    """
    from sijill import lessons
    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        found = lessons.gold(lessons.looked(ledger), text=text, every=every)
    lessons.save(found, folder)
    count = len(found.articles)
    click.echo(f"{count} article{'' if count == 1 else 's'} written to {folder}", err=True)
    for why, count in sorted(found.left_out.items()):
        click.echo(f"{count} left out: {why}", err=True)


@review.command()
@ledger_option
def suggest(path: str) -> None:
    """Print candidates for the language packs, in TOML.

    What was missed gives a new entry, or a `yes` sentence of the one that has its words; what was corrected a `yes` sentence, what was rejected a `no`.
    """
    from sijill import lessons
    from sijill.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        click.echo(lessons.suggestions(lessons.looked(ledger), ledger.packs), nl=False)


def _cell(value: object) -> object:
    return f"{value.name}: {'; '.join(value.values)}" if isinstance(value, Correction) else value


def _print(judgement: Judgement, as_json: bool) -> None:
    from sijill.cli.show import Line, printable, show
    from sijill.ledger.lines import JudgementLine

    if as_json:
        json_lines([JudgementLine(judgement=judgement)])
        return
    what = f"undoes {judgement.undoes}" if judgement.undoes else f"{judgement.kind} {judgement.verdict}" if judgement.verdict else judgement.kind
    if judgement.correction:
        what = f"{what} {judgement.correction.name} to {'; '.join(judgement.correction.values) or 'nothing told'}"
    lines = [Line(f"{judgement.id}  {printable(what)}: {' '.join(judgement.reports)}"), Line(printable(f"{judgement.by}, {judgement.at}"), 4, "dim")]
    show([*lines, *([Line(printable(judgement.evidence), 4, "quote")] if judgement.evidence else [])])
