"""`sijill gate`: how well the reader reads the repository's annotated articles, held against what it must reach."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sijill.cli.show import Line
    from sijill.quality.against import Change
    from sijill.quality.floors import Fall, Floors
    from sijill.quality.gold import Annotated
    from sijill.quality.measures import Reply, Scores, Value


@click.command()
@click.option("--root", default=".", type=click.Path(path_type=Path, file_okay=False), help="The repository; else the current folder.")
@click.option("--acts", is_flag=True, help="Also the scores of each act.")
@click.option("--raise", "lift", is_flag=True, help="Raise the floors to what is reached, and write them.")
@click.option("--allow-regression", "why", metavar="WHY", help="Lower the floors of what fell, and say why in CHANGELOG.md.")
@click.option("--against", "revision", metavar="REV", help="Also list which reports appear, vanish or change against a git revision.")
@click.option("--json", "as_json", is_flag=True, help="One object, as JSON.")
def gate(root: Path, acts: bool, lift: bool, why: str | None, revision: str | None, as_json: bool) -> None:
    """Score the reader on the articles of gold/ and compare with quality/floors.toml; exit status 1 if a value falls below its floor.

    Beside each value stand the middle 95 % of resamples by article, n, and what always saying the commonest would reach. docs/quality.md explains
    the measures.
    """
    from sijill.quality import floors as f
    from sijill.quality.gold import annotated, scorer
    from sijill.quality.measures import replies_to, scored

    if why is not None and not why.strip():
        raise click.BadParameter("say why", param_hint="--allow-regression")
    articles, score, floors = annotated(root), scorer(root), f.load(root)
    replies = replies_to(articles)
    scores = {language: scored(language, articles, replies, score) for language in sorted({a.gold["lang"] for a in articles})}
    found = f.falls(floors, scores)
    if why and found:
        f.note(root, found, why)
        floors, found = f.lowered(floors, found), []
        f.save(root, floors)
    if lift:
        floors = f.raised(floors, scores)
        f.save(root, floors)
    changed = list(_changes(revision, root, articles, replies, score)) if revision else []
    if as_json:
        click.echo(json.dumps(_object(scores, floors, found, changed if revision else None), ensure_ascii=False, indent=1))
    else:
        from sijill.cli.show import show

        show(_lines(scores, floors, found, acts))
        show(_change_lines(changed) if revision else [])
    sys.exit(1 if found else 0)


def _changes(revision: str, root: Path, articles: "list[Annotated]", replies: "dict[str, Reply]", score: Any) -> "Iterator[Change]":
    from sijill.quality.against import changes, replies_of

    return changes(articles, replies_of(revision, root, articles), replies, score)


def _object(scores: "dict[str, Scores]", floors: "Floors", found: "list[Fall]", changed: "list[Change] | None") -> dict[str, Any]:
    languages = {}
    for language, told in scores.items():
        rows = {name: value._asdict() | {"floor": floors.get(language, {}).get(name)} for name, value in told.measures.items()}
        acts = {act: row._asdict() for act, row in told.acts.items()}
        languages[language] = {"articles": told.articles, "events": told.events, "measures": rows, "acts": acts}
    result: dict[str, Any] = {"languages": languages, "falls": [fall._asdict() for fall in found]}
    if changed is not None:
        result["changes"] = [{key.rstrip("_"): value for key, value in change._asdict().items()} for change in changed]
    return result


def _lines(scores: "dict[str, Scores]", floors: "Floors", found: "list[Fall]", acts: bool) -> "Iterator[Line]":
    from sijill.cli.show import Line

    for language, told in scores.items():
        yield Line(f"{language}: {told.articles} articles, {told.events} events", 0, "article")
        yield Line(f"{'measure':<22}{'value':>7}  {'95 %':<13}{'n':>5}{'baseline':>10}{'floor':>7}", 2, "dim")
        for name, value in told.measures.items():
            yield Line(_row(name, value, floors.get(language, {}).get(name)), 2)
        if acts:
            columns = ("gold", "found", "act", "who", "strict", "told", "baseline")
            yield Line(f"{'act':<22}" + "".join(f"{column:>9}" for column in columns), 2, "dim")
            yield from (Line(f"{act:<22}" + "".join(f"{n:>9}" for n in row), 2) for act, row in told.acts.items())
        yield Line("")
    yield from (Line(str(fall), 0, "head") for fall in found)
    yield Line("a value fell" if found else "nothing is below its floor", 0, "dim")


def _row(name: str, value: "Value", floor: float | None) -> str:
    middle = f"{_number(value.low)}-{_number(value.high)}" if value.low is not None else ""
    return f"{name:<22}{_number(value.value):>7}  {middle:<13}{value.n:>5}{_number(value.baseline):>10}{_number(floor):>7}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _change_lines(changed: "list[Change]") -> "Iterator[Line]":
    from sijill.cli.show import Line, printable

    for change in changed:
        yield Line(f"{change.article}: {change.kind}: {change.act}: {change.parties}" + (" (as in the gold)" if change.gold else ""), 0, "head")
        yield from (Line(f"{key}: {was or 'none'} → {change.is_[key] or 'none'}", 4) for key, was in change.was.items())
        yield Line(printable(change.sentence), 4, "quote")
    kinds = {"appears": "appear", "vanishes": "vanish", "changes": "change"}
    yield Line(", ".join(f"{sum(c.kind == kind for c in changed)} {words}" for kind, words in kinds.items()), 0, "dim")
