"""`sijill demo`: the packaged examples, read and printed; then a ledger of their neighbours, asked what it knows."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from sijill.packs import Packs, load_packs

_ON = date(2022, 12, 31)  # after all of the coverage


@click.command()
def demo() -> None:
    """Read the packaged examples: one meeting as several outlets tell it, and what a ledger makes of its coverage."""
    from sijill.cli.options import Options, readings
    from sijill.cli.read import complain
    from sijill.cli.show import show, told
    from sijill.records import FailureLine

    packs = load_packs()
    with as_file(files("sijill.examples").joinpath("articles")) as folder:
        for result in readings([str(path) for path in sorted(folder.glob("*.txt"))], Options(), packs):
            if isinstance(result, FailureLine):
                complain(result)
            else:
                show(told(result))
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, TemporaryDirectory() as folder_of_ledger:
        _ledger(file, Path(folder_of_ledger) / "demo.sijill", packs)
    click.echo("Next: sijill add YOUR-ARTICLES --ledger FILE · sijill timeline CHN RUS --ledger FILE · sijill --help")
    click.echo("The same in a browser: sijill serve --example (with the extra web: pip install 'sijill[web]')")


def _ledger(file: Path, path: Path, packs: Packs) -> None:
    """The coverage in a ledger: the event that most reports tell, what was promised, and what does not add up."""
    from sijill.cli.events import disputed, finding, promise
    from sijill.cli.options import Options, readings
    from sijill.cli.show import Line, show
    from sijill.ledger import Ledger
    from sijill.records import FailureLine

    with Ledger(path, packs) as ledger:
        items = list(readings([str(file)], Options(), packs))
        left_out = sum(isinstance(item, FailureLine) for item in items)
        added = ledger.add(item for item in items if not isinstance(item, FailureLine))
        events = ledger.events("CHN", "RUS")
        event = max(events, key=lambda e: (e.counts.reports, e.id))

        def lines() -> Iterator[Line]:
            yield Line(f"A ledger: {len(added)} articles, {sum(a.reports for a in added)} reports, {len(events)} events", 0, "article")
            if left_out:
                yield Line(f"({left_out} articles left out, in languages whose extras are missing: pip install 'sijill[zh,ru]')", 0)
            yield from (Line(""), *disputed(event), Line(""))
            yield Line(f"What was announced, as it stood on {_ON}", 0, "article")
            for row in ledger.due(_ON):
                yield from (Line(""), *promise(row))
            yield from (Line(""), Line("What does not add up", 0, "article"))
            for found in ledger.audit(_ON):
                yield from (Line(""), *finding(found))
            yield Line("")

        show(lines())
