"""A late milestone changes no score, so it is named next to it."""

from datetime import timedelta

import pytest
from django.test import Client

from amity.health.snapshots.commands import take_snapshots
from tests.builders import MONDAY, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def late(osprey, piet):
    """Two late milestones of an account, and a later one that is delivered."""
    site = make_project(osprey, name="Range", manager=piet)
    day = MONDAY.date()
    for name, days, delivered in (("Launch", 30, None), ("Test", 3, None), ("Kick-off", 60, day)):
        site.milestones.create(name=name, due_on=day - timedelta(days=days), delivered_on=delivered)
    return site


def page(client: Client, person, osprey):
    """The page of the account's health."""
    take_snapshots(now=MONDAY)
    client.force_login(person)
    return client.get(f"/accounts/{osprey.pk}/health/").content.decode()


def test_the_longest_late_milestone_is_next_to_the_health(client: Client, mara, osprey, late):
    text = page(client, mara, osprey)

    assert "Launch of Range is 30 days late; the score doesn’t include milestones." in text
    assert "Test of Range" not in text


def test_without_a_late_milestone_nothing_is_said(client: Client, mara, osprey, late):
    late.milestones.update(delivered_on=MONDAY.date())

    assert "the score doesn’t include milestones" not in page(client, mara, osprey)
