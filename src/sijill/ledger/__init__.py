"""The ledger: what was read, kept in a file, and what follows from it.

>>> from sijill.ledger import Ledger, Query
>>> with Ledger("news.sijill") as ledger:  # doctest: +SKIP
...     ledger.add(readings)
...     ledger.find(Query(words="الصين", act="meeting"))
"""

from sijill.ledger.coverage import Seen
from sijill.ledger.eventlist import Events
from sijill.ledger.ledger import Ledger
from sijill.ledger.rows import Comparison, Event, Finding, Judgement, Promise
from sijill.ledger.search import Found, Query
from sijill.ledger.store import Added
from sijill.ledger.succession import Change
from sijill.ledger.told import Told

__all__ = ["Added", "Change", "Comparison", "Event", "Events", "Finding", "Found", "Judgement", "Ledger", "Promise", "Query", "Seen", "Told"]
