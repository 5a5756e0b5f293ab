"""A request is assessed by the project manager and decided by the account manager, and each decision has its effect."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from amity.agreements.models import Agreement
from amity.agreements.orders.models import LineChange
from amity.agreements.orders.rules import next_number
from amity.audit import trail
from amity.briefs.models import Brief
from amity.people import rules as roles
from amity.people.models import Discipline
from amity.scope import rules
from amity.scope.assessments.commands import ask_to_assess_again, assess_request
from amity.scope.assessments.fields import AskingAgain, AssessmentFields
from amity.scope.assessments.queries import assessments_of
from amity.scope.decisions.commands import decide_request
from amity.scope.decisions.fields import DecisionFields
from amity.scope.decisions.orders import follow_signature
from amity.scope.decisions.queries import to_confirm
from amity.scope.requests.commands import log_request, reopen_request
from amity.scope.requests.fields import RequestFields
from amity.scope.tests.making import make_assessed
from amity.shared.errors import Invalid, Refused
from amity.timesheets.commands import edit_entry
from amity.waiting.kinds import kinds
from tests.builders import (
    MONDAY,
    acting,
    entry_changes,
    make_agreement,
    make_entry,
    make_line,
    make_person,
    make_project,
)  # fmt: skip

HOUR = 3_600
WORDS = "Could Newport be on the map as well?"


@pytest.mark.parametrize(
    ("taken", "expected"), [([], "CO-1"), (["CO-1", "CO-3"], "CO-4"), (["Annex", "CO-x"], "CO-1"), (["CO-²"], "CO-1")]
)
def test_a_change_order_has_the_number_after_the_highest(taken, expected):
    assert next_number(taken, "CO-") == expected


@pytest.fixture
def sow(osprey):
    """Return a signed agreement at EUR 140 an hour with one line."""
    agreement = make_agreement(osprey, "fixed", title="SOW-14", hourly_rate=Decimal(140), signed_on=date(2026, 9, 1))
    make_line(agreement, "3")
    return agreement


@pytest.fixture
def site(osprey, piet, sow):
    return make_project(osprey, name="Ticket app", manager=piet, agreement=sow)


@pytest.fixture
def asked(osprey, mara, site, sow):
    """Return a request about the project, on a line of the agreement."""
    line = sow.agreement_lines.get().line
    fields = RequestFields(WORDS, project_id=site.pk, line_id=line.pk)
    return log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)


@pytest.fixture
def crafts():
    return [Discipline.objects.create(name=name).pk for name in ("Map design", "Station data")]


def assess(by, row, hours, proposal=rules.EXTRA):
    fields = AssessmentFields(proposal, "Not on any line", row.line_id)
    return assess_request(by=acting(by), request_id=row.pk, version=row.version, hours=hours, fields=fields, now=MONDAY)


def decide(by, row, decision, **values):
    row.refresh_from_db()
    fields = DecisionFields(decision, **values)
    return decide_request(by=acting(by), request_id=row.pk, version=row.version, fields=fields, now=MONDAY)


@pytest.mark.django_db
def test_the_project_manager_assesses_at_the_agreements_rate_and_the_history_stays(asked, mara, piet, tim, crafts):
    first = assess(piet, asked, ((crafts[0], 10 * HOUR), (crafts[1], 2 * HOUR), (crafts[1], 2 * HOUR)))
    assert (first.seconds, first.price, first.currency) == (14 * HOUR, 196_000, "EUR")
    asked.refresh_from_db()
    assert (asked.state, asked.version) == ("assessed", 2)

    asking = AskingAgain("And the five valley stops?")
    with pytest.raises(Refused):
        ask_to_assess_again(by=acting(piet), request_id=asked.pk, version=2, fields=asking, now=MONDAY)
    back = ask_to_assess_again(by=acting(mara), request_id=asked.pk, version=2, fields=asking, now=MONDAY)
    assert back.state == "new"
    assess(piet, back, ((crafts[0], 20 * HOUR),))
    assert [one.seconds for one in assessments_of(asked)] == [20 * HOUR, 14 * HOUR]
    with pytest.raises(Invalid):
        assess(piet, asked.__class__.objects.get(pk=asked.pk), ())


@pytest.mark.django_db
def test_extra_work_drafts_a_change_order_and_its_signature_sets_the_line(asked, mara, piet, sow, crafts):
    assess(piet, asked, ((crafts[0], 14 * HOUR),))
    with pytest.raises(Refused):
        decide(piet, asked, rules.EXTRA)
    row = decide(mara, asked, rules.EXTRA, acceptance="All six stops are on the map", ends_on=date(2026, 12, 2))

    order = Agreement.objects.get(parent=sow)
    change = LineChange.objects.get(order=order)
    assert (row.state, row.order, row.is_open) == ("extra", order, True)
    assert (order.number, order.state, order.ends_on) == ("CO-1", "draft", date(2026, 12, 2))
    assert order.title == change.title == "Newport on the map"
    assert order.reason == f"The client asked on 23 Nov 2026: “{WORDS}”"
    assert (change.number, change.quantity, change.rate, change.planned_seconds) == (
        "4",
        Decimal(14),
        Decimal(140),
        14 * HOUR,
    )
    assert (change.discipline_id, change.acceptance) == (crafts[0], "All six stops are on the map")

    change.line = make_line(sow, "4")
    change.save()
    follow_signature(order, acting(mara), MONDAY)
    row.refresh_from_db()
    assert row.line == change.line
    assert trail.actions_on(row)[-2:] == ["request.decided", "request.ordered"]
    assert row.item is not None
    assert (row.item.project, row.item.title, row.item.line) == (asked.project, WORDS, change.line)
    assert row.item.planned_seconds == 14 * HOUR


@pytest.mark.django_db
def test_hours_of_several_disciplines_are_a_fixed_price(asked, mara, piet, sow, crafts):
    assess(piet, asked, ((crafts[0], 10 * HOUR), (crafts[1], 4 * HOUR)))
    decide(mara, asked, rules.EXTRA)
    change = LineChange.objects.get(order__parent=sow)
    assert (change.unit, change.quantity, change.rate, change.planned_seconds) == (
        "fixed",
        Decimal(1),
        Decimal(1960),
        14 * HOUR,
    )


@pytest.mark.django_db
def test_each_decision_needs_what_it_says(asked, mara, piet, sow, crafts, osprey):
    asked.line = None
    asked.save()
    assess(piet, asked, ((crafts[0], HOUR),))
    for decision, field in ((rules.INCLUDED, "line_id"), (rules.DECLINED, "because"), (rules.PARKED, "parked_until")):
        with pytest.raises(Invalid) as refused:
            decide(mara, asked, decision)
        assert refused.value.field == field
    with pytest.raises(Invalid):
        decide(mara, asked, rules.PARKED, parked_until=MONDAY.date())
    line = sow.agreement_lines.get().line
    assert decide(mara, asked, rules.INCLUDED, line_id=line.pk).line == line
    with pytest.raises(Refused):
        decide(mara, asked, rules.AT_NO_CHARGE)


@pytest.mark.django_db
def test_new_work_starts_a_brief_with_their_words_and_a_declined_request_is_closed(osprey, mara, site):
    dana = osprey.contacts.create(name="Dana Whitlock")
    row = make_assessed(osprey, mara, "Group bookings before Easter", site)
    row.contact = dana
    row.save()
    brief = decide(mara, row, rules.NEW_WORK).brief
    assert Brief.objects.get() == brief
    assert (brief.title, brief.client_words, brief.stated_by, brief.account) == (row.words, row.words, dana, osprey)

    other = make_assessed(osprey, mara, "Inches in Germany", site)
    declined = decide(mara, other, rules.DECLINED, because="Not in our hands")
    assert (declined.is_open, declined.outcome, declined.closed_because) == (False, "declined", "Not in our hands")


@pytest.mark.django_db
def test_a_parked_request_comes_back_on_its_day(osprey, mara, site):
    row = make_assessed(osprey, mara, "Winter poster as a story", site)
    day = MONDAY.date() + timedelta(days=7)
    decide(mara, row, rules.PARKED, parked_until=day)
    assert list(to_confirm(acting(mara), day - timedelta(days=1))) == []
    assert list(to_confirm(acting(mara), day)) == [row]


def waiting(person, key):
    kind = next(kind for kind in kinds() if kind.key == key)
    assert kind.rows is not None
    return [
        (one.title, one.due)
        for one in kind.items(acting(person), list(kind.rows(person, MONDAY.date())), MONDAY.date())
    ]


@pytest.mark.django_db
def test_it_waits_for_the_project_manager_with_its_day_then_for_the_account_manager(asked, mara, piet, crafts):
    assert waiting(piet, "request_to_assess") == [(WORDS, date(2026, 11, 24))]
    assert waiting(mara, "request_to_confirm") == []
    assess(piet, asked, ((crafts[0], HOUR),))
    assert waiting(piet, "request_to_assess") == []
    assert waiting(mara, "request_to_confirm") == [(WORDS, None)]
    assert waiting(mara, "client_request") == []


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_the_page_decides_and_goes_on_to_the_next(client, osprey, mara, site):
    rows = [make_assessed(osprey, mara, words, site) for words in ("A map", "Stops", "Labels")]
    client.force_login(mara)
    page = client.get(reverse("scope:confirm")).content.decode()
    assert "3 requests need your decision" in page
    sent = {"nonce": uuid.uuid4().hex, "version": rows[0].version, "decision": "at_no_charge"}
    answer = client.post(reverse("scope:decide", args=[rows[0].pk]), sent)
    assert answer.url == f"{reverse('scope:confirm')}?request={rows[1].pk}"
    wrong = {"nonce": uuid.uuid4().hex, "version": rows[1].version, "decision": "declined"}
    refused = client.post(reverse("scope:decide", args=[rows[1].pk]), wrong)
    assert refused.status_code == 422
    assert "Enter the reason." in refused.content.decode()


@pytest.mark.django_db
def test_above_the_limit_the_director_decides_on_work_at_no_charge(asked, mara, piet, crafts):
    """Six hours at EUR 140 are above EUR 500 and 5 h, the manager’s limits."""
    assess(piet, asked, ((crafts[0], 6 * HOUR),), rules.AT_NO_CHARGE)
    with pytest.raises(Refused, match="above the limit for work at no charge"):
        decide(mara, asked, rules.AT_NO_CHARGE)
    asked.refresh_from_db()
    assert asked.state == rules.ASSESSED

    director = make_person("Joachim", roles.ACCOUNT_DIRECTOR)
    asked.account.director = director
    asked.account.save()
    assert decide(director, asked, rules.AT_NO_CHARGE).state == rules.AT_NO_CHARGE


@pytest.mark.django_db
def test_within_what_is_left_the_account_manager_decides_alone(asked, mara, piet, crafts):
    """Two hours are the budget of a quarter."""
    assess(piet, asked, ((crafts[0], 2 * HOUR),), rules.AT_NO_CHARGE)
    assert decide(mara, asked, rules.AT_NO_CHARGE).state == rules.AT_NO_CHARGE


@pytest.mark.django_db
def test_time_on_a_request_at_no_charge_is_at_no_charge_by_itself(asked, mara, piet, crafts):
    assess(piet, asked, ((crafts[0], 2 * HOUR),), rules.AT_NO_CHARGE)
    item = decide(mara, asked, rules.AT_NO_CHARGE).item
    assert (item.title, item.planned_seconds, item.at_no_charge) == (WORDS, 2 * HOUR, True)

    entry = make_entry(by=mara, project=item.project, item_id=item.pk, hours="1:00")
    assert (entry.courtesy, entry.billable, entry.value) == (True, False, 0)
    elsewhere = make_entry(by=mara, project=item.project, hours="1:00")
    assert not elsewhere.courtesy
    moved = edit_entry(
        by=acting(mara), entry_id=elsewhere.pk, version=elsewhere.version, now=MONDAY,
        changes=entry_changes(project=item.project, item_id=item.pk),
    )  # fmt: skip
    assert (moved.courtesy, moved.billable) == (True, False)


@pytest.mark.django_db
def test_what_is_included_gets_a_work_item_on_its_line_with_the_assessed_hours(asked, mara, piet, sow, crafts):
    assess(piet, asked, ((crafts[0], 2 * HOUR),), rules.INCLUDED)
    item = decide(mara, asked, rules.INCLUDED).item
    assert (item.line, item.planned_seconds, item.at_no_charge) == (asked.line, 2 * HOUR, False)


@pytest.mark.django_db
def test_a_reopened_declined_request_waits_for_another_decision(asked, mara, piet, crafts):
    assess(piet, asked, ((crafts[0], HOUR),))
    decide(mara, asked, rules.DECLINED, because="Not before spring")
    row = reopen_request(by=acting(mara), request_id=asked.pk, now=MONDAY)
    assert (row.state, row.decided_because, row.decided_at) == (rules.ASSESSED, "", None)
    assert list(to_confirm(acting(mara), MONDAY.date())) == [row]
    assert decide(mara, asked, rules.PARKED, parked_until=date(2026, 12, 24)).state == rules.PARKED


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_before_the_decision_the_page_says_what_a_change_order_would_change(client, asked, mara, piet, sow, crafts):
    make_line(sow, "4", hours="20", unit="fixed", quantity=Decimal(1), rate=Decimal(2_800))
    asked.line = sow.agreement_lines.get(number="4").line
    asked.save()
    assess(piet, asked, ((crafts[0], 14 * HOUR),))
    client.force_login(mara)
    page = client.get(reverse("scope:confirm")).content.decode()
    assert 'name="title" value="Newport on the map"' in page
    assert "Once the client signs, SOW-14 has 34 hours instead of 20 hours" in page
