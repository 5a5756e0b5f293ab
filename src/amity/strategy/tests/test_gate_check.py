"""The question at the gate: does this serve the strategy in force?"""

from datetime import date

import pytest

from amity.gate.checks.letters import findings_of
from amity.gate.decisions import commands as decisions
from amity.gate.models import LaneSetting
from amity.gate.quiet.models import Heeded
from amity.gate.tests.making import read, submitted
from amity.people import rules as roles
from amity.shared.errors import Invalid
from amity.strategy.answers.queries import answered_no
from amity.strategy.models import StrategyCard
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def card(osprey):
    return StrategyCard.objects.create(
        account=osprey, number=1, goal="Full trains", audience="Drivers", message="There before you park",
        must_not="Races\nPrices", state="in_force", in_force_on=date(2026, 11, 2), added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip


@pytest.fixture
def lars(osprey):
    """Return a colleague whose emails someone else clears."""
    for kind in ("status", "email", "brief", "version"):
        LaneSetting.objects.create(account=osprey, kind=kind, author="others", lane="hold")
    return make_person("Lars", roles.FINANCE)


def questions(item):
    return [one for one in findings_of(item).found if one.key.startswith("strategy:")]


@pytest.mark.parametrize(("kind", "asked"), [("version", 1), ("brief", 1), ("status", 1), ("email", 0)])
def test_what_serves_a_strategy_is_asked_whether_it_does(lars, osprey, card, kind, asked):
    item = submitted(osprey, lars, kind=kind)

    assert len(questions(item)) == asked
    for one in questions(item):
        assert (one.level, one.title) == ("warn", "Does this serve “There before you park”?")
        assert one.text == "The strategy’s must-nots: Races · Prices"


@pytest.mark.parametrize("state", ["draft", "agreed_inside", "agreed_with_client", "superseded"])
def test_a_card_that_is_not_in_force_asks_nothing(lars, osprey, card, state):
    card.state = state
    card.save()

    assert questions(submitted(osprey, lars, kind="status")) == []


def test_one_answer_lets_it_go_and_is_kept(mara, lars, osprey, card):
    item = submitted(osprey, lars, kind="status")
    with pytest.raises(Invalid, match="Does this serve “There before you park”"):
        decisions.clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY)

    answers = {f"strategy:{card.pk}": "serves"}
    decisions.clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY, answers=answers)

    assert read(item).state == "cleared"
    assert list(item.overrulings.values_list("finding", "chip", "person")) == [
        (f"strategy:{card.pk}", "serves", mara.pk)
    ]
    assert not Heeded.objects.filter(check_key="strategy").exists()


def test_no_is_an_answer_too_and_is_found_again(mara, lars, osprey, card):
    item = submitted(osprey, lars, kind="version")
    decisions.clear(
        by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY, answers={f"strategy:{card.pk}": "strays"}
    )
    monday = MONDAY.date()

    (found,) = answered_no(acting(mara), [osprey.pk], monday, monday)

    assert (found.account_id, found.item_id, found.by_name, found.address) == (
        osprey.pk, item.pk, "Mara", f"/going-out/{item.pk}/",
    )  # fmt: skip
    assert answered_no(acting(mara), [osprey.pk], date(2026, 1, 1), date(2026, 1, 31)) == []
    assert answered_no(acting(make_person("Edda", roles.ACCOUNT_MANAGER)), [osprey.pk], monday, monday) == []
