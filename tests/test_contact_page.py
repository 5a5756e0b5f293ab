"""The page of a contact, with rows of every part."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.conversations.passing.changes import PassOnFields
from amity.conversations.passing.commands import pass_on
from amity.expectations import rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM, PM

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def test_rows_leave_out_the_name_of_the_contact(monday_scene, client):
    contact = Contact.objects.get(pk=monday_scene.known["contact_id"])
    manager, taker, account = monday_scene.viewers[AM], monday_scene.viewers[PM], contact.account
    fields = ExpectationFields(
        "The page list", rules.PROMISE, promised_by_id=manager.pk, promised_until=TODAY, evidence=Evidence(contact.pk)
    )
    record_expectation(by=acting(manager), account_id=account.pk, fields=fields, now=MONDAY)
    photos = InputFields(
        "Photos",
        TODAY - timedelta(days=1),
        contact_id=contact.pk,
        account_id=account.pk,
        asked_on=TODAY - timedelta(days=9),
    )
    ask_input(by=acting(manager), fields=photos, now=MONDAY)
    words = PassOnFields("No red", stated_by_id=contact.pk)
    pass_on(by=acting(manager), account_id=account.pk, colleague_ids=(taker.pk,), fields=words, now=MONDAY)

    client.force_login(manager)
    page = client.get(reverse("accounts:contact", args=[contact.pk])).text
    rows = " ".join(re.findall(r"<li data-row>(.*?)</li>", page, re.DOTALL))
    for shown in ("The page list", "Your promise", "Photos", "No red", f"Waiting for <b data-verbatim>{taker.name}"):
        assert shown in rows
    assert contact.name not in rows
