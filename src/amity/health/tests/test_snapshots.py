"""Each morning the health of every account is stored with its evidence, and a conflict refreshes it at once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.conversations.models import Note, NotePerson
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.conflicts import commands as conflicts
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.health import rules
from amity.health.account.queries import account_growth_is_closed
from amity.health.measures.people import key_contacts, people_of, sponsors_left
from amity.health.measures.queries import facts_of
from amity.health.models import AccountHealth, HealthDay
from amity.health.rules import DEFAULTS
from amity.health.snapshots.commands import take_snapshots
from amity.portal.pulse.models import Pulse
from tests.builders import MONDAY, acting, make_account, make_cost_rate, make_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
HURTING = ConflictFields("English only", (OptionFields("decline", -4, 3), OptionFields("absorb", 3, -4)))


@pytest.fixture
def helen(osprey):
    return Contact.objects.create(
        account=osprey, name="Helen Marsh", roles=["sponsor", "decision_maker", "day_to_day"], cadence_days=30
    )


@pytest.fixture
def talked(mara, osprey, helen):
    """Let Helen have spoken with us ten days ago, and answered that we do well."""
    note = Note.objects.create(
        account=osprey, author=mara, kind="call", title="Call", held_at=MONDAY - timedelta(days=10), added_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip
    NotePerson.objects.create(note=note, contact=helen)
    Pulse.objects.create(account=osprey, contact=helen, quarter=20264, work="well", sent_at=MONDAY - timedelta(days=9))


@pytest.fixture
def welsh(mara, osprey, helen):
    said = ExpectationFields("The app comes in Welsh", "scope", evidence=Evidence(helen.pk, date(2026, 11, 20), "call"))
    return expectations.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)


def newest(account):
    return AccountHealth.objects.get(account=account)


def clash(mara, welsh):
    return conflicts.find_conflict(
        by=acting(mara), expectation_id=welsh.pk, version=welsh.version, fields=HURTING, now=MONDAY
    )


def answer(mara, one):
    fields = ConflictAnswerFields("absorb", "They need it", speak_by=date(2026, 11, 27))
    return conflicts.answer_conflict(
        by=acting(mara), conflict_id=one.pk, version=one.version, fields=fields, now=MONDAY
    )


def test_a_calm_account_is_well_with_what_is_known(osprey, talked, welsh):
    take_snapshots(MONDAY)

    row = newest(osprey)
    assert (row.score, row.band, row.confidence) == (97, "well", 50)
    assert HealthDay.objects.get(account=osprey).day == MONDAY.date()
    assert row.evidence["readings"]["contacts"]["measures"] == [3333, 3333, 3333]


def test_a_conflict_lowers_it_at_once_a_plan_lifts_the_cap_and_its_end_restores_it(mara, osprey, talked, welsh):
    take_snapshots(MONDAY)
    one = clash(mara, welsh)
    unplanned = newest(osprey)
    answered = answer(mara, one)
    planned = newest(osprey)
    conflicts.close_conflict(
        by=acting(mara), conflict_id=one.pk, version=answered.version, outcome="Welsh at no charge", now=MONDAY
    )

    assert (unplanned.score, unplanned.evidence["caps"]) == (59, ["no_plan"])
    assert (planned.score, planned.evidence["caps"]) == (74, ["planned"])
    assert newest(osprey).evidence["caps"] == []
    assert newest(osprey).score > 74
    assert HealthDay.objects.filter(account=osprey).count() == 1


def test_a_conflict_before_the_first_snapshot_stores_nothing(mara, osprey, welsh):
    clash(mara, welsh)

    assert not AccountHealth.objects.exists()


def test_growth_is_closed_with_a_conflict_and_open_after_it(mara, osprey, talked, welsh):
    take_snapshots(MONDAY)
    assert not account_growth_is_closed(osprey)
    clash(mara, welsh)

    assert account_growth_is_closed(osprey)


def test_growth_of_an_unknown_account_is_closed_with_an_open_issue(mara, osprey, welsh):
    take_snapshots(MONDAY)
    assert newest(osprey).score is None
    assert not account_growth_is_closed(osprey)
    move = Move("at_risk", "No one writes Welsh")
    expectations.move_expectation(
        by=acting(mara), expectation_id=welsh.pk, version=welsh.version, move=move, now=MONDAY
    )
    take_snapshots(MONDAY)

    assert account_growth_is_closed(osprey)


def test_feedback_that_went_unanswered_still_holds_a_score_down(osprey, helen, talked, welsh):
    Pulse.objects.update(work="badly")
    take_snapshots(MONDAY)
    unhappy = newest(osprey).score
    Pulse.objects.all().delete()
    take_snapshots(MONDAY + timedelta(days=1))

    row = newest(osprey)
    assert row.evidence["readings"]["feedback"] == {"measures": [], "age": 0, "last": 1000}
    assert row.confidence == 35
    assert row.weighted <= unhappy


def test_a_second_snapshot_of_a_day_replaces_the_first(osprey):
    take_snapshots(MONDAY)
    take_snapshots(MONDAY + timedelta(hours=2))

    assert HealthDay.objects.filter(account=osprey).count() == 1
    assert newest(osprey).at == MONDAY + timedelta(hours=2)


def test_the_trend_has_the_scores_of_the_weeks_before(osprey, talked, welsh):
    for weeks in (2, 1, 0):
        take_snapshots(MONDAY - timedelta(weeks=weeks))

    trend = newest(osprey).trend
    assert len(trend) == 13
    assert trend[-1] == newest(osprey).score


def test_prospects_and_closed_accounts_have_no_health(osprey):
    make_account("Corran Glass", status="prospect")
    take_snapshots(MONDAY)
    assert AccountHealth.objects.count() == 1
    osprey.status = "closed"
    osprey.save()
    take_snapshots(MONDAY + timedelta(days=1))

    assert not AccountHealth.objects.exists()
    assert HealthDay.objects.filter(account=osprey).count() == 1


def test_margin_is_read_over_the_twelve_whole_months_whoever_asks(osprey, site, tim, fina):
    make_cost_rate("60", valid_from=date(2020, 1, 1))
    make_entry(by=tim, project=site, on=date(2026, 10, 5), hours="10:00")

    money = facts_of([osprey.pk], MONDAY, DEFAULTS)[osprey.pk].money
    assert money is not None
    assert (money.margin, money.target, money.as_of) == (4000, 5000, date(2026, 10, 31))


def test_what_came_later_is_not_in_an_earlier_day(mara, osprey, talked, welsh):
    clash(mara, welsh)

    before = facts_of([osprey.pk], MONDAY - timedelta(days=1), DEFAULTS)[osprey.pk]
    assert not before.expectations.conflicts
    assert before.expectations.recorded == 0
    assert facts_of([osprey.pk], MONDAY, DEFAULTS)[osprey.pk].expectations.severe == 1


def test_a_sponsor_who_left_caps_until_there_is_another(osprey, helen):
    helen.is_active = False
    helen.save()
    assert sponsors_left(people_of([osprey.pk], MONDAY)) == {osprey.pk}
    Contact.objects.create(account=osprey, name="Gwen", roles=["sponsor"])

    assert not sponsors_left(people_of([osprey.pk], MONDAY))


def test_the_warmest_contact_of_a_role_counts_and_a_missing_role_scores_nothing(osprey, helen, talked):
    Contact.objects.create(account=osprey, name="Cold", roles=["sponsor"])
    helen.roles = ["sponsor"]
    helen.save()

    contacts = key_contacts(people_of([osprey.pk], MONDAY), MONDAY)[osprey.pk]
    assert [(one.role, one.contact_id, one.days) for one in contacts] == [
        ("sponsor", helen.pk, 10), ("decision_maker", None, None), ("day_to_day", None, None),
    ]  # fmt: skip
    assert rules.score_at(DEFAULTS.points[rules.CONTACTS], contacts[1].measure) == 0


def test_a_day_is_that_of_the_agency(osprey):
    take_snapshots(datetime(2026, 11, 24, 5, tzinfo=UTC))

    assert HealthDay.objects.get().day == date(2026, 11, 24)
