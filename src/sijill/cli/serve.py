"""`sijill serve`: the reading room, a ledger as pages in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from sijill.cli.asked import LEDGER, LEDGER_VARIABLE, told_here

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command()
@click.option("--ledger", "path", metavar="FILE|URL", envvar=LEDGER_VARIABLE, show_envvar=True, help=f"{LEDGER}.")
@click.option("--example", is_flag=True, help="The example that comes with sijill, in a ledger of its own that is thrown away at the end.")
@click.option("--port", type=click.IntRange(1, 65535), default=8420, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; any but this machine's own needs --behind-proxy.")
@click.option("--behind-proxy", "header", metavar="HEADER", help="Trust a proxy that says in this header who reads.")
@click.option("--public-name", "names", multiple=True, metavar="HOST", help="A name by which the proxy is reached; may be given again.")
@click.option("--reviewer", "name", metavar="NAME", help="Who judges here, where no proxy says so; a pseudonym will do.")
@click.option("--open-metrics", "metrics", is_flag=True, help="Answer /metrics to whoever reaches the port, for a Prometheus that has no token.")
def serve(path: str | None, example: bool, port: int, host: str, header: str | None, names: tuple[str, ...], name: str | None, metrics: bool) -> None:
    """Open a ledger in a browser.

    Prints an address with a token; whoever has it may read, nobody else.
    """
    from sijill.errors import ServeError

    if not path and not example or path and example and told_here("path"):
        raise click.UsageError("give either --ledger FILE or --example")
    if host not in _LOOPBACK and not header:
        raise ServeError(f"{host} can be reached from other machines", fix="leave --host out, or put a proxy before it: --behind-proxy HEADER")
    if header and not names:
        raise ServeError("the proxy's name is not told", fix="--public-name HOST, as in the address that readers type")
    with _example() if example else nullcontext(str(path)) as ledger:
        _run(ledger, port, host, header, names, name, metrics)


def _run(ledger: str, port: int, host: str, header: str | None, names: tuple[str, ...], name: str | None, metrics: bool) -> None:
    try:
        import uvicorn

        from sijill.web import create_app
        from sijill.web.safety import LOOPBACK, door
    except ModuleNotFoundError as error:
        from sijill.errors import ServeError

        raise ServeError(f"the reading room needs the extra `web` ({error.name})", fix="pip install 'sijill[web]'") from error
    way_in = door((*LOOPBACK, *names), header, name, metrics)
    app = create_app(ledger, way_in)
    address = f"https://{names[0]}/" if header else f"http://{f'[{host}]' if ':' in host else host}:{port}/?token={way_in.token}"
    click.echo(f"Open {address}\n(Ctrl+C ends it)")
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


@contextmanager
def _example() -> Iterator[str]:
    """The packaged coverage in a ledger of its own."""
    from sijill.cli.options import Options, readings
    from sijill.ledger import Ledger
    from sijill.packs import load_packs

    click.echo("Reading the example …", err=True)
    packs = load_packs()
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, TemporaryDirectory() as folder:
        path = Path(folder) / "example.sijill"
        with Ledger(path, packs) as ledger:
            ledger.add(readings([str(file)], Options(), packs))
        yield str(path)
