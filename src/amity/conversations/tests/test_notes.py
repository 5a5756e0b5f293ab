"""A note and what its lines become: recorded together, edited alone, read by those of the account."""

from datetime import date, timedelta

import pytest

from amity.accounts.models import Preference
from amity.audit import trail
from amity.conversations.models import Action, Note, NotePoint
from amity.conversations.notes import commands, points, queries
from amity.conversations.notes.fields import NoteFields, PointFields
from amity.conversations.tests.making import HELD, make_note
from amity.expectations.models import Expectation
from amity.monitoring.models import ProjectExpectation
from amity.scope.models import Request
from amity.scope.requests.commands import close_request, reopen_request
from amity.scope.requests.fields import ClosingFields
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TALK = "Good call\n! CO-3 to Dana\n? a map\ne Welsh at launch\np never red\nd launch on 17 Feb\na photos"


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


def every_mark(dana, mara):
    """One point of each mark, for the lines of `TALK`."""
    return [
        PointFields("promise", "CO-3 to Dana", 2, dana.pk, mara.pk, date(2026, 11, 27)),
        PointFields("request", "A map", 3, dana.pk),
        PointFields("expectation", "Welsh at launch", 4, dana.pk),
        PointFields("preference", "Never red", 5, dana.pk, attitude="never", scope="visual"),
        PointFields("decision", "Launch on 17 Feb", 6, dana.pk),
        PointFields("action", "Photos", 7, dana.pk, due_on=date(2026, 11, 30)),
    ]


def test_each_marked_line_becomes_its_record_with_evidence_and_leads_back(osprey, mara, dana):
    note = make_note(osprey, mara, TALK, every_mark(dana, mara), title="", contact_ids=(dana.pk,))

    decision = note.points.get(mark="decision")
    promise, expected = Expectation.objects.get(kind="promise"), Expectation.objects.exclude(kind="promise").get()
    request, preference, action = Request.objects.get(), Preference.objects.get(), Action.objects.get()
    assert note.title == "Call with Dana Whitlock"
    assert (promise.promised_by, promise.promised_until, promise.stated_by) == (mara, date(2026, 11, 27), dana)
    assert (request.words, request.contact, request.source) == ("A map", dana, "call")
    assert (expected.stated_by, expected.stated_on, expected.stated_in) == (dana, HELD.date(), "call")
    assert expected.client_words == "Welsh at launch"
    assert (preference.attitude, preference.scope) == ("never", "visual")
    assert (decision.stated_by, decision.text) == (dana, "Launch on 17 Feb")
    assert (action.contact, action.due_on, action.owner) == (dana, date(2026, 11, 30), None)
    assert {point.position for point in note.points.all()} == {2, 3, 4, 5, 6, 7}
    assert trail.actions_on(note) == ["note.recorded", *["note.became"] * 6]
    assert trail.actions_on(action) == ["action.added"]


@pytest.mark.django_db(transaction=True)
def test_a_line_that_can_not_be_saved_keeps_everything_back(osprey, mara, dana):
    wrong = [*every_mark(dana, mara)[:5], PointFields("action", "Photos", 7)]

    with pytest.raises(Invalid) as refused:
        make_note(osprey, mara, TALK, wrong)

    assert refused.value.field == "points.7.owner"
    for model in (Note, NotePoint, Expectation, Preference, Request, Action):
        assert not model.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_process_that_dies_in_the_middle_saves_nothing(osprey, mara, dana, monkeypatch):
    def dies(*_args):
        raise KeyboardInterrupt

    monkeypatch.setitem(points._MAKERS, "action", dies)
    with pytest.raises(KeyboardInterrupt):
        make_note(osprey, mara, TALK, every_mark(dana, mara))

    for model in (Note, NotePoint, Expectation, Preference, Request):
        assert not model.objects.exists()


def test_on_a_project_the_expectation_belongs_to_it_and_another_clients_project_is_refused(osprey, mara, dana):
    site = make_project(osprey)
    make_note(osprey, mara, "e Welsh", [PointFields("expectation", "Welsh", 1, dana.pk)], project_id=site.pk)

    assert ProjectExpectation.objects.get().project == site
    with pytest.raises(Invalid):
        make_note(osprey, mara, project_id=make_project(make_account(manager=mara)).pk)


def test_who_may_not_record_what_the_client_wants_still_notes_requests_and_actions(osprey, tim, mara, dana, site):
    made = make_note(osprey, tim, "? a map\na send it", [
        PointFields("request", "A map", 1, dana.pk), PointFields("action", "Send it", 2, person_id=tim.pk),
    ])  # fmt: skip

    assert made.points.count() == 2
    with pytest.raises(Refused):
        make_note(osprey, tim, "e Welsh", [PointFields("expectation", "Welsh", 1, dana.pk)])


