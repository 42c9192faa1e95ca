"""The application: every page with its JSON twin, the static files, errors as pages."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from sijill.errors import BadValue, CostlyQuestion, SijillError, UnknownId
from sijill.packs import Packs
from sijill.version import __version__
from sijill.web.changes import add_changes
from sijill.web.charts import CHARTS, svg
from sijill.web.downloads import add_downloads
from sijill.web.event_charts import EVENT_CHARTS
from sijill.web.health import add_health
from sijill.web.metrics import add_metrics
from sijill.web.pages import PAGES, Page
from sijill.web.pages.event import EventTold, event
from sijill.web.pages.relation import RelationTold, relation
from sijill.web.render import Renderer
from sijill.web.room import Asked, Room
from sijill.web.safety import Door, Guard
from sijill.web.twin import glosses, twin

_STATUS: dict[type[SijillError], int] = {UnknownId: 404, BadValue: 422, CostlyQuestion: 503}


def create_app(path: str | Path, door: Door, packs: Packs | None = None) -> FastAPI:
    """The reading room of the ledger at `path`, a file or a URL; `door` says who may come in. Raises LedgerError."""
    room = Room(path, packs)
    renderer = Renderer(room.packs, door)
    app = FastAPI(title="sijill", version=__version__, openapi_url="/api", docs_url=None, redoc_url=None, lifespan=_open)
    app.state.room = room
    app.add_middleware(Guard, door=door)
    app.mount("/static", StaticFiles(directory=str(files("sijill.web").joinpath("static"))), name="static")
    for page in PAGES:
        _add(app, page, renderer)
    _places(app)
    _charts(app, renderer)
    add_changes(app, door)
    add_downloads(app)
    add_health(app)
    _errors(app, renderer)
    add_metrics(app, room)
    return app


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    """While the room is served; the last to let go of a ledger clears the files beside it away."""
    yield
    app.state.room.ledger.close()


def _add(app: FastAPI, page: Page, renderer: Renderer) -> None:
    Told = Annotated[Any, Depends(page.ask)]

    def as_json(request: Request, told: Told) -> Response:
        language = renderer.language(request)
        headers = {"Content-Language": language.code, "Vary": "Cookie, Accept-Language"}
        return Response(twin(told, glosses(language)), headers=headers, media_type="application/json")

    def html(request: Request, told: Told) -> Response:
        return renderer.page(request, page.template, told)

    # the twin first: an id would take its ending for a part of itself
    app.get(page.twin, name=f"{page.name}.json", operation_id=page.name, summary=page.ask.__doc__)(as_json)
    app.get(page.address, name=page.name, include_in_schema=False)(html)


def _places(app: FastAPI) -> None:
    """Where a report stands in its article, also one that stands in no event."""

    @app.get("/report/{key}", include_in_schema=False)
    def report(room: Asked, key: str) -> Response:
        return RedirectResponse(f"/article/{room.ledger.article_of(key)}#r-{key}", 303)


def _charts(app: FastAPI, renderer: Renderer) -> None:
    """The charts of a relation and of an event, drawn and as specifications."""

    def of_relation(request: Request, chart: Literal["timeline", "weights", "contacts"], told: Annotated[RelationTold, Depends(relation)]) -> dict[str, Any]:
        return CHARTS[chart](told, renderer.language(request))

    def of_event(request: Request, chart: Literal["reporters", "tellings"], told: Annotated[EventTold, Depends(event)]) -> dict[str, Any]:
        return EVENT_CHARTS[chart](told, renderer.language(request))

    _chart(app, "/relation/{one}/{other}", of_relation, "relation chart")
    _chart(app, "/event/{id}", of_event, "event chart")


def _chart(app: FastAPI, base: str, spec: Callable[..., dict[str, Any]], name: str) -> None:
    Made = Annotated[dict[str, Any], Depends(spec)]

    def drawn(made: Made) -> Response:
        return Response(svg(made), media_type="image/svg+xml")

    def taken(made: Made) -> Response:
        return Response(msgspec.json.encode(made), media_type="application/json")

    app.get(base + "/{chart}.svg", include_in_schema=False)(drawn)
    app.get(base + "/{chart}.vl.json", name=name, operation_id=name.replace(" ", "_"))(taken)


def _errors(app: FastAPI, renderer: Renderer) -> None:
    @app.exception_handler(SijillError)
    async def _ours(request: Request, error: SijillError) -> Response:
        status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)
        return _said(request, status, error.code, error.message, error.fix)

    @app.exception_handler(HTTPException)
    async def _theirs(request: Request, error: HTTPException) -> Response:
        return _said(request, error.status_code, "http", str(error.detail), "")

    def _said(request: Request, status: int, code: str, message: str, fix: str) -> Response:
        if request.url.path.endswith(".json"):
            failure = {"error": {"code": code, "message": message, "fix": fix}}
            return Response(msgspec.json.encode(failure), status, media_type="application/json")
        return renderer.error(request, status, code, message, fix)
