"""A director's review that names fees is held until the account manager clears it. Her own goes as it is."""

import pytest

from amity.accounts.models import Contact
from amity.gate import rules as gate
from amity.gate.checks.letters import findings_of
from amity.gate.decisions.commands import clear
from amity.gate.items.commands import submit
from amity.gate.lanes import rules as lanes
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.gate.subjects.commands import write_about
from amity.outbox.commands import settle
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.portal.tests.making import browser_of
from amity.reports.models import AccountReview
from amity.reports.reviews import commands, rules
from amity.reports.tests.making import make_review
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def edda(osprey):
    """The director of the account."""
    osprey.director = made = make_person("Edda", roles.ACCOUNT_DIRECTOR)
    osprey.save()
    return made


def submitted(by, review) -> Item:
    now = AccountReview.objects.get(pk=review.pk)
    made = commands.release_review(by=acting(by), review_id=now.pk, version=now.version, now=MONDAY)
    item = write_about(by=acting(by), key=commands.REVIEW, subject_id=made.pk, now=MONDAY)
    submit(by=acting(by), item_id=item.pk, version=item.version, now=MONDAY)
    return Item.objects.get(pk=item.pk)


def delivered(item: Item) -> None:
    release(item_id=item.pk, now=MONDAY)
    for message in Message.objects.filter(release_id=item.pk):
        message.claimed_at, message.reply = MONDAY, "250 2.0.0 accepted"
        settle(message, was_sent=True, now=MONDAY)


def test_a_review_with_fees_is_held_until_it_is_cleared_and_then_goes_with_both_files(
    mara, edda, osprey, goal, work, cleo
):
    Contact.objects.update(roles=["decision_maker"])
    item = submitted(edda, make_review(mara, osprey))
    assert (item.state, item.lane, item.lane_because) == (gate.SUBMITTED, lanes.HOLD, lanes.PRICE)
    client = browser_of(cleo)
    assert client.get(f"/client/sent/{item.pk}/").status_code == 404
    release(item_id=item.pk, now=MONDAY)
    assert not Message.objects.exists()
    with pytest.raises(Refused, match="your own text"):
        clear(by=acting(edda), item_id=item.pk, digest=item.digest, now=MONDAY)

    answers = {one.key: gate.CHECKED for one in findings_of(item).warnings}
    clear(by=acting(mara), item_id=item.pk, digest=item.digest, answers=answers, now=MONDAY)
    delivered(item)

    assert AccountReview.objects.get().state == rules.SENT
    assert item.files.count() == 2
    page = client.get(f"/client/sent/{item.pk}/").content.decode()
    assert "€241.37" in page
    assert "30%" in page


def test_a_review_without_amounts_is_not_held_for_a_price(mara, edda, osprey, goal, work, cleo):
    Contact.objects.update(roles=["decision_maker"])
    review = make_review(mara, osprey)
    for key in ("no_charge", "client_money", "invoiced"):
        commands.show_block(by=acting(mara), review_id=review.pk, key=key, is_shown=False, now=MONDAY)
    assert submitted(edda, review).lane_because != lanes.PRICE


def test_the_account_managers_own_review_is_cleared_by_submitting_it(mara, osprey, goal, work, cleo):
    item = submitted(mara, make_review(mara, osprey))
    assert (item.state, item.lane) == (gate.CLEARED, lanes.HOLD)
