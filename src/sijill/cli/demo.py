"""`sijill demo`: the packaged examples, read and printed."""

from importlib.resources import as_file, files

import click


@click.command()
def demo() -> None:
    """Read the packaged examples: one meeting as several outlets tell it."""
    from sijill.cli.options import Options, readings
    from sijill.cli.read import complain
    from sijill.cli.show import show, told
    from sijill.packs import load_packs
    from sijill.records import FailureLine

    with as_file(files("sijill.examples").joinpath("articles")) as folder:
        for result in readings([str(path) for path in sorted(folder.glob("*.txt"))], Options(), load_packs()):
            if isinstance(result, FailureLine):
                complain(result)
            else:
                show(told(result))
    click.echo("Next: sijill read YOUR-ARTICLE.txt · sijill why YOUR-ARTICLE.txt ID · sijill --help")
