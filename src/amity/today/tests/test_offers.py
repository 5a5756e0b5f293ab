"""Where the offer of a hand-off ranks on *Today*."""

from datetime import timedelta

import pytest

from amity.handoff.tests.making import make_waiting, offered
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.today.cards.collecting import board_of
from tests.builders import MONDAY, acting, make_project

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def test_the_offer_of_long_work_ranks_before_a_request_from_yesterday(mara, piet, osprey):
    offered(mara, make_waiting(osprey, piet, ends_on=TODAY + timedelta(days=120)))
    site = make_project(osprey, name="Site", manager=piet)
    log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("A map", project_id=site.pk), now=MONDAY)

    assert [card.lead.kind.key for card in board_of(acting(piet), MONDAY).shown] == ["handoff", "request_to_assess"]
