"""What a person may change: judgements, each signed with the reviewer's name and each a POST with a token. Pages themselves cannot write."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

import msgspec
from fastapi import Depends, FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from sijill.errors import BadValue
from sijill.ledger import Ledger
from sijill.ledger.judged import standing
from sijill.ledger.lines import JudgementLine
from sijill.ledger.missed import Missed
from sijill.ledger.rows import Corrected, Verdict
from sijill.ledger.same_event import Verdict as Pair
from sijill.web.room import Asked
from sijill.web.safety import Door, check_change, reviewer

_HERE = re.compile(r"/(?![/\\])[^\\\s]*")  # an address of this room, never of another host
_EVENT = re.compile(r"(?:\S*/(?:event|compare|report)/|\S*#r-)?([0-9a-z]+)(?:[./?#]\S*)?")  # an id, or an address that holds it
_Words = Annotated[str, Form(max_length=2000)]


class Hand(NamedTuple):
    """Who changes what: a ledger that may be written, the name to sign with, on what it rests, and the page to go back to."""

    ledger: Ledger
    by: str
    evidence: str | None
    back: str


def add_changes(app: FastAPI, door: Door) -> None:
    """Adds the addresses that take judgements."""

    def hand(request: Request, room: Asked, token: _Words = "", back: _Words = "/review", evidence: _Words = "") -> Iterator[Hand]:
        check_change(request, door, token)
        by = reviewer(request, door)
        if not by:
            raise HTTPException(403, "nobody judges here: start with `sijill serve --reviewer NAME`")
        with Ledger(room.ledger.path, room.packs, create=False) as ledger:
            yield Hand(ledger, by, evidence.strip() or None, back if _HERE.fullmatch(back) else "/review")

    Signed = Annotated[Hand, Depends(hand)]

    @app.post("/review/pair", include_in_schema=False)
    def pair(signed: Signed, kind: Annotated[Pair, Form()], report: Annotated[list[str], Form(min_length=2, max_length=2)]) -> Response:
        if kind == "same" and len({signed.ledger.event(key).block for key in report}) > 1:
            raise HTTPException(422, "these can never be one event: their acts or parties differ")
        signed.ledger.judge(kind, report, signed.by, evidence=signed.evidence)
        return _back(signed)

    @app.post("/review/report", include_in_schema=False)
    def report(signed: Signed, kind: Annotated[Literal["accept", "reject"], Form()], report: _Words) -> Response:
        signed.ledger.judge(kind, [report], signed.by, evidence=signed.evidence)
        return _back(signed)

    @app.post("/review/correct", include_in_schema=False)
    def correct(signed: Signed, report: _Words, name: Annotated[Corrected, Form()], values: _Words = "", words: _Words = "") -> Response:
        signed.ledger.correct(report, name, _codes(values), signed.by, words=words.strip() or None, evidence=signed.evidence)
        return _back(signed)

    @app.post("/review/add", include_in_schema=False)
    def add(
        signed: Signed, article: _Words, act: _Words, modality: _Words, words: _Words, sentence: _Words, start: _Words = "", title: _Words = "",
        actors: _Words = "", recipients: _Words = "",
    ) -> Response:  # fmt: skip
        at = int(start) if start.isdecimal() else _in_sentence(signed.ledger, article, sentence, words)
        missed = Missed(
            act=act, modality=modality, actors=_codes(actors), recipients=_codes(recipients), words=words, start=at,
            title=bool(title) if start.isdecimal() else sentence.startswith("t"),
        )  # fmt: skip
        kept = signed.ledger.add_missed(article, missed, signed.by, evidence=signed.evidence)
        return _back(signed._replace(back=f"{signed.back.partition('#')[0]}#r-{kept.reports[0]}"))

    @app.post("/review/split", include_in_schema=False)
    def split(signed: Signed, report: _Words) -> Response:
        if not signed.ledger.split(report, signed.by, evidence=signed.evidence):
            raise HTTPException(409, "this report stands alone in its event already")
        return _back(signed._replace(back=f"/event/{signed.ledger.event(report).id}"))

    @app.post("/review/merge", include_in_schema=False)
    def merge(signed: Signed, event: _Words, other: _Words = "", candidate: _Words = "") -> Response:
        told = _EVENT.fullmatch((candidate or other).strip())
        if not told:
            raise BadValue(f"no event {candidate or other!r}", fix="give its id, or the address of its page")
        same = signed.ledger.merge(event, told[1], signed.by, evidence=signed.evidence)
        return _back(signed._replace(back=f"/event/{signed.ledger.event(same.reports[0]).id}#judgements"))

    @app.post("/review/verdict", include_in_schema=False)
    def verdict(signed: Signed, event: _Words, verdict: Annotated[Verdict, Form()]) -> Response:
        signed.ledger.judge("verdict", signed.ledger.event(event).reports, signed.by, verdict=verdict, evidence=signed.evidence)
        return _back(signed)

    @app.get("/review/judgements.jsonl", name="judgements", operation_id="judgements")
    def judgements(room: Asked) -> Response:
        """All judgements as lines of JSON, oldest first, as `sijill review list` gives them."""
        lines = b"".join(msgspec.json.encode(JudgementLine(judgement=found)) + b"\n" for found in room.ledger.judgements())
        return Response(lines, media_type="application/jsonl")

    @app.post("/review/undo", include_in_schema=False)
    def undo(signed: Signed, judgement: Annotated[list[str], Form(min_length=1)]) -> Response:
        stands = {found.id for found in standing(signed.ledger.judgements())}
        if not stands.issuperset(judgement):
            raise HTTPException(409, "this judgement was undone already, or is none of this ledger")
        for id in judgement:
            signed.ledger.undo(id, signed.by, evidence=signed.evidence)
        return _back(signed)


def _codes(told: str) -> tuple[str, ...]:
    """Values that are parted by semicolons."""
    return tuple(value.strip() for value in told.split(";") if value.strip())


def _in_sentence(ledger: Ledger, article: str, sentence: str, words: str) -> int:
    """Where words first stand from the beginning of a sentence on; nowhere is -1."""
    whole = ledger.article(article)
    text = (whole.article.title or "") if sentence.startswith("t") else whole.text
    begins = sentence.removeprefix("t")
    return text.find(words, int(begins)) if begins.isdecimal() else -1


def _back(signed: Hand) -> Response:
    return RedirectResponse(signed.back, 303)
