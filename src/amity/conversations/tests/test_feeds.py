"""The calendar feed: what it has, and that only its secret address opens it."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from amity.conversations.actions import commands as actions
from amity.conversations.feeds import commands, limits, queries
from amity.conversations.feeds.models import Feed
from amity.conversations.tests.passed import make_action
from amity.people.models import Person
from amity.people.queries import token_hash
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def counts_from_zero():
    cache.clear()


def address(secret: str) -> str:
    return reverse("conversations:feed", args=[secret])


def events(client, secret: str) -> list[Any]:
    """The events of a feed, read by the library."""
    answer = client.get(address(secret))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_feed_has_ones_open_dated_actions_as_whole_days(client, mara, piet, osprey, site):
    make_action(osprey, by=mara, due_on=DUE, project=site)
    make_action(osprey, by=mara, what="Undated")
    make_action(osprey, by=piet, what="Of someone else", due_on=DUE)
    done = make_action(osprey, by=mara, what="Done", due_on=DUE)
    actions.finish_action(by=acting(mara), action_id=done.pk, version=1, now=MONDAY)
    secret = commands.make_feed(by=acting(mara), now=MONDAY)

    (event,) = events(client, secret)

    assert str(event["summary"]) == f"Send the page list ({osprey.name})"
    assert (event["dtstart"].dt, event["dtend"].dt) == (DUE, date(2026, 12, 2))
    assert event["transp"] == "TRANSPARENT"
    assert site.name in str(event["description"])
    assert str(event["url"]).endswith(f"/actions/{done.pk - 3}/")


def test_texts_are_escaped_and_long_lines_folded(client, mara, osprey):
    what = "Größe; Maße, \\ und\tein langer Satz " + "ü" * 150
    make_action(osprey, by=mara, what=what, due_on=DUE)
    secret = commands.make_feed(by=acting(mara), now=MONDAY)

    (event,) = events(client, secret)
    raw = client.get(address(secret)).content

    assert str(event["summary"]).startswith("Größe; Maße, \\ und")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_an_action_cannot_add_lines_of_its_own(client, mara, osprey):
    make_action(osprey, by=mara, what="x", due_on=DUE)
    osprey.actions.update(what="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:planted")
    secret = commands.make_feed(by=acting(mara), now=MONDAY)

    assert len(events(client, secret)) == 1


def test_only_the_hash_is_stored_and_the_address_is_shown_once(client, mara):
    client.force_login(mara)
    page = reverse("conversations:own_feed")

    shown = client.post(page).context["address"]

    secret = shown.rpartition("/")[2].removesuffix(".ics")
    assert Feed.objects.get().token_hash == token_hash(secret)
    assert secret not in client.get(page).content.decode()
    client.logout()
    assert client.get(address(secret)).status_code == 200


def test_a_new_address_ends_the_one_before_and_revoking_ends_it(client, mara):
    first, second = (commands.make_feed(by=acting(mara), now=MONDAY) for _each in range(2))

    assert [client.get(address(one)).status_code for one in (first, second)] == [404, 200]
    client.force_login(mara)
    client.post(reverse("conversations:revoke_feed"))
    assert client.get(address(second)).status_code == 404


def test_the_feed_of_someone_who_has_left_answers_like_one_that_never_existed(client, mara):
    secret = commands.make_feed(by=acting(mara), now=MONDAY)
    Person.objects.filter(pk=mara.pk).update(is_active=False)

    gone, never = client.get(address(secret)), client.get(address("x" * 43))

    assert gone.status_code == never.status_code == 404
    assert "text/calendar" not in gone["Content-Type"]


def test_a_secret_opens_the_feed_and_nothing_else(client, mara):
    secret = commands.make_feed(by=acting(mara), now=MONDAY)

    client.get(address(secret))

    assert client.get(reverse("waiting:waiting")).status_code == 302
    assert client.get("/api/v1/actions", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert client.post(address(secret)).status_code == 405


@pytest.mark.usefixtures("on_monday")
def test_guessing_is_stopped_after_too_many_tries_a_minute(client, agency, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 3)
    for _each in range(3):
        assert client.get(address("guess")).status_code == 404

    answer = client.get(address("guess"))

    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"


@pytest.mark.parametrize("secret", ["x" * 5000, "%00", "²", "-1", "10" * 30, "%F0%9F%92%A9"])
def test_hostile_secrets_are_not_found(client, agency, secret):
    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_the_size_is_limited(client, mara, osprey, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    for _each in range(3):
        make_action(osprey, by=mara, due_on=DUE)

    assert len(events(client, commands.make_feed(by=acting(mara), now=MONDAY))) == 2


def test_reading_the_feed_is_noted(client, mara):
    secret = commands.make_feed(by=acting(mara), now=MONDAY)
    client.get(address(secret))

    assert Feed.objects.get().last_used_at is not None
