"""A hand-off is due when its work begins, and means what work that can't begin means."""

from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.accounts.rules import DECIDES
from amity.briefs.models import Brief
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Expectation
from amity.expectations.rules import PROMISE as PROMISE_KIND
from amity.handoff.models import Handoff, Note
from amity.handoff.rules import PROMISE
from amity.handoff.stakes import begins_on, due_of, stakes_of, stakes_of_work, with_first_dates
from amity.handoff.tests.making import make_waiting, offered, prepared, taken
from amity.projects.models import Milestone
from amity.waiting.queries import items_of, waiting_for
from tests.builders import MONDAY, acting, make_agreement

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
EARLIER, TUESDAY, WEDNESDAY, FRIDAY, CHRISTMAS = (TODAY + timedelta(days=days) for days in (-10, 1, 2, 4, 31))


def effects(stakes):
    """Return the effects on the client and on the agency."""
    return stakes.client, stakes.agency


@pytest.mark.parametrize(
    ("starts", "ends", "due"),
    [
        (FRIDAY, CHRISTMAS, FRIDAY),
        (CHRISTMAS, CHRISTMAS, CHRISTMAS),
        (EARLIER, CHRISTMAS, TODAY),
        (None, TUESDAY, TUESDAY),
        (None, CHRISTMAS, WEDNESDAY),
        (None, None, WEDNESDAY),
    ],
)
@pytest.mark.parametrize("kind", ["small", "full"])
def test_an_offer_is_due_when_the_work_begins(mara, piet, osprey, kind, starts, ends, due):
    one = offered(mara, make_waiting(osprey, piet, starts_on=starts, ends_on=ends), kind)

    assert due_of(one, piet) == due


def test_a_hand_off_to_complete_is_due_as_one_to_start(mara, piet, osprey):
    project = make_waiting(osprey, piet, starts_on=FRIDAY, ends_on=CHRISTMAS)

    assert due_of(prepared(mara, project), mara) == begins_on(project) == FRIDAY


def test_work_that_does_not_wait_has_no_date_of_its_start(mara, piet, osprey):
    accepted = taken(mara, piet, make_waiting(osprey, piet, starts_on=FRIDAY, ends_on=CHRISTMAS))
    running = make_waiting(osprey, piet, starts_on=EARLIER, ends_on=CHRISTMAS, taken_over=True)

    assert due_of(accepted, piet) is None
    assert due_of(Handoff(kind="small", state="offered", project=running, offered_at=MONDAY), piet) == CHRISTMAS
    assert due_of(Handoff(kind="full", state="offered", project=running, offered_at=MONDAY), piet) is None


def test_work_that_waits_means_more_where_who_asked_for_it_decides(mara, piet, osprey):
    agreement = make_agreement(osprey)
    project = make_waiting(osprey, piet, starts_on=FRIDAY, agreement=agreement)
    one = offered(mara, project)
    plain = effects(stakes_of(one, FRIDAY, TODAY))
    dana = Contact.objects.create(account=osprey, name="Dana", roles=[DECIDES])
    Brief.objects.create(
        account=osprey, title="Pages", currency="EUR", agreement=agreement, stated_by=dana, opened_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip
    project.refresh_from_db()

    assert (plain, effects(stakes_of_work(project, FRIDAY, TODAY))) == ((3, 3), (4, 3))


def test_a_hand_off_that_holds_nothing_up_means_less(mara, piet, osprey):
    one = taken(mara, piet, make_waiting(osprey, piet))

    assert effects(stakes_of(one, None, TODAY)) == (2, 3)


def promised(handoff, mara, until):
    """Write a promise of Mara, due on a day, into a hand-off."""
    fields = ExpectationFields("A first look", kind=PROMISE_KIND, promised_by_id=mara.pk, promised_until=until)
    row = record_expectation(by=acting(mara), account_id=handoff.account_id, fields=fields, now=MONDAY)
    Note.objects.create(handoff=handoff, block=PROMISE, expectation=row, written_at=MONDAY)
    return row


def test_work_without_a_start_is_due_at_the_first_promise_made_in_its_hand_off(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet, ends_on=FRIDAY))
    for until in (CHRISTMAS, TUESDAY):
        promised(one, mara, until)
    [read] = with_first_dates(Handoff.objects.all())

    assert (due_of(read, piet), due_of(one, piet)) == (TUESDAY, WEDNESDAY)
    [item] = [item for kind, item in items_of(waiting_for(acting(piet), MONDAY)) if kind.key == "handoff"]
    assert item.due == TUESDAY


def test_hand_offs_past_their_date_are_late(mara, piet, osprey):
    offered(mara, make_waiting(osprey, piet))  # on Monday: due on Wednesday
    make_waiting(osprey, piet, name="Newer", starts_on=TUESDAY)
    later = MONDAY + timedelta(days=4)

    for person, kind, days in ((piet, "handoff", 2), (mara, "begin", 3)):
        [group] = waiting_for(acting(person), later, only=kind)
        assert (group.late, [item.days_late for item in group.items]) == (1, [days])


def test_an_offer_on_a_friday_is_answered_by_tuesday(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet))
    Handoff.objects.update(offered_at=MONDAY + timedelta(days=4))
    one.refresh_from_db()

    assert due_of(one, piet) == TODAY + timedelta(days=8)


def test_a_promise_that_is_over_makes_nothing_due(mara, piet, osprey):
    one = offered(mara, make_waiting(osprey, piet, ends_on=FRIDAY))
    promised(one, mara, TUESDAY)
    Expectation.objects.update(state="met")
    [read] = with_first_dates(Handoff.objects.all())

    assert due_of(read, piet) == WEDNESDAY


def test_work_without_a_start_is_due_at_its_first_milestone_if_that_is_soon(mara, piet, osprey):
    project = make_waiting(osprey, piet, ends_on=CHRISTMAS)
    one = offered(mara, project)
    for due, delivered in ((TUESDAY, None), (TODAY, TODAY), (CHRISTMAS, None)):
        Milestone.objects.create(project=project, name="First look", due_on=due, delivered_on=delivered)
    [read] = with_first_dates(Handoff.objects.filter(pk=one.pk))

    assert due_of(read, piet) == TUESDAY


def test_a_hand_off_to_start_is_due_at_the_first_milestone_of_its_project(mara, piet, osprey):
    project = make_waiting(osprey, piet, ends_on=CHRISTMAS)
    Milestone.objects.create(project=project, name="First look", due_on=FRIDAY)

    [item] = [item for kind, item in items_of(waiting_for(acting(mara), MONDAY)) if kind.key == "begin"]
    assert item.due == FRIDAY
