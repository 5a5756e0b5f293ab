"""Commands on facts: each outcome, refusal, audit record and email."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.audit import trail
from amity.facts import commands, queries
from amity.facts.commands import FactFields, Question
from amity.facts.models import Fact
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.shared.caches.reading import reading
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from amity.shared.rows.prepared import FEW
from tests.builders import MONDAY, acting, make_account, make_person

FIELD = "duty.data_access"
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def asked(mara, tim, osprey):
    question = Question(tim.pk, FRIDAY, "Piotr should know.")
    return commands.ask(by=acting(mara), about=Ref.to(osprey), field=FIELD, question=question, now=MONDAY)


def test_what_is_known_says_who_said_so(mara, osprey):
    said = FactFields("Piotr Zielinski", stated_by="Dana Whitlock", stated_on=date(2026, 11, 20), stated_in="call")

    commands.state_fact(by=acting(mara), about=Ref.to(osprey), field=FIELD, fields=said, now=MONDAY)

    fact = queries.facts_on(Ref.to(osprey))[FIELD]
    assert (fact.state, fact.value, fact.stated_by) == ("known", "Piotr Zielinski", "Dana Whitlock")
    assert trail.actions_on(osprey) == ["fact.stated"]


@pytest.mark.parametrize("more", [0, FEW])
def test_facts_about_few_subjects_and_about_many_are_the_same(mara, osprey, more):
    said, other = FactFields("Piotr"), make_account("Quillon", manager=mara)
    for about in (osprey, other):
        commands.state_fact(by=acting(mara), about=Ref.to(about), field=FIELD, fields=said, now=MONDAY)
    kind, ids = Ref.to(osprey).kind, [osprey.pk, *range(other.pk + 1, other.pk + 1 + more)]

    found = queries.facts_on_many(kind, ids)
    assert {pk: fact[FIELD].value for pk, fact in found.items()} == {osprey.pk: "Piotr"}
    Fact.objects.update(value="Kasia")
    assert queries.facts_on_many(kind, ids)[osprey.pk][FIELD].value == "Kasia"
    assert queries.facts_on_many("another kind", ids) == queries.facts_on_many(kind, []) == {}


def test_a_page_reads_the_facts_of_a_subject_once(asked, osprey):
    about = Ref.to(osprey)
    with reading(), CaptureQueriesContext(connection) as read:
        found = [queries.facts_on(about), queries.facts_on_many(about.kind, [osprey.pk])[osprey.pk]]

    assert found == [{FIELD: asked}] * 2
    assert len(read) == 1


def test_what_we_type_ourselves_is_only_assumed(mara, osprey):
    fact = commands.state_fact(
        by=acting(mara), about=Ref.to(osprey), field=FIELD, fields=FactFields("Piotr"), now=MONDAY
    )

    assert (fact.state, fact.stated_by, fact.stated_on) == ("assumed", "", None)


def test_known_without_anyone_who_said_so_is_refused(mara, osprey):
    said = FactFields("Piotr", state="known")

    with pytest.raises(Invalid) as refused:
        commands.state_fact(by=acting(mara), about=Ref.to(osprey), field=FIELD, fields=said, now=MONDAY)

    assert refused.value.field == "stated_by"
    assert not queries.facts_on(Ref.to(osprey))


@pytest.mark.parametrize("field", ["value", "stated_by", "stated_in", "note"])
def test_what_is_too_long_is_refused_and_not_cut(mara, osprey, field):
    said = replace(FactFields("Piotr"), **{field: "x" * 5_001})  # type: ignore[arg-type]

    with pytest.raises(Invalid) as refused:
        commands.state_fact(by=acting(mara), about=Ref.to(osprey), field=FIELD, fields=said, now=MONDAY)

    assert refused.value.field == field


def test_an_assumption_has_no_evidence(mara, osprey):
    said = FactFields("Piotr", state="assumed")

    fact = commands.state_fact(by=acting(mara), about=Ref.to(osprey), field=FIELD, fields=said, now=MONDAY)

    assert (fact.state, fact.stated_by) == ("assumed", "")


def test_an_assumption_becomes_a_question_that_is_mailed(mara, tim, asked):
    assert (asked.state, asked.owner, asked.due_on) == ("ask", tim, FRIDAY)
    mail = Message.objects.get()
    assert (mail.to, mail.audience) == (tim.mail, "staff")
    assert f"/to-find-out/{asked.pk}/" in mail.body
    assert "Piotr should know." in mail.body


def test_the_date_of_an_answer_is_short_in_the_subject_and_whole_in_the_email(mara, tim, osprey):
    tim.locale = "en_US"
    tim.save(update_fields=["locale"])

    commands.ask(by=acting(mara), about=Ref.to(osprey), field=FIELD, question=Question(tim.pk, FRIDAY), now=MONDAY)

    mail = Message.objects.get()
    assert mail.subject.startswith("Answer needed by Nov 27, 2026: ")
    assert "needs an answer from you by Friday, November 27, 2026." in mail.body


def test_no_one_is_mailed_what_they_ask_themselves(mara, osprey):
    commands.ask(by=acting(mara), about=Ref.to(osprey), field=FIELD, question=Question(mara.pk, FRIDAY), now=MONDAY)

    assert not Message.objects.exists()


def test_a_colleague_who_does_not_see_the_account_answers_and_the_asker_is_notified(mara, tim, osprey, asked):
    fact = commands.answer(by=acting(tim), fact_id=asked.pk, version=1, fields=FactFields("Piotr"), now=MONDAY)

    assert (fact.state, fact.value, fact.stated_by, fact.owner) == ("known", "Piotr", "Tim", None)
    assert trail.actions_on(osprey) == ["fact.asked", "fact.answered"]
    assert Message.objects.filter(to=mara.mail, kind="question").count() == 1
    notice = Notification.objects.get()
    assert (notice.person, notice.kind, notice.path) == (mara, "answer", f"/accounts/{osprey.pk}/")
    assert notice.text.startswith("Tim answered your question: ")
    with pytest.raises(NotSeen):
        queries.fact_seen_by(acting(tim), asked.pk)


def test_who_is_not_asked_and_sees_nothing_learns_nothing(asked):
    outsider = acting(make_person("Otto", "account_manager"))

    with pytest.raises(NotSeen):
        commands.answer(by=outsider, fact_id=asked.pk, version=1, fields=FactFields("Me"), now=MONDAY)


def test_who_reads_only_does_not_state(osprey):
    reader = acting(make_person("Eva", "executive"))

    with pytest.raises(Refused):
        commands.state_fact(by=reader, about=Ref.to(osprey), field=FIELD, fields=FactFields("x"), now=MONDAY)


def test_a_question_is_answered_once(mara, tim, asked):
    commands.answer(by=acting(tim), fact_id=asked.pk, version=1, fields=FactFields("Piotr"), now=MONDAY)

    with pytest.raises(Refused, match="already been answered"):
        commands.answer(by=acting(mara), fact_id=asked.pk, version=2, fields=FactFields("Dana"), now=MONDAY)


def test_a_question_is_taken_over(mara, osprey, asked):
    fact = commands.take_over(by=acting(mara), fact_id=asked.pk, version=1, now=MONDAY)

    assert fact.owner == mara
    assert trail.actions_on(osprey) == ["fact.asked", "fact.taken_over"]
    with pytest.raises(Refused, match="already yours"):
        commands.take_over(by=acting(mara), fact_id=asked.pk, version=2, now=MONDAY)


def test_what_falls_away_stays_in_the_audit_log(mara, osprey, asked):
    commands.withdraw(by=acting(mara), fact_id=asked.pk, version=1, now=MONDAY)

    assert queries.facts_on(Ref.to(osprey)) == {}
    assert trail.actions_on(osprey) == ["fact.asked", "fact.withdrawn"]


def test_the_second_to_speak_is_refused(mara, osprey, asked):
    def state(version):
        said = FactFields("Piotr")
        commands.state_fact(
            by=acting(mara), about=Ref.to(osprey), field=FIELD, fields=said, version=version, now=MONDAY
        )

    with pytest.raises(Stale):
        state(0)
    state(1)

    with pytest.raises(Stale):
        state(1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"owner_id": 0, "due_on": FRIDAY}, "owner_id"),
        ({"owner_id": None, "due_on": date(2026, 11, 1)}, "due_on"),
        ({"owner_id": None, "due_on": date(2028, 11, 1)}, "due_on"),
    ],
)
def test_a_question_needs_a_person_and_a_day(mara, osprey, values, field):
    question = Question(**values | {"owner_id": mara.pk if values["owner_id"] is None else values["owner_id"]})

    with pytest.raises(Invalid) as fault:
        commands.ask(by=acting(mara), about=Ref.to(osprey), field=FIELD, question=question, now=MONDAY)
    assert fault.value.field == field


def test_there_is_nothing_to_say_of_a_field_no_one_knows(mara, osprey):
    with pytest.raises(Invalid):
        commands.state_fact(
            by=acting(mara), about=Ref.to(osprey), field="shoe_size", fields=FactFields("44"), now=MONDAY
        )
    with pytest.raises(NotSeen):
        commands.state_fact(by=acting(mara), about=Ref("no.such", 1), field="x", fields=FactFields("44"), now=MONDAY)


def test_who_has_not_answered_by_the_day_is_written_to_once_and_so_is_who_asked(mara, tim, osprey, asked):
    after = MONDAY + timedelta(days=7)
    Message.objects.all().delete()

    assert commands.chase_overdue(now=MONDAY + timedelta(days=4)) == 0
    assert commands.chase_overdue(now=after) == 1
    assert commands.chase_overdue(now=after) == 0

    assert set(Message.objects.values_list("to", flat=True)) == {tim.mail, mara.mail}
    question = Question(tim.pk, after.date())
    commands.ask(by=acting(mara), about=Ref.to(osprey), field=FIELD, question=question, version=1, now=after)
    assert commands.chase_overdue(now=after + timedelta(days=1)) == 1
