"""A transcript is kept only where someone asks for it, until a date, for those who see the note."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.conversations.models import Note
from amity.conversations.tests.making import make_note
from amity.conversations.tests.talks import CALL
from amity.conversations.tests.uploads import TODAY, acts, draft, post, read, sent
from amity.conversations.transcripts import commands
from amity.conversations.transcripts.models import Transcript
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


@pytest.fixture
def call(mara):
    return CALL.replace("Mara Okafor", mara.name)


def test_the_same_file_twice_is_one_draft_and_ten_are_the_most(mara, osprey):
    assert draft(mara, osprey).pk == draft(mara, osprey).pk
    for number in range(12):
        draft(mara, osprey, CALL + f"\nNOTE {number}")

    assert Transcript.objects.count() == commands.MOST_DRAFTS


def keep(maras, osprey, call, **values):
    first = read(maras, osprey, call)
    return post(maras, osprey, sent(first, transcript_keep="retain", **values))


def test_it_is_kept_only_where_asked_until_the_usual_date(maras, osprey, dana, call):
    keep(maras, osprey, call)

    row = Transcript.objects.get()
    assert (row.note, row.keep_until) == (Note.objects.get(), TODAY + timedelta(days=90))
    assert row.speakers["Dana Whitlock"] == f"contact-{dana.pk}"
    assert acts() == ["transcript.kept"]
    note = maras.get(reverse("conversations:note", args=[row.note_id])).content.decode()
    assert reverse("conversations:transcript", args=[row.note_id]) in note
    page = maras.get(reverse("conversations:transcript", args=[row.note_id])).content.decode()
    assert "Good morning, nice to see you." in page


@pytest.mark.parametrize("day", ["2026-11-22", "2031-01-01"])
def test_a_date_that_is_over_or_far_away_is_refused_at_its_field(maras, osprey, dana, call, day):
    answer = keep(maras, osprey, call, transcript_until=day)

    assert answer.status_code == 422
    assert "Choose a date" in answer.context["form"].errors["transcript_until"][0]
    assert not Note.objects.exists()


def test_the_nightly_job_deletes_by_date_and_records_it(maras, osprey, dana, call, ada):
    keep(maras, osprey, call, transcript_until="2026-12-01")
    draft(ada, osprey)

    assert commands.delete_expired(now=MONDAY + timedelta(days=8)) == 1
    assert Transcript.objects.count() == 1
    assert commands.delete_expired(now=MONDAY + timedelta(days=9)) == 1
    assert not Transcript.objects.exists()
    assert acts() == ["transcript.kept", "transcript.expired"]


def test_drafts_are_forgotten_after_a_day(mara, osprey):
    draft(mara, osprey)

    assert commands.forget_drafts(now=MONDAY + timedelta(hours=23)) == 0
    assert commands.forget_drafts(now=MONDAY + timedelta(hours=24)) == 1


def test_it_can_be_downloaded_and_deleted_at_once(maras, osprey, dana, call):
    keep(maras, osprey, call)
    note = Note.objects.get()
    file = maras.get(reverse("conversations:download_transcript", args=[note.pk]))

    assert file["Content-Disposition"] == 'attachment; filename="steering-20261120_081500.vtt"'
    assert file.content.startswith(b"WEBVTT")
    assert b"<v Dana Whitlock>Good morning" in file.content
    answer = maras.post(reverse("conversations:delete_transcript", args=[note.pk]))
    assert answer.url == reverse("conversations:note", args=[note.pk])
    assert not Transcript.objects.exists()
    assert acts() == ["transcript.kept", "transcript.deleted"]
    assert maras.get(reverse("conversations:transcript", args=[note.pk])).status_code == 404


def test_another_transcript_replaces_the_one_before(mara, osprey):
    note = make_note(osprey, mara)
    for _time in range(2):
        commands.keep_transcript(
            by=acting(mara), note_id=note.pk, name="call.vtt", data=CALL.encode(), keep_until=None, now=MONDAY
        )

    assert Transcript.objects.count() == 1
    assert acts() == ["transcript.kept", "transcript.deleted", "transcript.kept"]


def test_a_stranger_reads_and_deletes_nothing(client, osprey, mara):
    note = make_note(osprey, mara)
    commands.keep_transcript(
        by=acting(mara), note_id=note.pk, name="call.vtt", data=CALL.encode(), keep_until=None, now=MONDAY
    )
    stranger = make_person("Stranger")
    client.force_login(stranger)

    for name in ("transcript", "download_transcript"):
        assert client.get(reverse(f"conversations:{name}", args=[note.pk])).status_code == 404
    assert client.post(reverse("conversations:delete_transcript", args=[note.pk])).status_code == 404
    with pytest.raises((NotSeen, Refused)):
        commands.delete_transcript(by=acting(stranger), note_id=note.pk, now=MONDAY)
    assert Transcript.objects.exists()
