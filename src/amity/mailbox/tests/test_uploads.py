"""Files of emails are taken once, counted, and undone."""

import io

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.files.models import StoredFile
from amity.jobs import runner
from amity.jobs.models import Job
from amity.mailbox.models import Message, Thread
from amity.mailbox.tests.letters import letter
from amity.mailbox.uploads import commands
from amity.mailbox.uploads.models import Upload
from amity.mailbox.uploads.splitting import pieces
from amity.shared.errors import Invalid, NotSeen
from tests.builders import MONDAY, acting, make_person


def mbox(*raws):
    begins = b"From sender Mon Nov 23 09:00:00 2026\n"
    return b"".join(begins + raw.replace(b"\nFrom ", b"\n>From ") + b"\n" for raw in raws)


@pytest.fixture
def bring(mara, osprey):
    osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")

    def brought(content, name="inbox.mbox", read=True):
        by = acting(mara)
        file = commands.store_file(by=by, name=name, chunks=[content], now=MONDAY)
        upload = commands.begin_upload(by=by, file_id=file.pk, now=MONDAY, account_id=osprey.pk)
        return commands.read_upload(by=by, upload_id=upload.pk, now=MONDAY) if read else upload

    return brought


def counts(upload):
    return (upload.taken, upload.known, upload.unmatched, upload.unreadable)


def test_a_file_is_split_at_lines_that_begin_an_email():
    first, second = letter(text="One\n\nFrom here on it differs"), letter(text="Two")
    content = mbox(first, second)

    found = list(pieces(io.BytesIO(content), 0, 10_000))

    assert [(piece.raw or b"").rstrip() for piece in found] == [first.rstrip(), second.rstrip()]
    assert [piece.raw for piece in pieces(io.BytesIO(content), found[0].end, 10_000)] == [found[1].raw]


def test_an_email_that_is_too_large_is_left_out_and_the_next_one_is_read():
    content = mbox(letter(text="x" * 5_000), letter(text="Two"))

    found = list(pieces(io.BytesIO(content), 0, 2_000))

    assert [piece.raw is None for piece in found] == [True, False]


@pytest.mark.django_db
def test_an_mbox_is_taken_counted_and_not_stored(bring, mara):
    upload = bring(
        mbox(letter(message_id="a@x"), letter("x@y.example", "z@y.example"), b"nothing\n", letter(message_id="a@x"))
    )

    assert counts(upload) == (1, 1, 1, 1)
    assert upload.problems == [[3, "none"]]
    assert not StoredFile.objects.exists()
    assert trail.actions_on(upload) == ["upload.begun", "upload.ended"]


@pytest.mark.django_db
def test_the_same_file_twice_adds_nothing(bring):
    content = letter(message_id="a@x")
    bring(content, "a.eml")

    assert counts(bring(content, "a.eml")) == (0, 1, 0, 0)
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_undo_deletes_what_came_with_the_upload_and_nothing_else(bring, mara, monkeypatch):
    bring(letter(message_id="before@x"), "a.eml")
    upload = bring(
        mbox(letter(message_id="b@x", answers="before@x"), letter(message_id="c@x"), letter(message_id="d@x"))
    )
    held = Message.objects.get(message_id="d@x").pk
    monkeypatch.setattr(commands, "held_by", [lambda ids: {held} & set(ids)])

    assert commands.undo_upload(by=acting(mara), upload_id=upload.pk, now=MONDAY) == 1

    assert sorted(Message.objects.values_list("message_id", flat=True)) == ["before@x", "d@x"]
    assert Thread.objects.count() == 2
    assert counts(bring(letter(message_id="c@x"), "c.eml")) == (1, 0, 0, 0)


@pytest.mark.django_db
def test_an_outlook_message_is_refused_with_what_to_do(bring):
    with pytest.raises(Invalid) as refused:
        bring(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "mail.msg")

    assert refused.value.field == "file"
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_large_file_is_read_by_a_job_that_continues_after_a_stop(bring, monkeypatch):
    monkeypatch.setattr(commands, "READ_AT_ONCE", 10)
    monkeypatch.setattr(commands, "PORTION", 2)
    upload = bring(mbox(*(letter(message_id=f"{number}@x") for number in range(5))), read=False)
    stops = iter([False, True, False, False, False])
    monkeypatch.setattr(runner, "stopping", type("Event", (), {"is_set": lambda _self: next(stops, False)})())

    assert runner.run(upload.job_id) == "queued"
    upload.refresh_from_db()
    assert runner.run(upload.job_id) == "done"

    upload.refresh_from_db()
    assert (counts(upload), upload.state) == ((5, 0, 0, 0), "done")


@pytest.mark.django_db
def test_someone_else_neither_sees_nor_undoes_an_upload(bring):
    upload = bring(letter(), "a.eml")

    with pytest.raises(NotSeen):
        commands.undo_upload(by=acting(make_person("Stranger")), upload_id=upload.pk, now=MONDAY)


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_the_page_imports_an_email_shows_it_and_undoes_it(client, bring, mara, osprey):
    client.force_login(mara)
    address = reverse("mailbox:import_emails", args=[osprey.pk])
    nonce = str(client.get(address).context["form"]["nonce"].value())
    html = '<p>Six more <b>stations</b><img src="http://track.example/x.gif"><script>alert(1)</script></p>'
    file = io.BytesIO(letter(message_id="page@x", text="Six more stations", html=html))
    file.name = "map.eml"

    answer = client.post(address, {"nonce": nonce, "file": file}, follow=True)

    assert "1 email imported" in answer.text
    thread = Thread.objects.get()
    page = client.get(reverse("mailbox:thread", args=[thread.pk]))
    assert "Six more <b>stations</b>" in page.text
    assert "track.example" not in page.text
    assert "alert(1)" not in page.text
    assert "Dana Whitlock" in page.text
    assert "Six more stations" in client.get(reverse("accounts:conversation", args=[osprey.pk])).text
    client.post(reverse("mailbox:undo_upload", args=[Upload.objects.get().pk]))
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_stopped_job_leaves_what_it_has_taken_to_be_undone(bring, mara, monkeypatch):
    monkeypatch.setattr(commands, "READ_AT_ONCE", 10)
    upload = bring(mbox(letter(message_id="a@x"), letter(message_id="b@x")), read=False)
    original = commands._take

    def stopped(*given):
        original(*given)
        Job.objects.filter(pk=upload.job_id).update(cancel_requested=True)

    monkeypatch.setattr(commands, "PORTION", 1)
    monkeypatch.setattr(commands, "_take", stopped)

    assert runner.run(upload.job_id) == "cancelled"

    upload.refresh_from_db()
    assert (upload.state, upload.taken) == ("stopped", 1)
    commands.undo_upload(by=acting(mara), upload_id=upload.pk, now=MONDAY)
    assert not Message.objects.exists()
