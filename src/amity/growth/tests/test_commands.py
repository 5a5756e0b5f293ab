"""Recording, moving, winning and losing opportunities, and growth that is closed."""

from dataclasses import replace
from datetime import date

import pytest

from amity.accounts.models import Account, Contact
from amity.audit import trail
from amity.briefs.models import Brief
from amity.growth import commands, rules
from amity.growth.models import Opportunity
from amity.growth.rules import Loss, NextStep, OpportunityFields
from amity.growth.tests.making import make_opportunity
from amity.health import rules as health
from amity.health.models import AccountHealth
from amity.scope.models import Request
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from amity.strategy.models import Goal
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
GIVEN = OpportunityFields("Accessibility audit", value=1_200_000, source=rules.REFERRAL, source_note="by Larkfield")


@pytest.fixture
def osprey(mara):
    return make_account("Osprey Rail", manager=mara)


@pytest.fixture
def helen(osprey):
    return Contact.objects.create(account=osprey, name="Helen Ward", mail="helen@osprey.example")


def record(person, account, **changes):
    fields = replace(GIVEN, account_id=account.pk if account else None, **changes)
    return commands.record_opportunity(by=acting(person), fields=fields, now=MONDAY)


def make_health(account, band, *, has_open_issue=False):
    values = {"band": band, "confidence": 80, "weighted": 50, "evidence": {"open_issue": has_open_issue}, "at": MONDAY}
    AccountHealth.objects.update_or_create(account=account, defaults=values | {"score": 30})


def test_it_is_recorded_for_an_account_with_its_owner(mara, osprey):
    made = record(mara, osprey)

    assert (made.title, made.value, made.currency, made.stage) == ("Accessibility audit", 1_200_000, "EUR", "spotted")
    assert made.owner_id == mara.pk
    assert trail.actions_on(made) == ["opportunity.recorded"]


def test_a_prospect_needs_a_company_and_no_contact(mara, helen):
    with pytest.raises(Invalid) as refused:
        record(mara, None)
    assert refused.value.field == "company"
    with pytest.raises(Invalid) as refused:
        record(mara, None, company="Larkfield", contact_id=helen.pk)

    assert refused.value.field == "contact_id"


def test_the_goal_and_the_contact_are_those_of_the_account(mara, osprey):
    other = make_account("Larkfield", manager=mara)
    goal = Goal.objects.create(account=other, title="More calls", begun_on=TODAY, added_at=MONDAY, changed_at=MONDAY)
    carl = Contact.objects.create(account=other, name="Carl")

    for field, value in (("goal_id", goal.pk), ("contact_id", carl.pk)):
        with pytest.raises(Invalid) as refused:
            record(mara, osprey, **{field: value})
        assert refused.value.field == field


def test_only_those_who_answer_for_the_account_record_its_opportunities(osprey, piet):
    with pytest.raises((Refused, NotSeen)):
        record(piet, osprey)


def test_a_move_takes_the_probability_of_the_new_stage(mara, osprey):
    one = make_opportunity(osprey, mara, probability=90)
    moved = commands.move_opportunity(
        by=acting(mara), opportunity_id=one.pk, version=1, stage=rules.PROPOSED, now=MONDAY
    )

    assert (moved.stage, moved.probability, moved.version) == (rules.PROPOSED, None, 2)
    with pytest.raises(Stale):
        commands.move_opportunity(by=acting(mara), opportunity_id=one.pk, version=1, stage=rules.SPOTTED, now=MONDAY)
    with pytest.raises(Invalid):
        commands.move_opportunity(by=acting(mara), opportunity_id=one.pk, version=2, stage=rules.WON, now=MONDAY)


def test_a_next_step_has_a_date_to_come(mara, osprey):
    one = make_opportunity(osprey, mara)
    for day in (None, date(2026, 11, 22)):
        with pytest.raises(Invalid) as refused:
            commands.plan_step(
                by=acting(mara), opportunity_id=one.pk, version=1, step=NextStep("Call Helen", day), now=MONDAY
            )
        assert refused.value.field == "next_on"
    planned = commands.plan_step(
        by=acting(mara), opportunity_id=one.pk, version=1, step=NextStep("Call Helen", TODAY), now=MONDAY
    )

    assert (planned.next_step, planned.next_on) == ("Call Helen", TODAY)


