"""The ledger: what was read, kept in a file, and what follows from it.

>>> from sijill.ledger import Ledger, Query
>>> with Ledger("news.sijill") as ledger:  # doctest: +SKIP
...     ledger.add(readings)
...     ledger.find(Query(words="الصين", act="meeting"))
"""

from sijill.ledger.coverage import Seen
from sijill.ledger.eventlist import Events
from sijill.ledger.ledger import Ledger
from sijill.ledger.listing import Listed
from sijill.ledger.pool import Drawn, Unit
from sijill.ledger.rows import Comparison, Event, Finding, Judgement, Promise
from sijill.ledger.search import Found, Query
from sijill.ledger.store import Added
from sijill.ledger.succession import Change
from sijill.ledger.told import Told

__all__ = [
    "Added", "Change", "Comparison", "Drawn", "Event", "Events", "Finding", "Found", "Judgement", "Ledger", "Listed", "Promise", "Query", "Seen", "Told",
    "Unit",
]  # fmt: skip
