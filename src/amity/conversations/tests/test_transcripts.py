"""A transcript on the form of a note: read, kept or dropped line by line, deleted or kept until a date, never twice."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from amity.accounts.models import Preference
from amity.audit.models import Payload
from amity.conversations.models import Note, NotePoint
from amity.conversations.notes.commands import edit_note
from amity.conversations.notes.queries import fields_of
from amity.conversations.tests.making import make_note
from amity.conversations.tests.talks import CALL
from amity.conversations.tests.uploads import acts, chips, draft, file_of, kept, key, post, read, sent, typed
from amity.conversations.transcripts.models import Transcript
from amity.expectations.models import Expectation
from amity.lines.models import Line
from amity.scope.models import Request
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_agreement, make_line

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


def test_reading_a_transcript_saves_no_note_and_proposes_date_length_people_and_lines(maras, osprey, dana, call, mara):
    answer = read(maras, osprey, call, text="Good call", title="Steering")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Note.objects.exists()
    assert "Good call" in page
    data = answer.context["form"].data
    assert (data["held_on"], data["held_time"], data["minutes"]) == ("2026-11-20", "08:15", "21")
    assert (data.getlist("contacts"), data.getlist("colleagues")) == ([str(dana.pk)], [str(mara.pk)])
    assert [chip.proposal.line.mark for chip in chips(answer).values()] == ["request", "promise", "preference"]
    assert '<mark class="hit">Can you</mark>' in page
    assert "00:14:05" in page
    assert "3 of 4 lines may be worth a record." in page


def test_what_was_kept_becomes_records_with_who_when_and_the_time_in_the_talk(maras, osprey, dana, call, mara):
    first = read(maras, osprey, call)
    answer = post(maras, osprey, sent(first, **kept(first, "Can you", "We will"), **{
        f"{key(first, 'Never')}-choice": "drop"
    }))  # fmt: skip

    note = Note.objects.get()
    assert answer.url == reverse("conversations:note", args=[note.pk])
    request, promise = Request.objects.get(), Expectation.objects.get()
    assert (request.words, request.contact, request.source) == (
        "Can you send me something I can show the drivers’ union next week?", dana, "call, 00:14:05",
    )  # fmt: skip
    assert (promise.promised_by, promise.promised_until) == (mara, date(2026, 11, 27))
    assert promise.stated_in == "call, 00:14:12"
    assert not Preference.objects.exists()
    assert set(note.points.values_list("second", flat=True)) == {845, 852}
    page = maras.get(answer.url).content.decode()
    assert "From the transcript" in page
    assert "00:14:05" in page


def test_the_transcript_is_deleted_with_saving_and_the_log_has_none_of_its_words(maras, osprey, dana, call):
    first = read(maras, osprey, call)
    post(maras, osprey, sent(first, **kept(first, "Can you")))

    assert not Transcript.objects.exists()
    body = Payload.objects.get(record__action="transcript.used").body
    assert body == {"name": "steering-20261120_081500.vtt", "format": "vtt", "line_count": 4, "keep_until": None}
    assert "Good morning" not in str(list(Payload.objects.values_list("body", flat=True)))


def test_undecided_lines_are_not_saved(maras, osprey, dana, call):
    first = read(maras, osprey, call)
    post(maras, osprey, sent(first))

    assert Note.objects.get().points.count() == 0


def test_a_double_submit_saves_once(maras, osprey, dana, call):
    first = read(maras, osprey, call)
    data = sent(first, **kept(first, "Can you"))

    assert post(maras, osprey, data).url == post(maras, osprey, data).url
    assert (Note.objects.count(), Request.objects.count()) == (1, 1)


def test_a_file_chosen_but_not_read_is_read_before_anything_is_saved(maras, osprey, dana, call):
    answer = post(maras, osprey, typed(transcript_file=file_of(call)))

    assert answer.status_code == 200
    assert len(chips(answer)) == 3
    assert not Note.objects.exists()


def test_pasted_text_is_read_the_same_way(maras, osprey, dana):
    answer = post(maras, osprey, typed(
        transcript_text="[00:01:02] Dana Whitlock: Could you add the ferries?\n[00:01:09] Mara: Sure.",
        read_transcript="read",
    ))  # fmt: skip

    assert [chip.proposal.line.mark for chip in chips(answer).values()] == ["request"]
    assert "Pasted transcript" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("", "a.vtt", "This transcript has no words."),
        ("%PDF-1.7", "a.pdf", "Upload a transcript as VTT, SRT, DOCX or TXT."),
        ("x" * 2_000_001, "a.txt", "larger than 2"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field_and_nothing_typed_is_lost(maras, osprey, text, name, sentence):
    answer = read(maras, osprey, text, name, title="Steering")

    form = answer.context["form"]
    assert answer.status_code == 422
    assert sentence in form.errors["transcript_file"][0]
    assert "Steering" in answer.content.decode()
    assert not Transcript.objects.exists()


def test_asking_to_read_nothing_is_refused_at_the_field(maras, osprey):
    answer = post(maras, osprey, typed(read_transcript="read"))

    assert answer.context["form"].errors["transcript_file"] == ["Choose a file, or paste the text."]


def test_an_unknown_speaker_is_asked_and_the_answer_changes_what_is_proposed(maras, osprey, dana, call, mara):
    first = read(maras, osprey, call.replace(f"<v {mara.name}>", "<v Speaker 2>"))
    page = first.content.decode()

    assert "Who is speaking?" in page
    assert first.context["form"].section.speakers["Speaker 2"] is None
    assert "We will have the list of phones for you by Friday." in chips(first)
    assert chips(first)["We will have the list of phones for you by Friday."].label == "Action"
    second = post(maras, osprey, sent(first, read_transcript="speakers", **{"speaker-1": f"person-{mara.pk}"}))
    chip = chips(second)["We will have the list of phones for you by Friday."]
    assert (chip.label, chip.answers["person_id"]) == ("Promise", str(mara.pk))
    assert f'value="person-{mara.pk}" selected' in second.content.decode()


def test_a_kept_line_that_leaves_its_owner_open_is_asked(maras, osprey, dana, call, mara):
    first = read(maras, osprey, call.replace(f"<v {mara.name}>", "<v Speaker 2>"))
    answer = post(maras, osprey, sent(first, **kept(first, "We will")))

    assert answer.status_code == 422
    assert "Choose an answer, or drop this line." in answer.content.decode()
    assert not Note.objects.exists()
    assert Transcript.objects.exists()


def test_a_transcript_can_be_removed_again(maras, osprey, dana, call):
    first = read(maras, osprey, call)
    answer = post(maras, osprey, sent(first, read_transcript="remove"))

    assert answer.context["form"].section is None
    assert post(maras, osprey, sent(answer, text="Good call")).status_code == 302
    assert acts() == []


def test_a_transcript_that_was_read_before_can_be_used_again(maras, osprey, dana, call):
    read(maras, osprey, call)
    page = maras.get(reverse("conversations:record_note", args=[osprey.pk])).content.decode()

    assert "steering-20261120_081500.vtt" in page
    answer = post(maras, osprey, typed(read_transcript="resume"))
    assert len(chips(answer)) == 3


def test_a_draft_is_of_its_owner_alone(maras, osprey, dana, ada):
    row = draft(ada, osprey)
    answer = post(maras, osprey, typed(transcript_id=row.pk))

    assert answer.status_code == 422
    assert "The transcript has been deleted. Upload it again, or save the note without it." in answer.content.decode()
    assert post(maras, osprey, sent(answer, text="Good call")).status_code == 302
    assert Transcript.objects.get() == row


def test_a_line_saved_before_is_not_offered_again(maras, osprey, dana, call):
    first = read(maras, osprey, call)
    post(maras, osprey, sent(first, **kept(first, "Can you")))
    note = Note.objects.get()
    address = reverse("conversations:edit_note", args=[note.pk])
    again = maras.post(address, typed(transcript_file=file_of(call), read_transcript="read", version=note.version))

    assert len(chips(again)) == 2
    assert not any("Can you" in text for text in chips(again))


def test_the_same_words_cannot_be_saved_twice_by_a_program_either(mara, osprey, dana):
    from amity.conversations.notes.fields import PointFields

    point = PointFields("request", "A map", 0, dana.pk, second=845)
    note = make_note(osprey, mara, points=[point])

    with pytest.raises(Invalid) as fault:
        edit_note(
            by=acting(mara), note_id=note.pk, version=note.version, fields=fields_of(note), points=[point], now=MONDAY
        )
    assert fault.value.field == "points.at845.text"


def test_a_note_edited_in_between_is_shown_with_both_and_the_transcript_stays(maras, osprey, dana, call, mara):
    note = make_note(osprey, mara, "Before", contact_ids=(dana.pk,))
    address = reverse("conversations:edit_note", args=[note.pk])
    first = maras.post(address, typed(transcript_file=file_of(call), read_transcript="read", version=1, text="Mine"))
    edit_note(by=acting(mara), note_id=note.pk, version=1, fields=fields_of(note), now=MONDAY)
    data = sent(first, **kept(first, "Can you"), version=1)
    answer = maras.post(address, data | {"text": "Mine"})

    assert answer.status_code == 409
    assert Transcript.objects.filter(note=None).exists()
    assert not NotePoint.objects.exists()
    answer = maras.post(address, data | {"text": "Mine", "version": 2, "nonce": uuid.uuid4().hex})
    assert answer.status_code == 302
    assert NotePoint.objects.count() == 1


def test_markup_in_names_and_words_is_shown_as_text(maras, osprey, dana):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Eve &lt;b>Can you add &lt;img src=x onerror=alert(1)&gt; to it?"
    answer = read(maras, osprey, text)

    assert "<img src=x" not in answer.content.decode()
    assert "&lt;img src=x" in answer.content.decode()


@pytest.mark.usefixtures("dana")
def test_a_sentence_that_names_a_line_of_the_account_may_be_worth_a_record(maras, osprey):
    words = "The station map should be in colour."
    talk = f"WEBVTT\n\na-0\n00:00:04.000 --> 00:00:08.000\n<v Dana Whitlock>{words}</v>\n"
    assert chips(read(maras, osprey, talk)) == {}

    Line.objects.filter(pk=make_line(make_agreement(osprey)).pk).update(title="Station map")
    assert list(chips(read(maras, osprey, talk))) == [words]
