"""Requests for hours: links that expire, repeats, renewals by the person asked, and notices of the answer."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from amity.audit import trail
from amity.briefs.hours_asked import commands as hours_asked
from amity.briefs.hours_asked import rules as asking
from amity.briefs.hours_asked.commands import Asking
from amity.briefs.models import BriefLine, HoursAsked
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting

FRIDAY = date(2026, 11, 27)
LATE = MONDAY + timedelta(days=12)
"""A day after the link of a question due on Friday has ended."""


@pytest.fixture
def asked(settings, mara, tim, osprey):
    """Return a request by Mara to Tim for hours of design on a line, due on Friday, with an email server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    design = make_crafts()["Design"]
    brief = make_brief(mara, osprey)
    make_brief_line(mara, brief, ((design.pk, 100 * HOUR),))
    return hours_asked.ask_for_hours(
        by=acting(mara), line_id=BriefLine.objects.get().pk, asking=Asking(tim.pk, design.pk, FRIDAY), now=MONDAY
    )


def path_of(message):
    return message.secret[message.secret.index("/briefs/") :]


def newest(kind):
    return Message.objects.filter(kind=kind).latest("pk")


@pytest.mark.parametrize(("due", "today"), [(FRIDAY, date(2026, 11, 23)), (date(2026, 11, 20), FRIDAY)])
def test_a_link_works_a_week_longer_than_it_is_due_and_never_less_than_a_week(due, today):
    until = asking.link_until(due, today)

    assert until == date(2026, 12, 4)
    assert asking.link_works(until, until)
    assert not asking.link_works(until, until + timedelta(days=1))


def test_the_asker_gets_the_answer_by_email_and_where_to_take_it_over(asked, mara, tim):
    hours_asked.answer_hours(
        by=acting(tim), hours_request_id=asked.pk, seconds=64 * HOUR, note="two rounds", now=MONDAY
    )

    told = newest("hours_answered")
    assert (told.to, told.audience, told.subject) == (
        mara.mail,
        "staff",
        "Estimate from Tim: 64 hours for “Pages and recipe cards”",
    )
    assert "“two rounds”" in told.body
    assert f"/briefs/{asked.line.brief_id}/#lines" in told.body
    notice = Notification.objects.get()
    assert (notice.person, notice.text, notice.path) == (mara, told.subject, f"/briefs/{asked.line.brief_id}/#lines")


def test_no_one_is_mailed_their_own_question_or_answer(asked, mara):
    Message.objects.all().delete()
    asking_herself = Asking(mara.pk, asked.discipline_id, FRIDAY)
    own = hours_asked.ask_for_hours(by=acting(mara), line_id=asked.line_id, asking=asking_herself, now=MONDAY)
    hours_asked.answer_hours(by=acting(mara), hours_request_id=own.pk, seconds=HOUR, now=MONDAY)

    assert not Message.objects.exists()
    assert not Notification.objects.exists()


def test_a_link_that_came_too_late_says_so_and_a_press_mails_a_new_one(asked, tim):
    path, stranger = path_of(newest("hours_asked")), Client()
    with time_machine.travel(LATE):
        over = stranger.get(path)
        refused = Message.objects.count()
        renewed = stranger.post(path)
        fresh = newest("hours_asked")
        answer = stranger.get(path_of(fresh))

    assert (over.status_code, renewed.status_code, answer.status_code) == (410, 200, 200)
    assert b"This link has expired" in over.content
    assert b"A new link is on its way" in renewed.content
    assert (refused, fresh.to) == (1, tim.mail)
    assert stranger.get(path).status_code == 404
    assert "brief.hours_link_renewed" in trail.actions_on(asked.line.brief)


def test_a_link_that_is_over_answers_nothing_and_one_that_works_is_not_renewed(asked):
    token = path_of(newest("hours_asked")).split("/")[-2]

    with pytest.raises(Refused, match="This link has expired"):
        hours_asked.answer_by_link(token=token, seconds=HOUR, now=LATE)
    with pytest.raises(Refused, match="still works"):
        hours_asked.renew_link(token=token, now=MONDAY)
    assert HoursAsked.objects.get().answered_at is None


def test_who_was_asked_still_answers_in_amity_when_the_link_is_over(asked, tim):
    hours_asked.answer_hours(by=acting(tim), hours_request_id=asked.pk, seconds=HOUR, now=LATE)

    assert HoursAsked.objects.get().seconds == HOUR


def test_asking_again_sets_another_day_and_a_new_link_and_ends_the_old_one(client, asked, mara, tim):
    old = path_of(newest("hours_asked"))
    client.force_login(mara)
    with time_machine.travel(LATE):
        form = client.get(f"/briefs/hours/{asked.pk}/again/").context["form"]
        typed = {"nonce": form["nonce"].value(), "due_on": "2026-12-11"}
        done = client.post(f"/briefs/hours/{asked.pk}/again/", typed)
        again = Client().get(path_of(newest("hours_asked")))

    asked.refresh_from_db()
    assert (done.status_code, again.status_code, Client().get(old).status_code) == (302, 200, 404)
    assert (asked.due_on, asked.link_until) == (date(2026, 12, 11), date(2026, 12, 18))
    assert "brief.hours_asked_again" in trail.actions_on(asked.line.brief)


def test_what_is_answered_or_over_is_not_asked_again(asked, mara, tim):
    with pytest.raises(Invalid) as refusal:
        hours_asked.ask_again(by=acting(mara), hours_request_id=asked.pk, due_on=date(2026, 11, 20), now=MONDAY)
    assert refusal.value.field == "due_on"
    hours_asked.answer_hours(by=acting(tim), hours_request_id=asked.pk, seconds=HOUR, now=MONDAY)
    with pytest.raises(Refused, match="already answered this"):
        hours_asked.ask_again(by=acting(mara), hours_request_id=asked.pk, due_on=FRIDAY, now=MONDAY)


@pytest.mark.parametrize(("today", "due"), [(MONDAY, "2026-11-26"), (date(2026, 12, 2), "2026-12-07")])
def test_the_due_date_that_is_proposed_is_a_working_day(asked, client, mara, today, due):
    with time_machine.travel(today):
        client.force_login(mara)
        for page in (f"/briefs/lines/{asked.line_id}/ask/", f"/briefs/hours/{asked.pk}/again/"):
            assert client.get(page).context["form"]["due_on"].value().isoformat() == due
