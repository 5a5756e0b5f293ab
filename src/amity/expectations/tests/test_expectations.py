"""Expectations: recorded with evidence, changed only legally, and no earlier statement is lost."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from amity.accounts.evidence import Evidence
from amity.audit import trail
from amity.expectations import commands, queries, rules
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.models import Expectation
from amity.people.tokens.commands import make_token
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import acting, make_account

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")


@pytest.fixture
def heard(dana):
    return Evidence(dana.pk, date(2026, 11, 20), "steering call", "“Both languages, from day one.”")


@pytest.fixture
def welsh(mara, osprey, heard):
    said = ExpectationFields("The app comes in Welsh", "scope", evidence=heard)
    return commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)


def moved(person, one, state, **more):
    return commands.move_expectation(
        by=acting(person), expectation_id=one.pk, version=one.version, move=Move(state, **more), now=NOW
    )


def test_what_someone_said_is_kept_with_who_when_and_where(welsh, dana):
    assert (welsh.state, welsh.stated_by, welsh.stated_in) == ("open", dana, "steering call")
    assert welsh.client_words == "Both languages, from day one."
    assert trail.actions_on(welsh) == ["expectation.recorded"]
    assert [step.after for step in welsh.steps.all()] == ["open"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (ExpectationFields("  "), "statement"),
        (ExpectationFields("In Welsh", "gift"), "kind"),
        (ExpectationFields("Phones by Friday", "promise"), "promised_by_id"),
        (ExpectationFields("Live before Christmas", "date"), "promised_until"),
        (ExpectationFields("In Welsh", line_id=999), "line_id"),
        (ExpectationFields("In Welsh", evidence=Evidence(999)), "stated_by_id"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field(mara, osprey, said, field):
    with pytest.raises(Invalid) as no:
        commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)

    assert no.value.field == field


def test_no_one_says_tomorrow_what_was_said(mara, osprey, dana):
    said = ExpectationFields("In Welsh", evidence=Evidence(dana.pk, date(2026, 11, 26)))

    with pytest.raises(Invalid) as no:
        commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)
    assert no.value.field == "stated_on"


def test_a_contact_of_another_client_is_no_evidence_here(mara, osprey):
    other = make_account("Larkfield", manager=mara).contacts.create(name="Maud Larkin")

    said = ExpectationFields("In Welsh", evidence=Evidence(other.pk))

    with pytest.raises(Invalid):
        commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)


def test_a_promise_says_who_of_us_gave_it_and_until_when(mara, piet, osprey, dana):
    said = ExpectationFields(
        "Test phones", "promise", evidence=Evidence(dana.pk), promised_by_id=piet.pk, promised_until=date(2026, 12, 1)
    )
    kept = commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)

    assert (kept.promised_by, kept.promised_until) == (piet, date(2026, 12, 1))


def test_at_risk_and_missed_need_a_reason(mara, welsh):
    for state in ("at_risk", "missed"):
        with pytest.raises(Invalid) as no:
            moved(mara, welsh, state)
        assert no.value.field == "note"


def test_aligned_and_reset_hold_only_with_the_clients_word(mara, welsh, heard):
    with pytest.raises(Invalid) as no:
        moved(mara, welsh, "aligned")
    assert no.value.field == "stated_by_id"

    assert moved(mara, welsh, "aligned", evidence=heard).state == "aligned"


def test_a_reset_keeps_what_was_expected_before(mara, osprey, welsh, dana):
    missed = moved(mara, welsh, "missed", note="The sandbox was down")
    word = Evidence(dana.pk, date(2026, 11, 24), "call", "April is fine.")

    reset = moved(mara, missed, "reset", statement="Welsh follows in April", evidence=word)

    assert (reset.statement, reset.client_words) == ("Welsh follows in April", "April is fine.")
    shown: Any = queries.expectations_of(acting(mara), osprey)[0]
    assert [step.statement_before for step in shown.resets] == ["The app comes in Welsh"]
    assert [step.after for step in queries.history_of(reset)] == ["reset", "missed", "open"]


def test_an_illegal_move_is_refused_with_both_words(mara, welsh):
    met = moved(mara, welsh, "met")

    with pytest.raises(Refused) as no:
        moved(mara, met, "at_risk", note="Late")
    assert "“met”" in no.value.sentence
    assert "“at risk”" in no.value.sentence


def test_a_correction_keeps_the_words_before(mara, welsh, heard):
    said = ExpectationFields("The app comes in Welsh at launch", "scope", evidence=heard)
    commands.edit_expectation(by=acting(mara), expectation_id=welsh.pk, version=1, fields=said, now=NOW)

    assert welsh.steps.order_by("-pk")[0].statement_before == "The app comes in Welsh"
    with pytest.raises(Stale):
        commands.edit_expectation(by=acting(mara), expectation_id=welsh.pk, version=1, fields=said, now=NOW)


def test_others_neither_see_nor_change_them(tim, piet, welsh):
    for stranger in (tim, piet):
        with pytest.raises(NotSeen):
            queries.expectation_seen_by(acting(stranger), welsh.pk)


def test_who_promised_says_how_it_stands_though_someone_else_answers_for_the_account(mara, ada, osprey, dana):
    said = ExpectationFields("Phones", "promise", evidence=Evidence(dana.pk), promised_by_id=ada.pk)
    kept = commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=NOW)

    assert moved(ada, kept, "met").state == "met"


def test_every_state_leads_somewhere_and_only_to_known_states():
    assert set(rules.STATES) == {"open", "aligned", "at_risk", "missed", "reset", "met"}
    assert all(targets and set(targets) <= set(rules.STATES) for targets in rules.MOVES.values())
    assert not rules.may_move("missed", "aligned")


def test_rest_asks_for_the_date_of_an_expected_date_as_the_form_does(client, mara, osprey, time_machine):
    time_machine.move_to(NOW)
    token = make_token(by=acting(mara), name="Setup", scopes=["setup:write"], days=30, now=NOW)
    headers = {"Authorization": f"Bearer {token.secret}"}
    said = {"account_id": osprey.pk, "statement": "Live before Christmas", "kind": "date"}

    def sent(ask, address, **body):
        return ask(address, body, content_type="application/json", headers=headers)

    without = sent(client.post, "/api/v1/expectations", **said)
    made = sent(client.post, "/api/v1/expectations", **said, promised_until="2026-12-18").json()
    emptied = sent(client.patch, f"/api/v1/expectations/{made['id']}", version=made["version"], promised_until=None)

    for refused in (without, emptied):
        assert refused.status_code == 422
        assert [(one["field"], one["sentence"]) for one in refused.json()["errors"]] == [
            ("promised_until", "Enter the date they expect.")
        ]
    assert [one.promised_until for one in Expectation.objects.all()] == [date(2026, 12, 18)]


def test_an_expected_date_from_before_is_corrected_without_its_date_and_reset_with_one(mara, osprey, heard):
    old = Expectation.objects.create(
        account=osprey, kind="date", statement="Live soon", state="open", added_at=NOW, changed_at=NOW
    )
    fields = ExpectationFields("Live before Christmas", "date", evidence=heard)
    old = commands.edit_expectation(by=acting(mara), expectation_id=old.pk, version=old.version, fields=fields, now=NOW)

    with pytest.raises(Invalid) as no:
        moved(mara, old, "reset", statement="Live in spring", evidence=heard)
    assert no.value.field == "promised_until"
    spring = moved(mara, old, "reset", statement="Live in spring", evidence=heard, promised_until=date(2027, 4, 1))
    assert (spring.statement, spring.promised_until) == ("Live in spring", date(2027, 4, 1))
