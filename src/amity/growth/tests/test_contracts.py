"""A competitor's contract waits before it ends, becomes an opportunity with its first step, and waits no longer."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from amity.growth import contracts
from amity.growth.models import Opportunity
from amity.growth.tests.making import make_opportunity
from amity.growth.tests.test_commands import make_health
from amity.health import rules as health
from amity.services.models import Cell
from amity.services.tests.making import make_service
from amity.waiting.kinds import Sent
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_account, make_agency

TODAY = MONDAY.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def osprey(mara):
    make_agency()
    return make_account("Osprey Rail", manager=mara)


def contract(account, days, **values):
    given = {"state": "competitor", "competitor": "Lantern Media", "spend": 24_000_000}
    return Cell.objects.create(
        account=account, service=make_service(f"Media {days}"), contract_ends_on=TODAY + timedelta(days=days),
        recorded_on=TODAY, recorded_at=MONDAY, **given | values,
    )  # fmt: skip


def waits(person):
    with time_machine.travel(MONDAY, tick=False):
        groups = waiting_for(acting(person), MONDAY, only="contract_ending")
    return [item for group in groups for item in group.items]


@pytest.mark.parametrize(("days", "is_there"), [(121, False), (120, True), (0, True), (-30, True), (-31, False)])
def test_it_waits_from_120_days_before_until_a_month_after_its_end(mara, osprey, days, is_there):
    contract(osprey, days)

    assert bool(waits(mara)) == is_there


def test_work_done_in_house_has_no_contract_to_win(mara, osprey):
    contract(osprey, 60, state="in_house", competitor="")

    assert waits(mara) == []


def test_growth_of_an_unwell_account_suggests_nothing_and_does_after_recovery(mara, osprey):
    contract(osprey, 60)
    make_health(osprey, health.UNWELL)
    assert waits(mara) == []
    make_health(osprey, health.WELL)

    (item,) = waits(mara)
    assert item.acts == ["opportunity"]
    assert item.heading == "Media 60 at Lantern Media: contract ends on 22 Jan 2027"


def test_one_sentence_makes_it_an_opportunity_that_has_everything(client, mara, osprey):
    row = contract(osprey, 60)
    client.force_login(mara)
    with time_machine.travel(MONDAY, tick=False):
        address = reverse("waiting:act", args=["contract_ending", row.pk, "opportunity"])
        client.post(address, {"value": "Ask Helen what they miss", "version": row.version, "nonce": uuid.uuid4().hex})

    made = Opportunity.objects.get()
    assert (made.title, made.source) == ("Media 60: contract of Lantern Media", "map")
    assert (made.value, made.starts_on) == (24_000_000, row.contract_ends_on)
    assert (made.next_step, made.next_on) == ("Ask Helen what they miss", TODAY + timedelta(days=7))
    assert (made.origin_kind, made.origin_id) == ("services.cell", row.pk)
    assert waits(mara) == []


def test_a_contract_that_was_prolonged_after_its_opportunity_was_lost_waits_again(mara, osprey):
    row = contract(osprey, 60)
    lost = make_opportunity(
        osprey, mara, origin_kind="services.cell", origin_id=row.pk, stage="lost", added_on=TODAY - timedelta(days=20)
    )
    assert waits(mara) == []
    Opportunity.objects.filter(pk=lost.pk).update(added_on=TODAY - timedelta(days=365))

    assert len(waits(mara)) == 1
    contracts.CONTRACTS.acts["opportunity"].run(acting(mara), row.pk, Sent(1, "Call Helen"), MONDAY)
    assert Opportunity.objects.filter(origin_id=row.pk).get().stage == "spotted"


def test_the_map_records_a_competitors_contract_only_once(client, mara, osprey):
    row = contract(osprey, 60)
    client.force_login(mara)
    address = f"/growth/opportunities/new/?account={osprey.pk}&service={row.service_id}&source=map"
    with time_machine.travel(MONDAY, tick=False):
        assert client.get(address).headers["Location"].endswith(f"?from=services.cell%3A{row.pk}")
        make_opportunity(osprey, mara, origin_kind="services.cell", origin_id=row.pk)

        assert client.get(address).headers["Location"].endswith(f"?service={row.service_id}")
