"""Calendars against real servers: subscribed addresses, a CalDAV server, uploads, and what happens when they fail."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.audit import trail
from amity.audit.models import Payload, Record
from amity.meetings.calendars import commands, reader
from amity.meetings.models import Calendar, Meeting
from amity.meetings.tests.making import event, ics, make_calendar
from amity.shared.errors import NotSeen
from amity.shared.sealing import unseal
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting
from tests.rig.radicale import PASSWORD, USER, CalDavServer
from tests.rig.web_host import WebHost, web_host

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday", "cleo")]
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def cleo(osprey):
    return osprey.contacts.create(name="Cleo Client", mail="cleo@osprey.example")


@pytest.fixture(autouse=True)
def machine_is_allowed(settings):
    """Let the operator have named this machine, on which the servers of the tests run."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, internal_hosts=frozenset({"localhost", "127.0.0.1"}))


@pytest.fixture
def host() -> Iterator[WebHost]:
    with web_host() as running:
        yield running


@pytest.fixture
def page(client, mara):
    client.force_login(mara)
    return client


def at(host: WebHost, path: str = "/secret-7f3a/work.ics") -> str:
    return f"http://localhost:{host.port}{path}"


def add(page, address):
    return page.post(reverse("meetings:add_address"), {"name": "Work", "address": address}, follow=True)


def cards(person, now=LATER):
    return [item for group in waiting_for(acting(person), now, only="calendar") for item in group.items]


def test_a_subscribed_address_is_read_at_once_and_its_secret_never_shown(page, host, mara):
    host.says("/secret-7f3a/work.ics", ics(event()), etag='"1"')

    answer = add(page, at(host)).content.decode()

    calendar = Calendar.objects.get()
    assert (Meeting.objects.count(), calendar.etag, calendar.host) == (1, '"1"', "localhost")
    assert "1 meeting with a client, 1 of them new." in answer
    assert "secret-7f3a" not in answer
    assert "secret-7f3a" not in page.get(reverse("meetings:edit_calendar", args=[calendar.pk])).content.decode()
    assert "secret-7f3a" not in str([list(row.values()) for row in Calendar.objects.values()])
    assert trail.actions_on(calendar) == ["calendar.added"]
    assert "secret-7f3a" not in str(list(Record.objects.values()) + list(Payload.objects.values()))
    assert unseal(calendar.sealed_address) == at(host)


def test_an_unchanged_calendar_is_not_read_again_until_its_span_has_moved(page, host):
    host.says("/secret-7f3a/work.ics", ics(event()), etag='"1"', last_modified="Mon, 23 Nov 2026 08:00:00 GMT")
    add(page, at(host))
    host.says("/secret-7f3a/work.ics", status=304)

    reader.read_due(LATER)

    sent = host.requests[-1][2]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', "Mon, 23 Nov 2026 08:00:00 GMT")
    calendar = Calendar.objects.get()
    assert (calendar.last_read_at, calendar.trouble, Meeting.objects.count()) == (LATER, "", 1)
    host.says("/secret-7f3a/work.ics", ics())
    reader.read_due(MONDAY + timedelta(days=1))
    assert "if-none-match" not in host.requests[-1][2]
    assert Meeting.objects.count() == 0


def test_webcal_is_https_and_what_is_no_calendar_is_refused_at_its_field(page, host):
    host.says("/page", b"<html>Sign in</html>")

    answer = add(page, at(host, "/page"))

    assert answer.status_code == 422
    assert "This isn’t a calendar." in answer.content.decode()
    assert add(page, f"webcal://localhost:{host.port}/x.ics").status_code == 422
    assert host.asked == ["/page"]
    assert "This isn’t a web address." in add(page, "work calendar").content.decode()
    assert not Calendar.objects.exists()


def test_a_host_inside_the_network_is_refused_unless_the_operator_named_it(page, host, settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, internal_hosts=frozenset())

    assert "inside a network" in add(page, at(host)).content.decode()
    assert host.asked == []


def test_a_calendar_that_is_gone_keeps_its_meetings_and_waits_for_its_owner(page, host, mara, tim):
    host.says("/secret-7f3a/work.ics", ics(event()))
    add(page, at(host))
    host.says("/secret-7f3a/work.ics", status=410)

    reader.read_due(LATER)

    (card,) = cards(mara)
    assert card.title == "Calendar “Work” can’t be read"
    assert card.notes == ["The calendar is no longer at this address. Enter its new address."]
    assert (Meeting.objects.count(), cards(tim)) == (1, [])
    host.says("/secret-7f3a/work.ics", ics(event()))
    reader.read_due(LATER + timedelta(hours=1))
    assert cards(mara) == []