def test_winning_creates_a_brief_with_everything_known(mara, osprey, helen):
    goal = Goal.objects.create(account=osprey, title="Fewer calls", begun_on=TODAY, added_at=MONDAY, changed_at=MONDAY)
    made = record(
        mara, osprey, contact_id=helen.pk, goal_id=goal.pk, client_words="Blind travellers can’t book",
        starts_on=date(2027, 1, 11),
    )  # fmt: skip
    won = commands.win_opportunity(by=acting(mara), opportunity_id=made.pk, version=1, now=MONDAY)

    brief = Brief.objects.get(opportunity=won)
    assert (won.stage, won.closed_on) == (rules.WON, TODAY)
    assert (brief.account_id, brief.title, brief.client_words) == (
        osprey.pk,
        GIVEN.title,
        "Blind travellers can’t book",
    )
    assert (brief.stated_by_id, brief.goal_id, brief.door) == (helen.pk, goal.pk, "won")
    assert (brief.budget_kind, brief.budget_low, brief.budget_high) == ("amount", 1_200_000, 1_200_000)
    assert (brief.wanted_from, brief.source) == (date(2027, 1, 11), "Referral: by Larkfield")
    with pytest.raises(Refused):
        commands.win_opportunity(by=acting(mara), opportunity_id=made.pk, version=2, now=MONDAY)


def test_a_won_prospect_becomes_an_account_of_who_won_it(mara):
    made = record(mara, None, company="Larkfield")
    won = commands.win_opportunity(by=acting(mara), opportunity_id=made.pk, version=1, now=MONDAY)

    account = Account.objects.get(name="Larkfield")
    assert (won.account_id, Brief.objects.get(opportunity=won).account_id, account.manager_id) == (
        account.pk,
        account.pk,
        mara.pk,
    )


def test_a_lost_one_has_its_reason_and_can_be_reopened(mara, osprey):
    one = make_opportunity(osprey, mara, stage=rules.AGREEING)
    lost = commands.lose_opportunity(
        by=acting(mara), opportunity_id=one.pk, version=1, loss=Loss(rules.COMPETITOR, "Too late", "Brightside"),
        now=MONDAY,
    )  # fmt: skip
    assert (lost.stage, lost.reason, lost.competitor, lost.closed_on) == ("lost", "competitor", "Brightside", TODAY)
    again = commands.reopen_opportunity(by=acting(mara), opportunity_id=one.pk, version=2, now=MONDAY)

    assert (again.stage, again.reason, again.closed_on) == (rules.SPOTTED, "", None)


@pytest.mark.parametrize(("band", "issue"), [(health.UNWELL, False), (health.UNKNOWN, True)])
def test_nothing_new_while_growth_is_closed_and_again_after_recovery(mara, osprey, band, issue):
    kept = make_opportunity(osprey, mara)
    make_health(osprey, band, has_open_issue=issue)
    with pytest.raises(Refused, match="Growth is closed"):
        record(mara, osprey)
    moved = commands.move_opportunity(
        by=acting(mara), opportunity_id=kept.pk, version=1, stage=rules.PROPOSED, now=MONDAY
    )
    assert moved.stage == rules.PROPOSED
    make_health(osprey, health.WELL)

    assert record(mara, osprey).pk


def test_one_opportunity_from_a_record(mara, osprey):
    request = Request.objects.create(account=osprey, words="An audit", asked_on=TODAY, added_at=MONDAY)
    fields = replace(GIVEN, account_id=osprey.pk)
    commands.record_opportunity(by=acting(mara), fields=fields, now=MONDAY, origin=Ref.to(request))
    with pytest.raises(Refused):
        commands.record_opportunity(by=acting(mara), fields=fields, now=MONDAY, origin=Ref.to(request))


def test_who_sees_which(mara, osprey):
    other = make_person("Olga", "account_manager")
    mine, prospect = make_opportunity(osprey, mara), make_opportunity(None, None, company="Larkfield")

    seen = Opportunity.objects.visible_to
    assert set(seen(mara)) == {mine, prospect}
    assert set(seen(other)) == {prospect}
    assert set(seen(make_person("Tess"))) == set()
    assert set(seen(make_person("Fay", "finance"))) == {mine, prospect}


def test_a_request_that_has_a_brief_keeps_it_when_it_is_won(mara, osprey):
    brief = Brief.objects.create(account=osprey, title="Audit", currency="EUR", opened_at=MONDAY, changed_at=MONDAY)
    request = Request.objects.create(
        account=osprey, words="An audit", asked_on=TODAY, added_at=MONDAY, brief=brief, state="new_work"
    )
    made = make_opportunity(osprey, mara, origin_kind="scope.request", origin_id=request.pk)
    won = commands.win_opportunity(by=acting(mara), opportunity_id=made.pk, version=1, now=MONDAY)

    assert won.brief_id == brief.pk
    assert Brief.objects.count() == 1


def test_a_record_of_another_account_or_one_not_seen_is_no_origin(mara, osprey):
    zoe = make_person("Zoe", "account_manager")
    theirs = make_account("Larkfield Dairy", manager=zoe)
    own = make_account("Calder Clinics", manager=mara)
    for account, fault in ((own, Invalid), (theirs, NotSeen)):
        request = Request.objects.create(account=account, words="An audit", asked_on=MONDAY.date(), added_at=MONDAY)
        fields = OpportunityFields("An audit", osprey.pk)
        with pytest.raises(fault):
            commands.record_opportunity(by=acting(mara), fields=fields, now=MONDAY, origin=Ref.to(request))
    assert not Opportunity.objects.exists()
