"""GraphML: parties as nodes, events as directed edges; a symmetric event is an edge each way, or one."""

from itertools import combinations
from xml.sax.saxutils import escape, quoteattr

from sijill.exports.events import keep, sayable
from sijill.exports.job import Job
from sijill.ledger import Told
from sijill.ledger.acts import acts, codes_of

_KEYS = {"event": "string", "act": "string", "type": "string", "status": "string", "day": "string", "latest": "string", "basis": "string",
         "reports": "int", "sources": "int", "goldstein": "double"}  # fmt: skip
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
_ALL = ("planned", "confirmed", "held", "cancelled", "denied", "possible", "urged")  # an edge says its status


def write(job: Job) -> None:
    """Nodes stand before the first edge that needs them; only their codes are kept in memory."""
    keys = "".join(f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n' for name, kind in _KEYS.items())
    job.out.write(f'{_HEAD}{keys}<graph edgedefault="directed">\n'.encode())
    known: set[str] = set()
    for told in sayable(job, _ALL):
        pairs = _pairs(told, job.how.symmetric == "both")
        if not pairs:
            job.left_out["of one party"] += 1
            continue
        for code in sorted({code for pair in pairs for code in pair} - known):
            known.add(code)
            job.out.write(f"<node id={quoteattr(code)}/>\n".encode())
        for at, (source, target) in enumerate(pairs):
            job.out.write(f'<edge id="{told.event.id}-{at}" source={quoteattr(source)} target={quoteattr(target)}>{_data(told)}</edge>\n'.encode())
        keep(job, told.event.id, told)
    job.out.write(b"</graph>\n</graphml>\n")


def _pairs(told: Told, both: bool) -> list[tuple[str, str]]:
    """States and bodies of an event: all who share a symmetric act, else those who act with those acted on."""
    if acts()[told.event.act].symmetric:
        once = list(combinations(sorted({code for s in told.reports for code in codes_of((*s.report.actors, *s.report.recipients))}), 2))
        return [pair for a, b in once for pair in ((a, b), (b, a))] if both else once
    found = {(a, b) for s in told.reports for a in codes_of(s.report.actors) for b in codes_of(s.report.recipients) if a != b}
    return sorted(found)


def _data(told: Told) -> str:
    e = told.event
    weight = acts()[e.act].goldstein
    values = (e.id, e.act, e.type, e.status, e.time.earliest, e.time.latest, e.time.basis, e.counts.reports, e.counts.outlets, weight)
    return "".join(f'<data key="{name}">{escape(str(v))}</data>' for name, v in zip(_KEYS, values, strict=True) if v is not None)