def test_a_server_that_fails_is_asked_later_and_later_and_shown_after_three_times(page, host, mara):
    host.says("/secret-7f3a/work.ics", ics(event()))
    add(page, at(host))
    host.says("/secret-7f3a/work.ics", status=503)
    now, waits, shown = LATER, [], []
    for _failure in range(4):
        reader.read_due(now)
        due = Calendar.objects.get().next_read_at
        assert due is not None
        waits.append((due - now) // timedelta(minutes=1))
        shown.append(len(cards(mara)))
        now = due

    assert (waits, shown) == ([30, 60, 120, 240], [0, 0, 1, 1])


def test_a_bomb_and_an_endless_answer_leave_the_meetings_as_they_were(page, host):
    host.says("/secret-7f3a/work.ics", ics(event()))
    add(page, at(host))
    host.says("/secret-7f3a/work.ics", b"BEGIN:VCALENDAR\r\n" + b"X" * 6_000_000)

    reader.read_due(LATER)

    assert (Calendar.objects.get().trouble, Meeting.objects.count()) == ("size", 1)


def test_a_paused_calendar_is_not_read_and_a_removed_one_takes_its_meetings_along(page, host):
    host.says("/secret-7f3a/work.ics", ics(event()))
    add(page, at(host))
    calendar = Calendar.objects.get()
    page.post(reverse("meetings:pause_calendar", args=[calendar.pk]))

    reader.read_due(LATER)

    assert len(host.asked) == 1
    page.post(reverse("meetings:resume_calendar", args=[calendar.pk]))
    page.post(reverse("meetings:check_calendar", args=[calendar.pk]))
    assert len(host.asked) == 2
    page.post(reverse("meetings:remove_calendar", args=[calendar.pk]))
    assert (Calendar.objects.count(), Meeting.objects.count()) == (0, 0)


def test_no_one_touches_the_calendar_of_someone_else(mara, tim):
    calendar = make_calendar(mara)
    for act in (commands.pause_calendar, commands.resume_calendar, commands.remove_calendar):
        with pytest.raises(NotSeen):
            act(by=acting(tim), calendar_id=calendar.pk, now=MONDAY)


def test_files_are_taken_twice_without_duplicates_and_broken_ones_named(page):
    def send():
        files = [
            SimpleUploadedFile("one.ics", b"\xef\xbb\xbf" + ics(event("one@tests"))),
            SimpleUploadedFile("two.ics", ics(event("two@tests"), event("private@tests", class_="PRIVATE"))),
            SimpleUploadedFile("picture.ics", b"\x89PNG"),
        ]
        return page.post(reverse("meetings:upload_files"), {"calendar_files": files})

    answer = send()
    send()

    assert (Meeting.objects.count(), Calendar.objects.count()) == (2, 1)
    assert answer.status_code == 422
    assert "picture.ics: This isn’t a calendar." in answer.content.decode()
    assert "Left out: 1 private." in answer.content.decode()


@pytest.fixture
def server(caldav_process) -> Iterator[CalDavServer]:
    yield caldav_process
    caldav_process.clear()


def connect(page, server, password=PASSWORD):
    given = {"address": server.address, "user": USER, "password": password}
    return page.post(reverse("meetings:add_server"), given, follow=True)


def test_the_one_calendar_of_a_caldav_server_is_found_and_read(page, server):
    place = server.add_calendar("work", "Work")
    server.add_calendar("tasks", "Tasks", component="VTODO")
    server.put(place, "one", ics(event("one@tests")))
    server.put(place, "two", ics(event("two@tests", guests=[])))

    answer = connect(page, server).content.decode()

    calendar = Calendar.objects.get()
    assert (calendar.name, calendar.trouble, Meeting.objects.count()) == ("Work", "", 1)
    assert PASSWORD not in answer
    server.put(place, "one", ics(event("one@tests", start="20261126T100000Z", end="20261126T110000Z", sequence="1")))
    reader.read_due(LATER)
    assert Meeting.objects.get().starts_at.day == 26
    server.delete(place, "one")
    reader.read_due(LATER + timedelta(hours=1))
    assert Meeting.objects.count() == 0


def test_of_several_calendars_the_person_chooses_which_are_read(page, server):
    server.put(server.add_calendar("work", "Work"), "one", ics(event("one@tests")))
    server.put(server.add_calendar("team", "Team"), "two", ics(event("two@tests")))

    connect(page, server)

    assert (Calendar.objects.filter(is_paused=True).count(), Meeting.objects.count()) == (2, 0)
    page.post(reverse("meetings:resume_calendar", args=[Calendar.objects.get(name="Team").pk]))
    reader.read_due(LATER)
    assert Meeting.objects.get().uid == "two@tests"
    connect(page, server)
    assert Calendar.objects.count() == 2


def test_a_refused_password_is_named_when_it_is_entered_and_on_a_card_later(page, server, mara):
    place = server.add_calendar("work", "Work")

    answer = connect(page, server, password="wrong")

    assert answer.status_code == 422
    assert "refused the sign-in" in answer.content.decode()
    server.put(place, "one", ics(event("one@tests")))
    connect(page, server)
    calendar = Calendar.objects.get()
    page.post(
        reverse("meetings:edit_calendar", args=[calendar.pk]),
        {"name": "Work", "password": "wrong", "version": calendar.version, "nonce": "0" * 32},
    )
    reader.read_due(LATER)
    assert [card.notes for card in cards(mara)] == [["The server refused the sign-in. Enter the password again."]]


def answer_with(href: str) -> bytes:
    found = f"<c:calendar-home-set><d:href>{href}</d:href></c:calendar-home-set>"
    spaces = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
    answer = f"<d:response><d:href>/</d:href><d:propstat><d:prop>{found}</d:prop></d:propstat></d:response>"
    return f"<d:multistatus {spaces}>{answer}</d:multistatus>".encode()


def test_a_password_goes_to_no_server_that_the_first_one_only_redirects_to(page, host):
    with web_host() as other:
        host.sends_on("/", f"http://127.0.0.1:{other.port}/")
        other.says("/", answer_with("/calendars/"), status=207)
        answer = page.post(
            reverse("meetings:add_server"), {"address": at(host, "/"), "user": "mara", "password": "hunter2"}
        )

    assert answer.status_code == 422
    assert "authorization" not in str(other.requests)
    assert "hunter2" not in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"<html>", b"", b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
        answer_with("http://127.0.0.1:1/inside/"), answer_with("file:///etc/passwd"), answer_with("//"),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_caldav_or_leads_inside_is_refused(page, host, body):
    host.says("/", body, status=207)
    host.says("/.well-known/caldav", status=404)

    answer = page.post(reverse("meetings:add_server"), {"address": at(host, "/"), "user": "m", "password": "hunter2"})

    assert answer.status_code == 422
    assert set(host.asked) <= {"/", "/.well-known/caldav"}
