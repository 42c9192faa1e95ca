"""Numbers for Prometheus: how the ledger is when they are asked for, and how the room has answered since it was opened."""

import time
from collections.abc import Iterator
from datetime import datetime

from fastapi import FastAPI, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sijill.errors import SijillError
from sijill.web.room import PATIENCE, Room

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, PATIENCE, 10.0, 60.0)  # seconds; an export may take sixty
_OTHER = "other"  # what is no page: strangers, unknown addresses


def add_metrics(app: FastAPI, room: Room) -> None:
    """The address `/metrics`, and around all others what counts them. Add it last: refused requests count too."""
    registry = CollectorRegistry()  # of this room alone: a process may open several
    registry.register(_Ledger(room))
    app.add_middleware(_Counted, registry=registry)

    @app.get("/metrics", operation_id="metrics", summary="Numbers in Prometheus' text format.")
    def metrics() -> Response:
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


class _Ledger(Collector):
    """What the ledger holds, asked at each scrape. A ledger that does not answer is not ready, and takes no other number with it."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: the ledger need not be asked before the first scrape."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            totals, vitals = self.room.ledger.totals(), self.room.ledger.vitals()
        except SijillError:
            yield GaugeMetricFamily("sijill_ready", "Whether the ledger answers.", 0)
            return
        yield GaugeMetricFamily("sijill_ready", "Whether the ledger answers.", 1)
        yield GaugeMetricFamily("sijill_articles", "Articles in the ledger.", totals.articles)
        yield GaugeMetricFamily("sijill_reports", "Reports that stand in events.", totals.reports)
        yield GaugeMetricFamily("sijill_events", "Events in the ledger.", totals.events)
        yield GaugeMetricFamily("sijill_failures", "Articles and records that could not be read.", vitals.failures)
        yield GaugeMetricFamily("sijill_stale", "Reports whose events wait to be computed.", vitals.stale)
        if vitals.last_added:
            added = datetime.fromisoformat(vitals.last_added).timestamp()
            yield GaugeMetricFamily("sijill_last_added_seconds", "When an article came in last, in Unix time.", added)


class _Counted:
    """Counts requests and how long they took, by the template of their page: addresses hold what people search for."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self.app = app
        self.requests = Counter("sijill_requests", "Requests answered.", ("page", "status"), registry=registry)
        self.seconds = Histogram("sijill_request_seconds", "Seconds until the answer was sent.", ("page",), registry=registry, buckets=_BUCKETS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, begun = 500, time.perf_counter()  # 500 where no answer begins: the server then sends one

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            page = _page(scope)
            self.requests.labels(page, str(status)).inc()
            self.seconds.labels(page).observe(time.perf_counter() - begun)


def _page(scope: Scope) -> str:
    """The template of the route that answered, as the router noted it; for static files, where they are mounted."""
    return getattr(scope.get("route"), "path", None) or scope.get("root_path") or _OTHER
