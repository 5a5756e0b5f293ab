"""Each input of an account's health opens what it was read from, for those who can open it."""

from datetime import date

import pytest
from django.urls import reverse

from amity.expectations.models import Expectation, ExpectationStep
from tests.builders import MONDAY, make_cost_rate, make_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def page(client, person, account):
    client.force_login(person)
    return client.get(reverse("health:account", args=[account.pk])).content.decode()


def test_each_known_input_opens_what_it_was_read_from(client, mara, osprey, helen, answered, site, tim, fina):
    make_cost_rate("60", valid_from=date(2020, 1, 1))
    make_entry(by=tim, project=site, on=date(2026, 10, 5), hours="10:00")
    text, account = page(client, mara, osprey), f"/accounts/{osprey.pk}"

    for address, value in {
        f"{account}/plan/#expectations": "Nothing open",
        f"{account}/money/why/margin/?period=202511-202610": "40.0% of 50% target",
        f"{account}/people/": "3 of 3 covered, sponsor 10 days ago",
        f"{account}/how-are-we-doing/": "5 of 10",
    }.items():
        assert f'<a class="is-number" href="{address}">{value}</a>' in text
        assert client.get(address).status_code == 200
    assert f"{account}/conversation/?kind=answers" not in text


def test_one_open_expectation_opens_itself(client, mara, osprey, helen, answered):
    welsh = Expectation.objects.get()
    ExpectationStep.objects.create(
        expectation=welsh, account=osprey, at=MONDAY, by_label="Mara", before="open", after="at_risk"
    )
    text = page(client, mara, osprey)

    assert f'<a class="is-number" href="/expectations/{welsh.pk}/">1 at risk</a>' in text


def test_a_hidden_input_opens_nothing(client, fina, osprey, helen, answered):
    assert "/how-are-we-doing/" not in page(client, fina, osprey)
