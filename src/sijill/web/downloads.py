"""What was found, to take away in the formats of other tools; what people judged, as gold and as candidates for the packs.

An export is written aside first: a download is whole, or it is a page that says what went wrong.
"""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import StreamingResponse

from sijill.exports import FORMATS, Exported, How, available, export
from sijill.ledger import Ledger, Query
from sijill.lessons import gold, looked, suggestions, zipped
from sijill.web.pages.find import Question
from sijill.web.room import Asked, Room

_CHUNK = 1 << 16  # bytes sent together
_PATIENCE = 60.0  # seconds that an export may take


def add_downloads(app: FastAPI) -> None:
    """The addresses of exports; those of what a format loses end in `/evidence`."""

    @app.get("/find/export/{form}", operation_id="export", summary="What was found, in the format of another tool.")
    def exported(room: Asked, query: Question, form: str) -> StreamingResponse:
        return _sent(room, query, form, evidence=False)

    @app.get("/find/export/{form}/evidence", operation_id="evidence", summary="What each row of the export stands on, JSON Lines.")
    def evidence(room: Asked, query: Question, form: str) -> StreamingResponse:
        return _sent(room, query, form, evidence=True)

    @app.get("/review/gold.zip", operation_id="gold", summary="The articles that people looked through as gold, without their texts.")
    def looked_through(room: Asked) -> Response:
        found = gold(looked(room.ledger))
        left = ", ".join(f"{count} {reason}" for reason, count in sorted(found.left_out.items()))
        return _taken(zipped(found), "sijill-gold.zip", "application/zip", {"Sijill-Rows": str(len(found.articles)), "Sijill-Left-Out": left})

    @app.get("/review/suggestions.toml", operation_id="suggestions", summary="Candidates for the language packs, out of what people judged.")
    def suggested(room: Asked) -> Response:
        return _taken(suggestions(looked(room.ledger), room.packs).encode(), "sijill-suggestions.toml", "application/toml", {})


def _taken(content: bytes, name: str, media: str, headers: dict[str, str]) -> Response:
    return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"', **headers})


def _sent(room: Room, query: Query, form: str, evidence: bool) -> StreamingResponse:
    if form not in available():
        raise HTTPException(404, f"no export is called that here; there are {', '.join(available())}")
    file, done = _written(room, query, form, evidence)
    name, media = (f"sijill.{form}.evidence.jsonl", "application/jsonl") if evidence else (f"sijill.{FORMATS[form].ending}", FORMATS[form].media)
    left = ", ".join(f"{count} {reason}" for reason, count in sorted(done.left_out.items()))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Sijill-Rows": str(done.rows), "Sijill-Left-Out": left}
    return StreamingResponse(_chunks(file), media_type=media, headers=headers)


def _written(room: Room, query: Query, form: str, evidence: bool) -> tuple[BinaryIO, Exported]:
    """The export, or the file of its evidence, from its beginning; words of articles as quotes."""
    out, side = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - one of them is closed when it is sent
    kept, other = (side, out) if evidence else (out, side)
    try:
        with Ledger(room.ledger.path, room.packs, create=False, patience=_PATIENCE) as ledger:
            done = export(ledger, form, out, query, How(text="quote"), side if evidence else None)
    except BaseException:
        kept.close()
        raise
    finally:
        other.close()
    kept.seek(0)
    return kept, done


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
