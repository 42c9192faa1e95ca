"""The pages: what each is called, where it is, which template shows it, and the function that asks the ledger."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sijill.web.pages.article import article
from sijill.web.pages.audit import audit
from sijill.web.pages.compare import compare
from sijill.web.pages.correct import correct
from sijill.web.pages.due import due
from sijill.web.pages.event import event
from sijill.web.pages.find import find
from sijill.web.pages.home import home
from sijill.web.pages.packs import packs
from sijill.web.pages.relation import relation
from sijill.web.pages.review import history, review
from sijill.web.pages.sources import sources


class Page(NamedTuple):
    """A page. Its parameters are those of `ask`; `twin` is the address of the same as JSON."""

    name: str
    address: str
    template: str
    ask: Callable[..., Any]

    @property
    def twin(self) -> str:
        return "/index.json" if self.address == "/" else f"{self.address}.json"


PAGES = (
    Page("home", "/", "home.html", home),
    Page("find", "/find", "find.html", find),
    Page("relation", "/relation/{one}/{other}", "relation.html", relation),
    Page("event", "/event/{id}", "event.html", event),
    Page("article", "/article/{key}", "article.html", article),
    Page("due", "/due", "due.html", due),
    Page("audit", "/audit", "audit.html", audit),
    Page("compare", "/compare/{id}", "compare.html", compare),
    Page("sources", "/sources", "sources.html", sources),
    Page("packs", "/packs", "packs.html", packs),
    Page("review", "/review", "review.html", review),
    Page("correct", "/review/correct/{key}", "correct.html", correct),
    Page("history", "/review/history", "history.html", history),
)
