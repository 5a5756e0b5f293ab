"""Absences from automatic replies: the days they state, once each, and not again after someone removed them."""

from datetime import date, timedelta

import pytest

from amity.audit import trail
from amity.contact_reports.client_days.commands import remove_absence
from amity.contact_reports.client_days.models import Absence
from amity.contact_reports.client_days.queries import client_counts
from amity.contact_reports.client_days.replies import take
from amity.contact_reports.client_days.reply_days import absence_in
from amity.gate.tests.making import make_contact
from amity.mailbox.tests.letters import letter
from amity.mailbox.tests.making import make_message
from amity.mailbox.tests.reading import connected, read
from amity.mailbox.tests.reading import letter as in_mailbox
from amity.mailbox.uploads import commands as uploads
from tests.builders import MONDAY, acting, make_agency

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("I am out of the office until 4 December.", date(2026, 12, 4)),
        ("I’m away and will be back on 7 December. Call Gwen.", date(2026, 12, 6)),
        ("Ich bin bis zum 4. Dezember 2026 nicht im Büro.", date(2026, 12, 4)),
        ("Ich bin ab dem 07.12.2026 wieder erreichbar.", date(2026, 12, 6)),
        ("Je suis absente jusqu’au 4 décembre.", date(2026, 12, 4)),
        ("I am away since 2 November. Meet us at the fair on 9 June 2027.", TODAY),
        ("Thank you for your email. I am out of the office.", TODAY),
    ],
)
def test_an_absence_ends_on_the_day_that_is_stated_or_before_they_are_back(text, last):
    assert absence_in(["Automatic reply: contact report 1", text], TODAY) == (TODAY, last)


@pytest.fixture
def reply(osprey, dana):
    make_agency()
    text = "I am out of the office until 4 December."
    return make_message(osprey, contact=dana, kind="automatic", subject="Automatic reply", reply=text, sent_at=MONDAY)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


@pytest.mark.django_db
def test_an_automatic_reply_pauses_the_clock_once_and_a_removed_absence_stays_removed(osprey, mara, dana, reply):
    take([reply.pk], MONDAY)
    take([reply.pk], MONDAY)

    row = Absence.objects.get()
    assert (row.contact, row.first_on, row.last_on) == (dana, TODAY, date(2026, 12, 4))
    assert row.source == "automatic reply of 23 Nov 2026"
    assert trail.actions_on(dana) == ["contact.absence_read"]
    counts = client_counts(osprey, dana)
    assert (counts(date(2026, 12, 4)), counts(date(2026, 12, 7))) == (False, True)

    remove_absence(by=acting(mara), account_id=osprey.pk, absence_id=row.pk, now=MONDAY + timedelta(hours=1))
    take([reply.pk], MONDAY + timedelta(hours=2))
    assert not Absence.objects.exists()


@pytest.mark.django_db
def test_only_an_automatic_reply_of_an_active_contact_counts(osprey, dana, reply):
    make_message(osprey, contact=dana, reply="I am away until 4 December.", sent_at=MONDAY)
    type(dana).objects.update(is_active=False)
    take([reply.pk, reply.pk + 1], MONDAY)

    assert not Absence.objects.exists()


@pytest.mark.django_db
def test_an_uploaded_automatic_reply_records_its_absence_once_as_one_of_a_mailbox_does(osprey, mara, dana):
    make_agency()
    type(dana).objects.filter(pk=dana.pk).update(mail="dana@osprey.example")
    text = "I am out of the office until 4 December."
    raw = letter(to=mara.mail, subject="Away", text=text, headers={"Auto-Submitted": "auto-replied"})
    for _again in range(2):
        file = uploads.store_file(by=acting(mara), name="away.eml", chunks=[raw], now=MONDAY)
        upload = uploads.begin_upload(by=acting(mara), file_id=file.pk, now=MONDAY)
        uploads.read_upload(by=acting(mara), upload_id=upload.pk, now=MONDAY)

    row = Absence.objects.get()
    assert (row.contact, row.last_on) == (dana, date(2026, 12, 4))
    assert trail.actions_on(dana) == ["contact.absence_read"]


@pytest.mark.django_db
def test_an_automatic_reply_in_a_connected_mailbox_records_its_absence(mara, cleo, mail_server, address):
    raw = in_mailbox(address, "Away", Auto_Submitted="auto-replied")
    mail_server.put(address, raw)
    read(connected(mail_server, mara, address))

    assert Absence.objects.get().contact == cleo


def uploaded(by, raw):
    file = uploads.store_file(by=acting(by), name="away.eml", chunks=[raw], now=MONDAY)
    upload = uploads.begin_upload(by=acting(by), file_id=file.pk, now=MONDAY)
    uploads.read_upload(by=acting(by), upload_id=upload.pk, now=MONDAY)
    return upload


def away(by):
    text = "I am out of the office until 4 December."
    return letter(to=by.mail, subject="Away", text=text, headers={"Auto-Submitted": "auto-replied"})


@pytest.mark.django_db
def test_undoing_an_upload_takes_back_the_absence_that_only_it_stated(osprey, mara, dana):
    make_agency()
    type(dana).objects.filter(pk=dana.pk).update(mail="dana@osprey.example")
    upload = uploaded(mara, away(mara))
    by_hand = Absence.objects.create(
        contact=dana, first_on=date(2027, 1, 4), last_on=date(2027, 1, 8), added_by="Mara", added_at=MONDAY
    )
    assert Absence.objects.count() == 2

    uploads.undo_upload(by=acting(mara), upload_id=upload.pk, now=MONDAY)

    assert list(Absence.objects.all()) == [by_hand]
    assert trail.actions_on(dana)[-1] == "contact.absence_undone"
    assert client_counts(osprey, dana)(date(2026, 12, 4))


@pytest.mark.django_db
def test_an_absence_that_another_reply_states_too_outlasts_the_undoing(osprey, mara, dana):
    make_agency()
    type(dana).objects.filter(pk=dana.pk).update(mail="dana@osprey.example")
    first = uploaded(mara, away(mara))
    second = uploaded(mara, away(mara))
    assert Absence.objects.count() == 1

    uploads.undo_upload(by=acting(mara), upload_id=first.pk, now=MONDAY)
    assert [one.last_on for one in Absence.objects.all()] == [date(2026, 12, 4)]

    uploads.undo_upload(by=acting(mara), upload_id=second.pk, now=MONDAY)
    assert not Absence.objects.exists()
