"""A conflict that is begun on the account: the expectation is chosen first."""

import re
import uuid

import pytest
from django.urls import reverse

from amity.expectations import commands, rules
from amity.expectations.changes import ExpectationFields
from amity.expectations.models import Expectation
from amity.expectations.tests.test_conflicts import NOW, found, welsh  # noqa: F401 - a fixture
from tests.builders import acting

pytestmark = pytest.mark.django_db


def test_a_conflict_is_recorded_from_the_account_by_choosing_the_expectation(client, mara, welsh, osprey):  # noqa: F811
    client.force_login(mara)
    address = reverse("expectations:raise_conflict", args=[osprey.pk])

    assert f'href="{address}?open"' in client.get(reverse("accounts:account", args=[osprey.pk])).text
    promise = ExpectationFields("Phones by Friday", "promise", promised_by_id=mara.pk)
    promised = commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=promise, now=NOW)
    page = client.get(address).text
    assert "The app comes in Welsh" in page
    assert "Promise: Phones by Friday" in page
    record = reverse("expectations:record_expectation", args=[osprey.pk])
    assert re.search(rf'<a href="{record}"[^>]*>add the expectation</a> first', page)
    Expectation.objects.filter(pk=promised.pk).update(state=rules.MET)
    answer = client.post(address, {"nonce": uuid.uuid4().hex, "expectation_id": welsh.pk})
    assert answer.url == reverse("expectations:find_conflict", args=[welsh.pk])

    found(mara, welsh)
    answer = client.get(address, follow=True)
    assert answer.redirect_chain == [(reverse("expectations:record_expectation", args=[osprey.pk]), 302)]
    assert "Record what they expect first, then the conflict on its page." in answer.text
