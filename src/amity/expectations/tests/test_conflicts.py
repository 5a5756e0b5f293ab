"""An expectation in conflict with what was agreed: options compared, answered with a reason, and closed."""

import re
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from amity.accounts.evidence import Evidence
from amity.audit import trail
from amity.expectations import commands, queries, rules
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.conflicts import commands as conflict_commands
from amity.expectations.conflicts import queries as conflict_queries
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.expectations.models import Conflict
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.waiting.queries import open_on, waiting_for
from tests.builders import acting, make_agreement, make_line, make_person

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
ORDER = OptionFields("change_order", 1, 3, "96 h")
ABSORB = OptionFields("absorb", 3, -4)
SAID = ConflictFields("English only", (ABSORB, ORDER))
pytestmark = pytest.mark.django_db


@pytest.fixture
def welsh(mara, osprey):
    dana = osprey.contacts.create(name="Dana Whitlock")
    said = ExpectationFields("The app comes in Welsh", "scope", evidence=Evidence(dana.pk, date(2026, 11, 20), "call"))
    return commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)


def found(person, one, said=SAID):
    return conflict_commands.find_conflict(
        by=acting(person), expectation_id=one.pk, version=one.version, fields=said, now=NOW
    )


def answered(person, one, answer="change_order", why="They have the money"):
    said = ConflictAnswerFields(answer, why, speak_by=date(2026, 11, 27))
    return conflict_commands.answer_conflict(
        by=acting(person), conflict_id=one.pk, version=one.version, fields=said, now=NOW
    )


@time_machine.travel(NOW, tick=False)
def test_the_card_of_a_conflict_shows_our_answer_and_who_tells_the_client(mara, welsh):
    def notes():
        groups = open_on(acting(mara), welsh.account_id, NOW.date())
        return next(group.items[0].notes for group in groups if group.kind.key == "conflict")

    one = found(mara, welsh)
    assert notes() == ["Agreed: English only"]

    answered(mara, one)
    Conflict.objects.update(speaker=mara)
    assert notes() == [
        "Agreed: English only",
        "Our answer: offer it as extra work, by change order",
        "You tell the client by 27 Nov",
    ]


def test_a_conflict_keeps_both_statements_and_puts_the_expectation_at_risk(mara, welsh):
    one = found(mara, welsh)

    row = conflict_queries.conflicts_of(welsh)[0]
    seen = queries.expectation_seen_by(acting(mara), welsh.pk)
    assert (one.believed, one.agreed, row.state) == ("The app comes in Welsh", "English only", rules.WEIGHING)
    assert [option.answer for option in row.options] == ["change_order", "absorb"]
    assert seen.state == rules.AT_RISK
    assert queries.history_of(seen)[0].note == "Conflicts with what was agreed: English only"
    assert "expectation.conflict_found" in trail.actions_on(welsh)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (ConflictFields(" ", SAID.options), "agreed"),
        (ConflictFields("English only", (ORDER,)), "options"),
        (ConflictFields("English only", (ORDER, ORDER)), "options"),
        (ConflictFields("English only", (ORDER, OptionFields("shrug", 0, 0))), "options"),
        (ConflictFields("English only", (ORDER, OptionFields("absorb", 6, 0))), "options"),
        (ConflictFields("English only", SAID.options, 99_999), "line_id"),
    ],
)
def test_what_cannot_be_weighed_is_refused_at_its_field(mara, welsh, said, field):
    with pytest.raises(Invalid) as refusal:
        found(mara, welsh, said)

    assert refusal.value.field == field


def test_one_conflict_is_open_at_a_time_and_none_of_what_is_met(mara, welsh):
    found(mara, welsh)
    seen = queries.expectation_seen_by(acting(mara), welsh.pk)
    with pytest.raises(Refused, match="already has an open conflict"):
        found(mara, seen)
    move = Move("met")
    commands.move_expectation(by=acting(mara), expectation_id=seen.pk, version=seen.version, move=move, now=NOW)
    with pytest.raises(Refused, match="is met"):
        found(mara, queries.expectation_seen_by(acting(mara), welsh.pk))


