"""What is marked in a text, and by whom a note says that it was done."""

from msgspec.structs import replace

import sijill
from sijill.ledger.rows import StoredArticle
from sijill.ledger.whole import Placed, Whole
from sijill.records import Report
from sijill.web.highlight import Mark, marks_of
from sijill.web.wording import sides


def marked(text: str, *reports: Report) -> list[Mark]:
    article = StoredArticle(id="a", version=1, sha256="", publisher=None, outlet=None, published=None, language="en", url=None, title=None)
    placed = tuple(Placed(key=report.id, event=None, report=report) for report in reports)
    return marks_of(Whole(article=article, text=text, furniture=(), reports=placed, positions=(), assessments=(), dropped=()))


def told(text: str) -> Report:
    return sijill.read(text, published="2023-06-15", id="a").reports[0]


def test_a_party_that_no_word_names_does_not_paint_the_verb() -> None:
    text = "French President Emmanuel Macron met Chinese President Xi Jinping in Paris."
    report = told(text)
    implied = tuple(replace(party, by="elided", span=report.trigger) for party in report.actors + report.recipients)
    assert {m.kind for m in marked(text, report)} >= {"actor", "trigger"}
    assert "actor" not in {m.kind for m in marked(text, replace(report, actors=implied, recipients=()))}


def test_every_mention_of_an_event_has_its_verb_marked() -> None:
    text = "Xi Jinping will hold a meeting with Vladimir Putin on Wednesday. Xi Jinping and Vladimir Putin will discuss trade."
    report = told(text)
    assert len(report.mentions) > 0
    assert {m.trigger.start for m in report.mentions} <= {m.start for m in marked(text, report) if m.kind == "trigger"}


def test_equals_stand_side_by_side_and_others_one_after_the_other() -> None:
    met = told("French President Emmanuel Macron met Chinese President Xi Jinping in Paris.")
    blamed = told("France condemned Syria.")
    assert [len(side) for side in sides(met)] == [2]
    assert sides(blamed) == [["FRA"], ["SYR"]]
