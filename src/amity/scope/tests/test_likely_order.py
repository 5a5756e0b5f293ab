"""The page that confirms a request proposes the agreement of its project, and leads to what the decision drafted."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from amity.agreements.models import Agreement
from amity.scope.tests.making import make_assessed
from tests.builders import make_agreement, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def app(osprey, piet):
    """A project whose agreement is the older of two that could be changed."""
    signed = {"hourly_rate": Decimal(140), "signed_on": date(2026, 9, 1)}
    own = make_agreement(osprey, "fixed", title="SOW-14", starts_on=date(2026, 1, 1), **signed)
    other = make_agreement(osprey, "fixed", title="SOW-15", starts_on=date(2026, 2, 1), **signed)
    for agreement in (own, other):
        make_line(agreement, "3")
    return make_project(osprey, name="Ticket app", manager=piet, agreement=own)


def test_the_projects_agreement_is_chosen_and_its_effect_shown(client, osprey, mara, app):
    make_assessed(osprey, mara, "Stops", app)
    client.force_login(mara)
    page = client.get(reverse("scope:confirm")).text

    assert f'<option value="{app.agreement_id}" selected>' in page
    assert "change order CO-1" in page
    assert "Once the client signs, SOW-14" in page


def test_without_a_project_the_agreement_has_to_be_chosen(client, osprey, mara, app):
    make_assessed(osprey, mara, "Stops")
    client.force_login(mara)
    page = client.get(reverse("scope:confirm")).text

    assert f'<option value="{app.agreement_id}" selected>' not in page
    assert "change order CO-1" not in page


@pytest.mark.parametrize(("decision", "label"), [("extra", "Open change order"), ("new_work", "Open brief")])
def test_the_message_leads_to_what_was_drafted(client: Client, osprey, mara, app, decision, label):
    row = make_assessed(osprey, mara, "Stops", app)
    client.force_login(mara)
    sent = {"nonce": uuid.uuid4().hex, "version": row.version, "decision": decision}
    page = client.post(reverse("scope:decide", args=[row.pk]), sent, follow=True).text

    row.refresh_from_db()
    drafted = row.order if decision == "extra" else row.brief
    assert drafted is not None
    address = "agreements:agreement" if isinstance(drafted, Agreement) else "briefs:brief"
    assert f'<a href="{reverse(address, args=[drafted.pk])}">{label}</a>' in page
