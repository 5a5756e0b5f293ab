"""An agreement’s page: words that stand alone start with a capital, and notes have one order."""

import re

import pytest
from django.urls import reverse

from amity.agreements.tests.making import make_draft, make_offer, say, submit

pytestmark = pytest.mark.django_db
VALUES = re.compile(r"<(?:td|dd)[^>]*>\s*([^<]*?)\s*<")


def starts(page: str) -> list[str]:
    """Return the texts with which cells and values begin in lower case."""
    return [text for text in VALUES.findall(page) if text[:1].islower()]


def test_terms_and_lines_of_an_agreement_start_with_capitals(client, mara, osprey):
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    client.force_login(mara)

    page = client.get(reverse("agreements:agreement", args=[draft.pk])).text

    assert "Percentage of completion, by cost" in page
    assert starts(page.partition('id="lines"')[2].partition("</section>")[0]) == []


def test_roles_and_kinds_of_reviews_start_with_capitals(client, mara, osprey, clara):
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    say(mara, draft, liability="unlimited")
    submit(mara, draft)
    client.force_login(clara)

    shown = [cell.shown for line in client.get("/reviews/").context["lines"] for cell in line.cells]

    assert {"Legal", "Statement of work"} <= {text for text in shown if isinstance(text, str)}


def test_notes_are_in_one_place_below_the_head_and_worst_first(client, mara, osprey):
    draft = make_draft(mara, osprey, terms=None)
    client.force_login(mara)

    page = client.get(reverse("agreements:agreement", args=[draft.pk])).text

    notes = page.partition('<div class="notes">')[2].partition('<div class="cols">')[0]
    assert re.findall(r'class="note( is-\w+)?"', notes)[0] == " is-watch"
    assert notes.index("No fee model is set yet") < notes.index("No review is needed")
    assert page.index("<h1") < page.index('<div class="notes">')
