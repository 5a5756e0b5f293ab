"""Pages of notes: chips to keep or drop, nothing lost on an error, saved once, found by their words."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.conversations.models import Action, Note, NotePoint
from amity.conversations.notes.fields import PointFields
from amity.conversations.notes.marks import marked_lines
from amity.conversations.tests.making import make_note
from amity.expectations.models import Expectation
from amity.scope.models import Request
from tests.builders import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def typed(text="", **values):
    return {
        "nonce": uuid.uuid4().hex, "kind": "call", "held_on": "2026-11-23", "held_time": "08:00", "text": text,
        **values,
    }  # fmt: skip


def chosen(text, choice="keep", **answers):
    """The chips of a text as the page sends them."""
    lines = marked_lines(text)
    found = {f"{line.key}-choice": choice for line in lines}
    return found | {f"{line.key}-{name}": value for line in lines for name, value in answers.items()}


def post(client, account, data):
    return client.post(reverse("conversations:record_note", args=[account.pk]), data)


def test_without_script_the_form_comes_back_once_with_the_chips_and_then_saves(maras, osprey, dana, mara):
    text = "Good call\r\n! CO-3 to Dana by Friday\r\ne Welsh at launch"
    first = post(maras, osprey, typed(text, contacts=[dana.pk]))

    page = first.content.decode()
    assert first.status_code == 422
    assert "Check what the marked lines become" in page
    assert "Good call" in page
    assert 'value="2026-11-27"' in page
    assert not Note.objects.exists()
    answer = post(maras, osprey, typed(text, contacts=[dana.pk], **chosen(text.replace("\r\n", "\n"))))
    note = Note.objects.get()
    assert answer.url == reverse("conversations:note", args=[note.pk])
    assert [point.mark for point in note.points.order_by("position")] == ["promise", "expectation"]
    assert "Welsh at launch" in maras.get(answer.url).content.decode()


def test_a_dropped_line_makes_no_record_and_is_still_dropped_when_the_note_is_edited(maras, osprey, dana, mara):
    text = "? a map"
    post(maras, osprey, typed(text, **chosen(text, "drop")))
    note = Note.objects.get()

    assert not Request.objects.exists()
    address = reverse("conversations:edit_note", args=[note.pk])
    assert 'value="drop" checked' in maras.get(address).content.decode()
    answer = maras.post(address, typed("? a map\nGood call", version=1, title=note.title))
    assert answer.status_code == 302
    assert not Request.objects.exists()


def test_what_someone_corrects_is_saved(maras, osprey, dana, mara, piet):
    text = "a photos"
    line = marked_lines(text)[0].key
    read = maras.post(
        reverse("conversations:read_note", args=[osprey.pk]),
        typed(text, contacts=[dana.pk], **{f"{line}-owner": f"person-{mara.pk}", f"{line}-choice": "keep",
            f"{line}-proposed": f"owner=person-{mara.pk};due_on="}),
    )  # fmt: skip

    assert f'value="person-{mara.pk}" selected' in read.content.decode()
    post(maras, osprey, typed(text, **chosen(text, owner=f"person-{piet.pk}", due_on="2026-12-01")))
    action = Action.objects.get()
    assert (action.owner, str(action.due_on)) == (piet, "2026-12-01")


def test_an_answer_that_no_one_touched_follows_who_took_part(maras, osprey, dana):
    piotr = osprey.contacts.create(name="Piotr Zielinski")
    key = marked_lines("e Welsh at launch")[0].key
    shown = {f"{key}-choice": "keep", f"{key}-contact_id": str(piotr.pk), f"{key}-proposed": f"contact_id={piotr.pk}"}
    address = reverse("conversations:read_note", args=[osprey.pk])
    untouched = maras.post(address, typed("e Welsh at launch", contacts=[dana.pk], **shown)).content.decode()
    chosen_by_hand = shown | {f"{key}-proposed": "contact_id="}
    corrected = maras.post(address, typed("e Welsh at launch", contacts=[dana.pk], **chosen_by_hand)).content.decode()

    assert f'value="{dana.pk}" selected' in untouched
    assert f'value="{piotr.pk}" selected' in corrected


def test_a_name_of_two_people_has_to_be_chosen_and_nothing_is_lost(maras, osprey, dana, mara):
    osprey.contacts.create(name="Dana Holt")
    text = "e Dana: Welsh at launch"
    answer = post(maras, osprey, typed(text, **chosen(text)))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose an answer, or drop this line." in page
    assert text in page
    saved = post(maras, osprey, typed(text, **chosen(text, contact_id=str(dana.pk))))
    assert saved.status_code == 302
    assert Expectation.objects.get().stated_by == dana


def test_a_date_that_does_not_exist_is_pointed_out(maras, osprey, dana):
    text = "a photos by 31 Feb"
    read = maras.post(reverse("conversations:read_note", args=[osprey.pk]), typed(text))

    assert "31 Feb" in read.content.decode()
    assert "one clear date" in read.content.decode()


def test_a_form_that_is_sent_twice_saves_once(maras, osprey, dana):
    text = "? a map"
    sent = typed(text, **chosen(text))
    first, second = post(maras, osprey, sent), post(maras, osprey, sent)

    assert first.url == second.url
    assert (Note.objects.count(), Request.objects.count()) == (1, 1)


def test_a_note_without_words_is_refused_at_its_text(maras, osprey, dana):
    answer = post(maras, osprey, typed(" ", contacts=[dana.pk]))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"text": ["Enter what was said."]}
    assert not Note.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-31"])
def test_a_day_that_no_talk_can_be_on_is_refused_at_its_field(maras, osprey, dana, day):
    answer = post(maras, osprey, typed("d launch", held_on=day))

    assert answer.status_code == 422
    assert answer.context["form"].errors["held_on"]
    assert maras.get(reverse("conversations:notes"), {"since": day, "until": day}).status_code == 200


@pytest.mark.parametrize("text", ["x" * 100_000, "\x00! a", "! a\n" * 300, "e " + "x" * 3_000])
def test_hostile_texts_come_back_with_a_sentence(maras, osprey, dana, text):
    answer = post(maras, osprey, typed(text, **chosen(text)))

    assert answer.status_code in {302, 422}
    assert maras.post(reverse("conversations:read_note", args=[osprey.pk]), typed(text)).status_code == 200
    assert not NotePoint.objects.exists()


def test_who_may_not_make_a_record_reads_why_and_saves_the_note(client, osprey, tim, site, dana):
    client.force_login(tim)
    text = "e Welsh at launch\n? a map"
    read = client.post(reverse("conversations:read_note", args=[osprey.pk]), typed(text))

    assert "can record this" in read.content.decode()
    post(client, osprey, typed(text, **chosen(text)))
    assert [point.mark for point in Note.objects.get().points.all()] == ["request"]


def test_a_stale_edit_shows_both_texts(maras, osprey, mara):
    note = make_note(osprey, mara, "Good call")
    address = reverse("conversations:edit_note", args=[note.pk])
    maras.post(address, typed("Very good call", version=1, title=note.title))
    answer = maras.post(address, typed("Bad call", version=1, title=note.title))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Very good call" in page
    assert "Bad call" in page


def test_the_query_names_who_took_part_and_a_planned_talk_has_no_records(maras, osprey, dana):
    address = reverse("conversations:record_note", args=[osprey.pk])
    osprey.contacts.create(name="Piotr Zielinski")
    page = maras.get(f"{address}?words=meeting+with+dana").content.decode()

    assert 'value="meeting"' in page.split("checked")[0].rsplit("<input", 1)[-1]
    assert f'value="{dana.pk}" id="id_contacts_0" checked' in page or "checked" in page
    later = typed("d launch", held_on="2026-12-01")
    assert "in the future" in maras.post(reverse("conversations:read_note", args=[osprey.pk]), later).content.decode()


def test_selected_words_are_saved_at_once_or_asked_about(maras, osprey, mara, dana):
    note = make_note(osprey, mara, "She wants six more stations", contact_ids=(dana.pk,))
    address = reverse("conversations:add_point", args=[note.pk])
    sent = {"nonce": uuid.uuid4().hex, "selected": "1", "text": "six more stations"}

    assert maras.post(address, sent | {"mark": "request"}).status_code == 302
    assert Request.objects.get().contact == dana
    asked = maras.post(address, sent | {"mark": "preference", "nonce": uuid.uuid4().hex})
    assert asked.status_code == 422
    assert "six more stations" in asked.content.decode()


def test_a_record_from_a_note_offers_those_who_took_part_first(maras, osprey, mara, piet, dana):
    others = [osprey.contacts.create(name=f"Contact {number}") for number in range(5)]
    note = make_note(osprey, mara, "Six more", contact_ids=(others[4].pk,), person_ids=(piet.pk,))

    form = maras.get(reverse("conversations:add_point", args=[note.pk])).context["form"]

    first = [next(iter(form[name].subwidgets)).choice_label for name in ("contact_id", "person_id")]
    assert first == ["Contact 4", "Piet"]
    assert [form[name].kind for name in ("contact_id", "person_id")] == ["likely", "likely"]


def test_search_finds_the_words_of_a_note_and_begins_one_with_its_people(maras, osprey, mara, dana):
    make_note(osprey, mara, "Cardiff opens in spring", title="Steering")
    found = maras.get(reverse("ui:jump"), {"q": "cardiff"}).content.decode()
    begun = maras.get(reverse("ui:jump"), {"q": "note osprey call with dana"}).content.decode()

    assert "Steering" in found
    assert f"{reverse('conversations:record_note', args=[osprey.pk])}?words=call%20with%20dana" in begun


def test_the_list_shows_planned_notes_and_finds_by_words_and_contact(maras, osprey, mara, dana):
    make_note(osprey, mara, "Cardiff opens", title="Steering", contact_ids=(dana.pk,))
    make_note(osprey, mara, title="Next week", held_at=MONDAY + timedelta(days=7))
    address = reverse("conversations:notes")

    assert "Next week" in maras.get(f"{address}?view=planned").content.decode()
    found = maras.get(f"{address}?text=cardiff&contact={dana.pk}&until=2026-11-24&since=2026-11-23").content.decode()
    assert "Steering" in found
    assert "Next week" not in found


def test_a_note_and_its_decision_are_on_the_line_of_time_of_the_account(maras, osprey, mara, dana):
    make_note(
        osprey, mara, "Good call\nd launch", [PointFields("decision", "Launch on 17 Feb", 2, dana.pk)],
        title="Steering", contact_ids=(dana.pk,),
    )  # fmt: skip
    make_note(osprey, mara, title="Without her")
    address = reverse("accounts:conversation", args=[osprey.pk])
    page = maras.get(address).content.decode()
    hers = maras.get(f"{address}?person=c{dana.pk}").content.decode()

    assert page.index("Steering") > page.index("Without her")
    assert "Good call" in page
    assert "Launch on 17 Feb" in page
    assert "Steering" in hers
    assert "Without her" not in hers


def test_a_request_is_closed_from_the_plan_and_a_decision_is_a_dated_line_there(maras, osprey, mara, dana):
    points = [PointFields("request", "A map", 1, dana.pk), PointFields("decision", "Launch on 17 Feb", 2, dana.pk)]
    make_note(osprey, mara, "? a map\nd launch", points)
    plan = reverse("accounts:plan", args=[osprey.pk])
    page = maras.get(plan).content.decode()
    request = Request.objects.get()

    assert "Launch on 17 Feb" in page
    assert reverse("scope:request", args=[request.pk]) in page
    sent = {"nonce": uuid.uuid4().hex, "version": 1, "closed_because": "Quoted as CO-4"}
    maras.post(reverse("scope:close_request", args=[request.pk]), sent)
    request.refresh_from_db()
    assert (request.is_open, request.closed_because) == (False, "Quoted as CO-4")


@pytest.mark.parametrize(
    ("kind", "word"),
    [("meeting", "Meeting"), ("call", "Call"), ("message", "Message"), ("email", "Email elsewhere")],
)
def test_a_note_of_each_kind_is_recorded_and_named_on_the_conversation(maras, osprey, dana, kind, word):
    answer = post(maras, osprey, typed("Welsh is in", kind=kind, title="About Welsh", contacts=[dana.pk]))

    assert (answer.status_code, Note.objects.get().kind) == (302, kind)
    assert word in maras.get(answer.url).content.decode()
