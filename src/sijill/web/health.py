"""Whether the room can answer, for load balancers and probes: open to all, so it says nothing of what the ledger holds."""

import msgspec
from anyio import CapacityLimiter, fail_after, to_thread
from fastapi import FastAPI, Request, Response

from sijill.errors import SijillError
from sijill.version import __version__
from sijill.web.room import PROMPT, Room


def add_health(app: FastAPI) -> None:
    """The address `/health`: 200 when the ledger answers within a second and has the tables of this version, else 503."""
    turn = CapacityLimiter(1)  # a ledger that hangs holds one thread, however often it is asked

    @app.head("/health", include_in_schema=False)
    @app.get("/health", operation_id="health", summary="Whether the room can answer.")
    async def health(request: Request) -> Response:
        room: Room = request.app.state.room
        schema, error = None, None
        try:
            with fail_after(PROMPT):
                schema = await to_thread.run_sync(room.schema, abandon_on_cancel=True, limiter=turn)
        except TimeoutError:
            error = "too-costly"
        except SijillError as failure:
            error = failure.code
        told = {"ready": error is None, "version": __version__, "schema": schema} | ({"error": error} if error else {})
        return Response(msgspec.json.encode(told), 503 if error else 200, media_type="application/json")