def test_a_talk_in_the_future_has_no_text_and_makes_no_records_yet(osprey, mara, dana):
    tomorrow = MONDAY + timedelta(days=1)
    planned = make_note(osprey, mara, "", held_at=tomorrow, contact_ids=(dana.pk,))

    assert (planned.text, planned.held_at) == ("", tomorrow)
    with pytest.raises(Invalid) as refused:
        make_note(osprey, mara, "d launch", [PointFields("decision", "Launch", 1)], held_at=tomorrow)
    assert refused.value.field == "held_at"


def edited(note, by, text, version=1, points=()):
    fields = NoteFields(held_at=note.held_at, kind="meeting", title=note.title, text=text)
    return commands.edit_note(by=acting(by), note_id=note.pk, version=version, fields=fields, points=points, now=MONDAY)


def test_an_edited_line_changes_no_record_and_leads_to_it_where_it_is_now(osprey, mara, dana):
    note = make_note(osprey, mara, "e Welsh at launch", [PointFields("expectation", "Welsh at launch", 1, dana.pk)])
    edited(note, mara, "Good call\ne Welsh at the launch\n? a map", points=[PointFields("request", "A map", 3)])

    first, second = queries.points_of(note)
    assert (first.position, first.text) == (2, "Welsh at launch")
    assert Expectation.objects.get().statement == "Welsh at launch"
    assert (second.position, second.mark) == (3, "request")
    edited(note, mara, "Good call", version=2)
    assert [point.position for point in queries.points_of(note)] == [0, 0]
    assert Expectation.objects.count() == 1


def test_a_stale_edit_is_refused_and_only_those_of_the_account_and_the_author_edit(osprey, mara, tim, site):
    note = make_note(osprey, tim, "Good call")
    edited(note, mara, "Very good call")

    with pytest.raises(Stale):
        edited(note, mara, "Bad call")
    edited(note, tim, "By its author", version=2)
    others = make_note(osprey, mara, "Good call", person_ids=(tim.pk,))
    with pytest.raises(Refused):
        edited(others, tim, "Not theirs")


def test_a_note_is_read_by_those_of_the_account_its_project_and_the_talk(osprey, mara, piet, tim, site):
    on_site, elsewhere = make_note(osprey, mara, project_id=site.pk), make_note(osprey, mara)
    with_tim = make_note(osprey, mara, person_ids=(mara.pk, tim.pk))

    def seen_by(person):
        return set(Note.objects.visible_to(person))

    assert seen_by(mara) == {on_site, elsewhere, with_tim}
    assert seen_by(piet) == {on_site}
    assert seen_by(tim) == {with_tim}
    assert seen_by(make_person("Fina", "finance")) == {on_site, elsewhere, with_tim}
    assert seen_by(make_person("Vera")) == set()
    with pytest.raises(NotSeen):
        queries.note_seen_by(acting(tim), elsewhere.pk)


def test_limits_are_refused_with_a_sentence_at_the_field(osprey, mara, dana):
    for text, field in (("x" * 20_001, "text"), ("! a\n" * 101, "text")):
        with pytest.raises(Invalid) as refused:
            make_note(osprey, mara, text)
        assert refused.value.field == field
    with pytest.raises(Invalid) as refused:
        make_note(osprey, mara, "p x", [PointFields("preference", "x" * 301, 1, dana.pk, attitude="like")])
    assert refused.value.field == "points.1.text"
    stranger = make_account().contacts.create(name="Someone else")
    with pytest.raises(Invalid):
        make_note(osprey, mara, contact_ids=(stranger.pk,))
    with pytest.raises(Invalid):
        make_note(osprey, mara, "? a", [PointFields("request", "A map", 1, stranger.pk)])


def test_selected_words_become_a_record_of_their_line(osprey, mara, dana):
    note = make_note(osprey, mara, "Good call\nShe wants six more stations on the map")
    point = commands.add_point(
        by=acting(mara), note_id=note.pk, now=MONDAY,
        point=PointFields("request", "six more stations", contact_id=dana.pk),
    )  # fmt: skip

    request = Request.objects.get(points=point)
    assert (point.position, request.words, request.contact) == (2, "six more stations", dana)


def test_a_request_is_closed_with_a_reason_once_and_reopened(osprey, mara, tim, dana, site):
    make_note(osprey, mara, "? a map", [PointFields("request", "A map", 1, dana.pk)])
    request = Request.objects.get()

    def close(by, reason="Quoted as CO-4", version=1):
        return close_request(
            by=acting(by), request_id=request.pk, version=version, fields=ClosingFields(reason), now=MONDAY
        )

    with pytest.raises(NotSeen):
        close(tim)
    with pytest.raises(Invalid):
        close(mara, " ")
    assert not close(mara).is_open
    with pytest.raises(Refused):
        close(mara, version=2)
    reopened = reopen_request(by=acting(mara), request_id=request.pk, version=2, now=MONDAY)
    assert (reopened.is_open, reopened.closed_because) == (True, "")
    assert trail.actions_on(request) == ["request.recorded", "request.closed", "request.reopened"]
