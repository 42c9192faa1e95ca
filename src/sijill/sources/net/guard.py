"""Connections that reach only the public network: a name is looked up once, the address is judged, and that very address is connected to.

What a name answers on a second look-up has no effect, and a redirect is a new connection, judged again. One deadline holds for all that a request
does on its connection, so that a server which drips bytes keeps nobody.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from sijill.errors import ForbiddenAddress

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, also by what is hidden in it (IPv4 within IPv6)."""
    found: _Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found.sixtofour is not None or found.teredo is not None or found in _NAT64:
            return False
    return found.is_global and not found.is_multicast


class Guard(httpcore2.NetworkBackend):
    """Opens connections to public addresses; to all if `private`. `begin` sets the deadline of the calling thread's next request."""

    def __init__(self, private: bool = False) -> None:
        self._private, self._inner, self._own = private, httpcore2.SyncBackend(), threading.local()

    def begin(self, seconds: float) -> None:
        """A request begins, and may take so long."""
        self._own.deadline = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """What is left of the time, no more than `timeout`. Raises ReadTimeout when it is over."""
        rest: float = getattr(self._own, "deadline", float("inf")) - time.monotonic()
        if rest <= 0:
            raise httpcore2.ReadTimeout("the time for this request is over")
        return min(rest, timeout if timeout is not None else rest)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of `host` that answers. Raises ForbiddenAddress, ConnectError."""
        failed: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                return _Timed(self._inner.connect_tcp(address, port, self.left(timeout), local_address, socket_options), self)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> httpcore2.NetworkStream:
        """Never: what listens there is of this machine."""
        raise ForbiddenAddress("a socket of this machine", fix="give an address of the network")

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host}: {getattr(error, 'strerror', None) or error}") from error
        private = next((address for address in found if not is_public(address)), None)
        if private and not self._private:
            which = f"{host} is not" if host == private else f"{host} is {private}, which is not"
            raise ForbiddenAddress(f"{which} of the public network", fix="for a server of your own say --allow-private")
        return list(dict.fromkeys(found))


class _Timed(httpcore2.NetworkStream):
    """A stream whose every step is held to the deadline of its guard."""

    def __init__(self, inner: httpcore2.NetworkStream, guard: Guard) -> None:
        self._inner, self._guard = inner, guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore2.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._guard.left(timeout)), self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
