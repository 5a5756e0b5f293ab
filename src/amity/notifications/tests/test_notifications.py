"""Notifications: in the language of the reader, only their own, counted, read one by one or all, and forgotten."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.notifications import commands, queries
from amity.notifications.models import Notification
from amity.notifications.tests.making import make_notification
from amity.people.models import Person
from amity.people.tokens.commands import make_token
from amity.shared.errors import NotSeen
from amity.ui import formats
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db


def notify(person, **values):
    given: dict[str, Any] = {"kind": "export", "text": lambda: "Ready", "path": "/accounts/", "now": MONDAY} | values
    return commands.notify(person=person, **given)


def test_no_one_is_notified_of_their_own_actions_or_after_they_left(mara, tim):
    tim.is_active = False

    assert notify(mara, by=acting(mara)) is None
    assert notify(tim) is None
    assert notify(None) is None
    assert notify(mara, text=lambda: f"{'long ' * 90}").text.startswith("long long")


def test_the_bell_counts_what_is_unread_with_the_counts_of_the_rail(client, mara, tim):
    make_notification(mara), make_notification(mara, read_at=MONDAY), make_notification(tim)
    client.force_login(mara)

    assert queries.count_unread(acting(mara)) == (1, False)
    assert 'id="count-notifications" hx-swap-oob="true">1<' in client.get(reverse("ui:counts")).content.decode()
    assert 'href="/notifications/"' in client.get("/accounts/").content.decode()


def test_opening_one_marks_it_as_read_and_leads_to_what_happened(client, mara):
    row = make_notification(mara, "Piet accepted")
    client.force_login(mara)
    assert "Piet accepted" in client.get("/notifications/").content.decode()

    answer = client.post(reverse("notifications:open_notification", args=[row.pk]))

    assert answer.url == "/accounts/"
    assert queries.count_unread(acting(mara)) == (0, False)


def test_all_are_read_but_those_that_came_after_the_page(client, mara, tim):
    first, newest, other = make_notification(mara), make_notification(mara), make_notification(tim)
    late = make_notification(mara)
    client.force_login(mara)

    client.post(reverse("notifications:mark_all_read"), {"until": newest.pk})

    unread = Notification.objects.filter(read_at=None)
    assert {row.pk for row in unread} == {late.pk, other.pk}
    assert first.pk not in {row.pk for row in unread}


def test_those_of_others_are_not_there(mara, tim):
    row = make_notification(tim)

    assert list(queries.notifications_seen_by(acting(mara))) == []
    with pytest.raises(NotSeen):
        commands.mark_read(by=acting(mara), notification_id=row.pk, now=MONDAY)


def test_the_page_goes_back_50_at_a_time(client, mara):
    rows = [make_notification(mara, f"No {number}") for number in range(53)]
    client.force_login(mara)

    page = client.get("/notifications/").context["page"]
    older = client.get(f"/notifications/?before={page.older}").context["page"]

    assert [row.pk for row in [*page.rows, *older.rows]] == [row.pk for row in reversed(rows)]
    assert older.older == 0


def test_after_90_days_they_are_gone(mara):
    kept, gone = make_notification(mara), make_notification(mara, at=MONDAY - timedelta(days=91))

    commands.forget_old(MONDAY)

    assert set(Notification.objects.all()) == {kept}
    assert not Notification.objects.filter(pk=gone.pk).exists()


def test_one_is_read_in_the_language_its_reader_has_now(client, mara):
    def text() -> str:
        return _("%(who)s approved your week from %(day)s.") % {"who": "Lars", "day": formats.full_day(MONDAY.date())}

    row = notify(mara, text=text)
    older = make_notification(mara, "Lars signed")
    assert row is not None
    assert row.text.startswith("Lars approved your week from Mon")
    client.force_login(mara)
    Person.objects.filter(pk=mara.pk).update(locale="de_AT")

    page = client.get("/notifications/").content.decode()

    assert re.search(r">Lars hat Ihre Woche ab Montag, [^<]*</button>", page)
    assert older.text in page


def test_programs_read_one_in_the_language_of_their_person(client, mara):
    notify(mara, text=lambda: _("%(who)s let pass: %(title)s") % {"who": "Ada", "title": "Late"})
    Person.objects.filter(pk=mara.pk).update(locale="de_DE")
    token = make_token(by=acting(mara), name="Reader", scopes=["read"], days=30, now=timezone.now())

    answer = client.get("/api/v1/notifications", headers={"authorization": f"Bearer {token.secret}"}).json()

    assert answer["items"][0]["text"] == "Ada hat hingenommen: Late"