def test_the_answer_says_who_chose_it_and_why_and_what_would_have_been_better(mara, welsh):
    one = answered(mara, found(mara, welsh), "absorb", "We owe them one")

    row = conflict_queries.conflicts_of(welsh)[0]
    assert (one.answer, one.why, one.answered_by, row.state) == ("absorb", "We owe them one", "Mara", rules.ANSWERED)
    assert (row.better_for_us, row.better_for_client) == ("offer it as extra work, by change order", "")
    assert "Answer: do it at no charge. We owe them one" in queries.history_of(welsh)[0].note


def test_only_what_was_weighed_is_chosen_and_never_without_a_reason(mara, welsh):
    one = found(mara, welsh)

    for answer, why, field in (("decline", "Because", "answer"), ("absorb", " ", "why")):
        with pytest.raises(Invalid) as refusal:
            answered(mara, one, answer, why)
        assert refusal.value.field == field


def test_it_is_closed_with_its_outcome_once_answered_and_another_may_be_found_then(mara, welsh):
    one = found(mara, welsh)
    with pytest.raises(Refused, match="Choose an answer first"):
        conflict_commands.close_conflict(by=acting(mara), conflict_id=one.pk, version=1, outcome="Signed", now=NOW)
    one = answered(mara, one)
    with pytest.raises(Invalid):
        conflict_commands.close_conflict(by=acting(mara), conflict_id=one.pk, version=one.version, outcome=" ", now=NOW)
    conflict_commands.close_conflict(
        by=acting(mara), conflict_id=one.pk, version=one.version, outcome="Signed", now=NOW
    )

    with pytest.raises(Refused, match="closed"):
        answered(mara, one)
    assert found(mara, queries.expectation_seen_by(acting(mara), welsh.pk)).pk != one.pk


def test_who_does_not_work_with_the_client_neither_sees_nor_answers_and_two_are_told(mara, ada, tim, fina, welsh):
    one = found(mara, welsh)
    with pytest.raises(NotSeen):
        conflict_queries.conflict_seen_by(acting(tim), one.pk)
    with pytest.raises(Refused):
        answered(fina, one)
    first = conflict_commands.answer_conflict(
        by=acting(ada), conflict_id=one.pk, version=1, fields=ConflictAnswerFields("absorb", "Fair"), now=NOW
    )
    with pytest.raises(Stale):
        answered(mara, one)
    assert first.answered_by == "Ada"


def test_the_line_of_the_expectation_begins_what_was_agreed(mara, osprey, welsh):
    welsh.line = make_line(make_agreement(osprey), "Store pages")

    assert conflict_queries.agreed_on(welsh, NOW.date()).startswith("Line Store pages")


def test_the_pages_weigh_answer_and_close(client, mara, welsh):
    client.force_login(mara)
    page = reverse("expectations:expectation", args=[welsh.pk])
    weighed = {
        "agreed": "English only", "change_order_client": "1", "change_order_agency": "3", "decline_client": "-4",
        "decline_agency": "0", "version": "1", "nonce": uuid.uuid4().hex,
    }  # fmt: skip

    recorded = client.post(reverse("expectations:find_conflict", args=[welsh.pk]), weighed, follow=True)
    assert recorded.request["PATH_INFO"] == page
    assert "Conflict recorded." in recorded.text
    one = welsh.conflicts.get()
    again = client.post(
        reverse("expectations:answer_conflict", args=[one.pk]),
        {"answer": "change_order", "why": "They have the money", "version": "1", "nonce": uuid.uuid4().hex},
    )
    shown = client.get(page).content.decode()
    closed = client.post(
        reverse("expectations:close_conflict", args=[one.pk]),
        {"outcome": "Signed", "version": "2", "nonce": uuid.uuid4().hex},
    )

    assert (again.status_code, closed.status_code) == (302, 302)
    assert "They have the money" in shown
    assert "Offer it as extra work, by change order" in shown
    assert "Signed" in client.get(page).content.decode()


