"""The conversation of an account: the order of its events, its pages and filters, and who sees what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import Account, Contact, Preference
from amity.accounts.timeline import sources
from amity.accounts.timeline.queries import PAGE, Asked, events_of
from amity.accounts.timeline.rules import FROM_CLIENT, INTERNAL, Place, place_of
from amity.people.tokens.commands import make_token
from amity.shared.caches.reading import reading_on
from tests.builders import acting, make_account

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def cleo(osprey):
    return Contact.objects.create(account=osprey, name="Cleo Client")


def stated(account: Account, contact: Contact, text: str, on: date) -> Preference:
    return Preference.objects.create(
        account=account, attitude="never", scope="wording", text=text, basis="stated", stated_by=contact,
        stated_on=on, stated_in="steering call", client_words=f"No {text}", added_at=NOON, changed_at=NOON,
    )  # fmt: skip


def observed(account: Account, text: str, at: datetime) -> Preference:
    return Preference.objects.create(
        account=account, attitude="like", scope="wording", text=text, basis="observed", note="It was quiet",
        added_at=at, changed_at=at,
    )  # fmt: skip


def titles(events):
    return [placed.event.title for placed in events]


def test_events_of_all_sources_are_on_one_line_the_newest_first(mara, osprey, cleo):
    stated(osprey, cleo, "slang", date(2026, 11, 18))
    observed(osprey, "short calls", NOON)
    stated(osprey, cleo, "emojis", date(2026, 11, 20))

    events, older = events_of(acting(mara), osprey)

    assert titles(events) == ["short calls", "emojis", "slang"]
    assert [placed.direction for placed in events] == [INTERNAL, FROM_CLIENT, FROM_CLIENT]
    assert [(placed.day, placed.has_time) for placed in events] == [
        (date(2026, 11, 20), True), (date(2026, 11, 20), False), (date(2026, 11, 18), False),
    ]  # fmt: skip
    assert older is None


def test_an_event_says_who_how_and_in_which_words(mara, osprey, cleo):
    stated(osprey, cleo, "slang", date(2026, 11, 18))

    (placed,), _older = events_of(acting(mara), osprey)

    assert placed.contacts == [(cleo.pk, "Cleo Client")]
    assert (placed.event.how, placed.event.words) == ("steering call", "No slang")
    assert placed.event.address == reverse("accounts:plan", args=[osprey.pk]) + "#preferences"


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_pages_follow_each_other_without_a_gap_or_a_repeat(mara, osprey, cleo, most):
    days = [date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 18), date(2026, 11, 20)]
    for number, day in enumerate(days):
        stated(osprey, cleo, f"stated {number}", day)
    for number in range(4):
        observed(osprey, f"observed {number}", NOON - timedelta(hours=12 * (number // 2)))
    observed(osprey, "at midnight", datetime(2026, 11, 18, tzinfo=UTC))
    whole, _older = events_of(acting(mara), osprey)

    found, before = [], None
    for _page in range(len(whole)):
        events, before = events_of(acting(mara), osprey, Asked(before=before, most=most))
        found += titles(events)
        if before is None:
            break

    assert found == titles(whole)
    assert len(found) == len(set(found)) == 9


def test_filters_leave_out_what_does_not_match(mara, osprey, cleo):
    other = Contact.objects.create(account=osprey, name="Otto")
    stated(osprey, cleo, "slang", date(2026, 11, 18))
    stated(osprey, other, "emojis", date(2026, 11, 18))
    observed(osprey, "short calls", NOON)

    def found(**asked):
        return titles(events_of(acting(mara), osprey, Asked(**asked))[0])

    assert found(direction=INTERNAL) == ["short calls"]
    assert found(contact_id=other.pk) == ["emojis"]
    assert found(kind="preferences", direction=FROM_CLIENT) == ["emojis", "slang"]
    assert found(project_id=1) == found(colleague=mara) == found(to_pass_on=True) == found(kind="else") == []


def test_another_account_and_someone_without_access_see_nothing_of_it(mara, tim, osprey, cleo):
    stated(osprey, cleo, "slang", date(2026, 11, 18))
    heron = make_account("Heron Works", manager=mara)

    assert events_of(acting(mara), heron)[0] == []
    assert events_of(acting(tim), osprey)[0] == []


def test_a_place_is_read_as_it_was_written_and_nothing_else_is():
    place = Place(datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC), "preferences-1", 7)

    assert place_of(str(place)) == place
    unread = ("", "x", "1.preferences-1", f"{place}0x", "9" * 18 + ".a-1.1", "１.preferences-1.7", "-1.preferences-1.7")
    assert [place_of(text) for text in unread] == [None] * len(unread)


def test_the_page_shows_events_under_their_dates_and_earlier_ones_on_request(client, mara, osprey, cleo):
    client.force_login(mara)
    for number in range(PAGE + 1):
        observed(osprey, f"observed {number}", NOON + timedelta(minutes=number))
    here = reverse("accounts:conversation", args=[osprey.pk])

    page = client.get(here)
    more = client.get(page.context["earlier"], headers={"HX-Request": "true", "HX-Target": "conversation-more"})
    plain = client.get(page.context["earlier"])

    assert page.content.decode().count("<h4>") == PAGE
    assert "observed 0<" not in page.content.decode()
    assert more.content.decode().strip().startswith("<li>")  # the date is above it already
    assert "observed 0<" in more.content.decode()
    assert [answer.content.decode().count(" autofocus") for answer in (page, more, plain)] == [0, 1, 0]
    assert ("observed 0<" in plain.content.decode(), plain.context["newest"]) == (True, here)


def test_the_filters_stay_in_the_address_and_unknown_ones_are_named(client, mara, osprey, cleo):
    client.force_login(mara)
    for number in range(PAGE + 1):
        stated(osprey, cleo, f"stated {number}", date(2026, 11, 18))
    here = reverse("accounts:conversation", args=[osprey.pk])

    narrowed = client.get(here, {"person": f"c{cleo.pk}", "direction": "from_client"})
    unknown = client.get(here, {"person": "c0", "colour": "red", "before": "x"})

    assert f"person=c{cleo.pk}&direction=from_client&before=" in narrowed.context["earlier"]
    assert len(unknown.context["warnings"]) == 3
    assert len(unknown.context["lines"]) == PAGE


def test_many_events_cost_no_more_queries_than_one(mara, osprey, cleo):
    by = acting(mara)
    stated(osprey, cleo, "slang", date(2026, 11, 18))
    with reading_on(), CaptureQueriesContext(connection) as few:
        events_of(by, osprey)
    for number in range(40):
        stated(osprey, cleo, f"stated {number}", date(2026, 11, 18))
    with reading_on(), CaptureQueriesContext(connection) as many:
        assert len(events_of(by, osprey)[0]) == PAGE

    assert len(many) == len(few) == 4  # person, edition of the settings, all events, and the client’s people


def test_an_event_names_a_contact_who_has_left(mara, osprey, cleo):
    stated(osprey, cleo, "slang", date(2026, 11, 18))
    cleo.is_active = False
    cleo.save()

    assert [placed.contacts for placed in events_of(acting(mara), osprey)[0]] == [[(cleo.pk, cleo.name)]]


def test_every_source_returns_the_same_sets_of_rows_for_the_filter(mara, osprey):
    for source in sources.sources():
        rows = source.rows(acting(mara), osprey)
        assert all(bool(each.at) != bool(each.on) for each in rows), source.key
        assert len(rows) == len(source.rows(acting(mara), osprey))


def test_the_conversation_is_the_first_tab_and_the_account_still_opens_on_what_is_open(client, mara, osprey):
    client.force_login(mara)

    page = client.get(reverse("accounts:account", args=[osprey.pk]))

    assert [(tab.label, tab.current) for tab in page.context["tabs"]][:2] == [
        ("Conversation", False),
        ("Open now", True),
    ]


def test_direction_has_words_and_contacts_lead_to_their_page_only_with_full_access(client, mara, tim, site, cleo):
    stated(site.account, cleo, "slang", date(2026, 11, 18))
    here, there = reverse("accounts:conversation", args=[site.account_id]), reverse("accounts:contact", args=[cleo.pk])

    def shown(person):
        client.force_login(person)
        return client.get(here).content.decode()

    assert '<span class="visually-hidden">from the client</span>' in shown(mara)
    assert (there in shown(mara), there in shown(tim), "Cleo Client" in shown(tim)) == (True, False, True)


def test_programs_read_the_same_page_by_page(client, mara, osprey, cleo):
    for number in range(3):
        stated(osprey, cleo, f"stated {number}", date(2026, 11, 18))
    token = make_token(by=acting(mara), name="Reader", scopes=["read"], days=30, now=timezone.now())

    def asked(query=""):
        address = f"/api/v1/accounts/{osprey.pk}/conversation?limit=2{query}"
        return client.get(address, headers={"authorization": f"Bearer {token.secret}"})

    first = asked().json()
    second = asked(f"&cursor={first['next']}").json()

    assert [one["title"] for one in first["items"] + second["items"]] == ["stated 2", "stated 1", "stated 0"]
    assert second["next"] is None
    assert first["items"][0] | {"id": ""} == {
        "id": "", "kind": "preferences", "kind_label": "Preference: Never", "direction": "from_client",
        "on": "2026-11-18", "at": None, "title": "stated 2", "words": "No stated 2", "text": "",
        "channel": "steering call", "contacts": [{"id": cleo.pk, "name": "Cleo Client"}], "colleagues": [],
        "project_id": None, "is_passed_on": True, "address": f"/accounts/{osprey.pk}/plan/#preferences",
    }  # fmt: skip
    refused = [asked(f"&{query}").status_code for query in ("cursor=x", "kind=x", "person_id=999", "direction=x")]
    assert refused == [422] * 4
