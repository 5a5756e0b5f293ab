"""A hand-off is due when its work begins, and means what work that can't begin means."""

from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.accounts.rules import DECIDES
from amity.briefs.models import Brief
from amity.handoff.models import Handoff
from amity.handoff.stakes import begins_on, due_of, stakes_of, stakes_of_work
from amity.handoff.tests.making import make_waiting, offered, prepared, taken
from tests.builders import MONDAY, make_agreement

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
EARLIER, FRIDAY, CHRISTMAS = (TODAY + timedelta(days=days) for days in (-10, 4, 31))


def effects(stakes):
    """Return the effects on the client and on the agency."""
    return stakes.client, stakes.agency


@pytest.mark.parametrize(
    ("starts", "ends", "due"),
    [(FRIDAY, CHRISTMAS, FRIDAY), (None, FRIDAY, FRIDAY), (EARLIER, CHRISTMAS, TODAY), (None, None, None)],
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
