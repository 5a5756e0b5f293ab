"""The client's mood is prefilled from what clients said, with its source, and never over a newer answer."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts.contacts.commands import ContactChanges, edit_contact
from amity.accounts.models import Contact
from amity.status.answers.prefill import prefill_of
from amity.status.answers.wording import in_words
from amity.status.tests.making import make_ask, make_status
from tests.builders import MONDAY, acting, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def app(osprey, piet):
    return make_project(osprey, name="Branch app", manager=piet)


@pytest.fixture
def cleo(osprey):
    return Contact.objects.create(account=osprey, name="Cleo Marsh")


def doubts(cleo, mara, days_ago):
    changes = ContactChanges(name="Cleo Marsh", standing="doubts", standing_evidence="Asked for another quote")
    edit_contact(
        by=acting(mara),
        contact_id=cleo.pk,
        version=cleo.version,
        changes=changes,
        now=MONDAY - timedelta(days=days_ago),
    )


def page_of(person, project):
    browser = Client()
    browser.force_login(person)
    return browser.get(reverse("status:status") + f"?project={project.pk}").content.decode()


def test_what_a_contact_said_since_the_answer_replaces_its_mood_and_is_named(app, cleo, mara, piet):
    make_status(app, piet, MONDAY - timedelta(days=7), mood="pleased")
    make_ask(app, piet, date(2026, 11, 20))
    assert prefill_of(app, TODAY).fields.mood == "pleased"
    doubts(cleo, mara, 3)
    known = prefill_of(app, TODAY)
    assert known.heard is not None
    assert (known.fields.mood, known.heard.on) == ("tense", TODAY - timedelta(days=3))
    text = page_of(piet, app)
    assert "from the account manager’s record of contacts" in text
    assert "Asked for another quote" not in text, "the evidence is for those with full access to the account"
    assert "Client mood: Tense (from the account manager’s record of contacts)" in in_words(known)

    app.manager = mara
    app.save()
    assert "Cleo Marsh has doubts: Asked for another quote" in page_of(mara, app)


def test_the_evidence_is_shown_to_those_with_full_access_to_the_account(osprey, cleo, mara):
    hers = make_project(osprey, name="Ticket site", manager=mara)
    make_ask(hers, mara, date(2026, 11, 20))
    doubts(cleo, mara, 3)

    assert "Cleo Marsh has doubts: Asked for another quote" in page_of(mara, hers)


def test_a_newer_answer_keeps_its_mood(app, cleo, mara, piet):
    doubts(cleo, mara, 7)
    make_status(app, piet, MONDAY - timedelta(days=3), mood="pleased")
    known = prefill_of(app, TODAY)
    assert (known.fields.mood, known.heard) == ("pleased", None)


def test_words_of_last_season_are_not_the_mood_of_today(app, cleo, mara, piet):
    doubts(cleo, mara, 120)
    assert prefill_of(app, TODAY).fields.mood == "unknown"


@pytest.mark.parametrize("table", ["status_status", "expectations_conflict", "expectations_expectation"])
def test_the_page_reads_what_it_knows_of_its_projects_once(client, osprey, piet, table):
    app = make_project(osprey, name="Branch app", manager=piet)
    client.force_login(piet)

    with CaptureQueriesContext(connection) as queries:
        assert "Branch app" in client.get("/status/", {"project": app.pk}).text

    asked = [one["sql"] for one in queries.captured_queries if not one["sql"].startswith('SELECT "accounts_contact"')]
    assert sum(sql.count(f'FROM "{table}"') for sql in asked) == 1, "contacts come with their newest statements"
