"""What the verbs that fetch share: how they behave on the network."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from sijill.errors import MissingExtra

if TYPE_CHECKING:
    from sijill.sources.net import Fetcher

_DELAY = 1.0  # seconds
_F = TypeVar("_F", bound=Callable[..., Any])


class Network(NamedTuple):
    """How to fetch: whom a site may ask, whether private addresses and the environment's proxies are allowed, the pause between two requests to a host."""

    contact: str | None = None
    private: bool = False
    proxy: bool = False
    delay: float | None = None


def network_options(command: _F) -> _F:
    """Adds the options of `Network`."""
    for option in (
        click.option("--delay", type=click.FloatRange(0), metavar="S", help="The least pause between two requests to one host."),
        click.option("--proxy", is_flag=True, help="Use the proxies of the environment (HTTPS_PROXY …); which addresses are reached is then theirs to guard."),
        click.option("--allow-private", "private", is_flag=True, help="Fetch from addresses that are not of the public network: your own server's."),
        click.option("--contact", metavar="WHO", help="An address or page that sites may turn to; sent with each request."),
    ):
        command = option(command)
    return command


def network_of(options: dict[str, Any]) -> Network:
    """The values of those options, taken out of a command's."""
    return Network(**{name: options.pop(name) for name in Network._fields})


def fetcher_of(network: Network) -> "Fetcher":
    """What fetches so. Raises MissingExtra."""
    try:
        from sijill.sources.net import Fetcher
    except ImportError as error:
        raise MissingExtra("addresses need the extra `fetch`", fix="pip install 'sijill[fetch]'") from error
    return Fetcher(contact=network.contact, private=network.private, proxy=network.proxy, delay=_DELAY if network.delay is None else network.delay)
