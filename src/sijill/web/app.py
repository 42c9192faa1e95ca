"""The application: every page with its JSON twin, the static files, errors as pages."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Depends, FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from sijill.errors import CostlyQuestion, SijillError, UnknownId
from sijill.packs import Packs
from sijill.version import __version__
from sijill.web.changes import add_changes
from sijill.web.charts import CHARTS, svg
from sijill.web.downloads import add_downloads
from sijill.web.pages import PAGES, Page
from sijill.web.pages.relation import RelationTold, relation
from sijill.web.render import Renderer
from sijill.web.room import Room
from sijill.web.safety import Door, Guard

_STATUS: dict[type[SijillError], int] = {UnknownId: 404, CostlyQuestion: 503}


def create_app(path: str | Path, door: Door, packs: Packs | None = None) -> FastAPI:
    """The reading room of the ledger at `path`, a file or a URL; `door` says who may come in. Raises LedgerError."""
    room = Room(path, packs)
    renderer = Renderer(room.packs, door)
    app = FastAPI(title="sijill", version=__version__, openapi_url="/api", docs_url=None, redoc_url=None)
    app.state.room = room
    app.add_middleware(Guard, door=door)
    app.mount("/static", StaticFiles(directory=str(files("sijill.web").joinpath("static"))), name="static")
    for page in PAGES:
        _add(app, page, renderer)
    _charts(app, renderer)
    add_changes(app, door)
    add_downloads(app)
    _errors(app, renderer)
    return app


def _add(app: FastAPI, page: Page, renderer: Renderer) -> None:
    Told = Annotated[Any, Depends(page.ask)]

    def twin(told: Told) -> Response:
        return Response(msgspec.json.encode(told), media_type="application/json")

    def html(request: Request, told: Told) -> Response:
        return renderer.page(request, page.template, told)

    # the twin first: an id would take its ending for a part of itself
    app.get(page.twin, name=f"{page.name}.json", operation_id=page.name, summary=page.ask.__doc__)(twin)
    app.get(page.address, name=page.name, include_in_schema=False)(html)


def _charts(app: FastAPI, renderer: Renderer) -> None:
    """The charts of a relation, drawn and as specifications."""

    def spec(request: Request, chart: Literal["weights", "contacts"], told: Annotated[RelationTold, Depends(relation)]) -> dict[str, Any]:
        return CHARTS[chart](told, renderer.language(request).catalogue.gettext)

    @app.get("/relation/{one}/{other}/{chart}.svg", include_in_schema=False)
    def drawn(made: Annotated[dict[str, Any], Depends(spec)]) -> Response:
        return Response(svg(made), media_type="image/svg+xml")

    @app.get("/relation/{one}/{other}/{chart}.vl.json", name="relation chart", operation_id="chart")
    def taken(made: Annotated[dict[str, Any], Depends(spec)]) -> Response:
        return Response(msgspec.json.encode(made), media_type="application/json")


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
