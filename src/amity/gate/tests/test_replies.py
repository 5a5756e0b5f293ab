"""Another email of ours that left in the same conversation stops what still waits."""

from datetime import timedelta

import pytest

from amity.gate.checks.letters import findings_of
from amity.gate.decisions import commands as decisions
from amity.gate.items import commands as items
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, read, submitted
from amity.outbox.models import Message
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def release(after):
    return release_due(lambda: MONDAY + after)


def test_another_item_of_the_conversation_that_left_first_stops_it(mara, osprey):
    dana, late = make_contact(osprey, "Dana"), MONDAY + timedelta(minutes=5)
    waits = submitted(osprey, mara, [dana], subject="Banner", send_at=late)
    other = submitted(osprey, mara, [dana], subject="Report", send_at=late)
    first = submitted(osprey, mara, [dana], subject="AW: banner", body="It is ready.")
    assert release(timedelta(minutes=1)) == 1
    assert read(first).state == "released"

    assert release(timedelta(minutes=5)) == 1

    assert [read(one).state for one in (waits, other)] == ["held", "released"]
    finding = next(one for one in findings_of(read(waits)).blocks if one.key == f"thread:item:{first.pk}")
    assert (finding.quote, finding.who, finding.address) == ("It is ready.", "Mara", f"/going-out/{first.pk}/")
    decisions.clear(
        by=acting(mara), item_id=waits.pk, digest=waits.digest, now=late, answers={finding.key: "This adds the price"}
    )
    assert release(timedelta(minutes=6)) == 1


@pytest.mark.parametrize("way", ["refused", "to someone else", "withdrawn"])
def test_an_item_that_did_not_reach_them_stops_nothing(way, mara, osprey):
    dana, jana = make_contact(osprey, "Dana"), make_contact(osprey, "Jana")
    waits = submitted(osprey, mara, [dana], subject="Banner", send_at=MONDAY + timedelta(minutes=5))
    other = submitted(osprey, mara, [jana if way == "to someone else" else dana], subject="Banner")
    if way == "withdrawn":
        items.withdraw(by=acting(mara), item_id=other.pk, now=MONDAY)
    release(timedelta(minutes=1))
    if way == "refused":
        Message.objects.filter(release_id=other.pk).update(state="failed")
        Item.objects.filter(pk=other.pk).update(state="undelivered")

    assert (release(timedelta(minutes=5)), read(waits).state) == (1, "released")
