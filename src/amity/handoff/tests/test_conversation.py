"""A returned hand-off keeps its step in the conversation of the account once it is offered again."""

import pytest

from amity.accounts.timeline.queries import events_of
from amity.handoff.answers.commands import return_handoff
from amity.handoff.models import Version
from amity.handoff.offers.commands import offer_handoff
from amity.handoff.tests.making import offered
from tests.builders import MONDAY, acting
from tests.migrating import before


def steps_on(account, person):
    return [str(one.event.kind) for one in events_of(acting(person), account)[0] if one.source.key == "handoffs"]


def returned(mara, piet, project):
    one = offered(mara, project)
    return return_handoff(by=acting(piet), handoff_id=one.pk, number=1, questions=["By when?"], now=MONDAY)


@pytest.mark.django_db
def test_a_return_stays_in_the_conversation_when_the_hand_off_is_offered_again(mara, piet, osprey, waiting):
    one = returned(mara, piet, waiting)
    assert "Hand-off returned" in steps_on(osprey, mara)

    offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    assert sorted(steps_on(osprey, mara)) == ["Hand-off offered", "Hand-off offered", "Hand-off returned"]


@pytest.mark.django_db(transaction=True)
def test_a_hand_off_that_was_returned_before_gives_its_answer_to_the_version(mara, piet, osprey, waiting):
    one = returned(mara, piet, waiting)

    with before(("handoff", "0007_versions_keep_their_return")) as apps:
        assert apps.get_model("handoff", "Handoff").objects.get(pk=one.pk).state == "returned"
    version = Version.objects.get(handoff=one)
    assert (version.returned_at, version.returned_by) == (one.answered_at, one.answered_by)