def test_a_reader_of_another_language_reads_how_and_what_was_stored_in_theirs(client, mara, welsh):
    with translation.override("fr"):  # as someone who works in French finds and settles it
        one = answered(mara, found(mara, welsh), "absorb", "C’est petit")
    assert queries.history_of(welsh)[0].note == "Answer: do it at no charge. C’est petit"
    assert one.answer == "absorb"
    Person.objects.filter(pk=mara.pk).update(locale="de_DE")
    client.force_login(mara)

    page = client.get(reverse("expectations:expectation", args=[welsh.pk])).content.decode()
    form = client.get(reverse("expectations:record_expectation", args=[welsh.account_id])).content.decode()
    conversation = client.get(f"/accounts/{welsh.account_id}/conversation/").content.decode()

    assert ">Steht im Konflikt mit der Vereinbarung: English only<" in page
    assert ">Antwort: ohne Berechnung erledigen. C’est petit<" in page
    assert "<span data-verbatim>Anruf</span>" in page
    assert ">Anruf<" in conversation
    assert re.search(r'value="call"[^>]*>\s*(<[^>]*>\s*)*Anruf', form)


def test_only_who_can_record_its_outcome_is_asked_for_it_on_the_account(mara, osprey, welsh):
    reader = make_person("Margit", roles.EXECUTIVE)
    answered(mara, found(mara, welsh))

    def asked(person):
        groups = open_on(acting(person), osprey.pk, NOW.date(), only="conflict")
        return [(item.open, bool(item.form)) for group in groups for item in group.items]

    assert asked(mara) == [("Record the outcome", True)]
    assert asked(reader) == [("Show conflict", False)]


def test_the_answer_is_the_primary_button_of_an_expectation_in_conflict(client, mara, welsh):
    client.force_login(mara)

    def primary():
        page = client.get(f"/expectations/{welsh.pk}/").content.decode()
        return re.findall(r'<a class="btn btn-s btn-primary"[^>]*>([^<]*)</a>', page)

    assert primary() == ["Mark as met"]
    one = found(mara, welsh)
    assert primary() == ["Choose the answer"]
    answered(mara, one)
    assert primary() == ["Record the outcome"]


def test_a_conflict_is_answered_from_the_list_once_its_options_are_compared(mara, welsh):
    one = found(mara, welsh, ConflictFields("English only", (ABSORB, ORDER)))

    waits = [item for group in open_on(acting(mara), welsh.account_id, NOW.date()) for item in group.items]

    offered = [(item.open, item.form) for item in waits if item.cause == f"conflict {one.pk}"]
    assert offered == [("Choose the answer", f"/expectations/conflicts/{one.pk}/answer/")]


def test_an_expectation_leads_to_the_page_of_its_account(client, mara, welsh):
    client.force_login(mara)

    page = client.get(f"/expectations/{welsh.pk}/").content.decode()

    assert page.count(f'href="/accounts/{welsh.account_id}/">{welsh.account}') == 2


def waits(person, key="conflict"):
    return [(item.id, item.due) for group in waiting_for(acting(person), NOW, only=key) for item in group.items]


@time_machine.travel(NOW, tick=False)
def test_a_new_conflict_is_its_account_managers_with_a_date_and_waits_for_them(client, mara, ada, welsh):
    one = found(ada, welsh)

    friday = date(2026, 11, 27)
    assert (one.speaker, one.speak_by) == (mara, friday)
    assert (one.entry.owner, one.entry.due_on) == (mara, friday)
    assert waits(mara) == [(one.pk, friday)]
    client.force_login(mara)
    assert one.believed in client.get("/today/").text


@time_machine.travel(NOW, tick=False)
def test_whoever_owns_a_conflict_sees_it_before_it_is_answered_and_its_manager_once_no_one_does(mara, piet, welsh):
    one = found(mara, welsh, replace(SAID, speaker_id=piet.pk, speak_by=date(2026, 11, 30)))
    assert waits(piet) == waits(mara) == [(one.pk, date(2026, 11, 30))]

    Conflict.objects.update(speaker=None, answer="absorb")
    assert (waits(piet), waits(mara)) == ([], [(one.pk, date(2026, 11, 30))])


@time_machine.travel(NOW, tick=False)
def test_the_form_of_a_conflict_begins_with_its_owner_and_date(client, mara, welsh):
    client.force_login(mara)
    form = client.get(reverse("expectations:find_conflict", args=[welsh.pk])).context["form"]

    assert (form["speaker_id"].value(), form["speak_by"].value()) == (mara.pk, date(2026, 11, 27))
