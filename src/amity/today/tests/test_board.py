"""A person's Today: ranked cards, a card for each cause, what is set aside, and what comes back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from amity.accounts.covers.commands import CoverFields, set_cover
from amity.accounts.models import Account
from amity.accounts.waiting import named
from amity.agency.models import ExchangeRate
from amity.audit.models import Record
from amity.notifications.models import Notification
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.shared.errors import NotSeen
from amity.shared.money import Money
from amity.today.asides import commands
from amity.today.asides.fields import EffectFields, LetPassFields, NotNowFields
from amity.today.asides.queries import let_pass_by_others
from amity.today.cards.collecting import board_of
from amity.today.cards.values import Board
from amity.today.cards.wording import without_rate
from amity.today.models import AccountWeight, Aside, OwnToday
from amity.today.shown.commands import record_shown, show_again
from amity.today.tests.making import make_promise
from amity.waiting import kinds, todos
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import Stakes
from tests.builders import MONDAY, acting, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TUESDAY = MONDAY + timedelta(days=1)
LET = LetPassFields("money")


def board(person, now=MONDAY, whose="") -> Board:
    """Return someone's Today."""
    return board_of(acting(person), now, whose=whose)


def titles(person, now=MONDAY) -> list[str]:
    """The titles of someone's cards, the highest rank first."""
    return [str(card.lead.item.title) for card in board(person, now).shown]


class Made:
    """A kind of the test, whose items are written down."""

    def __init__(self, person) -> None:
        self.person = person
        self.items: list[Item] = []

    def add(self, title: str, account: Account | None = None, **columns) -> Item:
        """Add an item for the person."""
        item = Item(id=len(self.items) + 1, title=title, address="/", account=named(account), **columns)
        self.items.append(item)
        return item

    def change(self, place: int = 0, **columns) -> None:
        """Change an item."""
        self.items[place] = replace(self.items[place], **columns)


@pytest.fixture
def made(mara, monkeypatch):
    """Register a kind with items of the test, for Mara alone."""
    own = Made(mara)
    kind = Kind(
        key="made", order=1, todo=todos.DECIDE, icon="flag", label="Made", measured="days",
        rows=lambda person, today: list(own.items) if person.pk == mara.pk else [],
        items=lambda by, rows, today: list(rows),
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, "made", kind)
    return own


def cover(manager, account, stand_in) -> None:
    """Let someone stand in for the account manager on Monday and Tuesday."""
    fields = CoverFields(stand_in_id=stand_in.pk, starts_on=MONDAY.date(), ends_on=TUESDAY.date())
    set_cover(by=acting(manager), account_id=account.pk, fields=fields, now=MONDAY)


def stakes(client: int = 3, agency: int = 2, euros: int | None = None) -> Stakes:
    """Stakes with some money."""
    return Stakes(client=client, agency=agency, money=None if euros is None else Money(euros * 100, "EUR"))


def test_cards_are_ranked_by_effects_urgency_and_account(made, osprey):
    made.add("Small", osprey, stakes=stakes(1, 1))
    made.add("Severe", osprey, stakes=stakes(5, 4))
    made.add("Late", osprey, stakes=stakes(1, 1), due=MONDAY.date() - timedelta(days=1), days_late=1)
    made.add("Unknown")

    assert titles(made.person) == ["Severe", "Late", "Small", "Unknown"]
    assert [card.total for card in board(made.person).shown] == [56, 42, 12, 12]


def test_an_account_weighs_by_its_share_of_net_fees_for_those_who_see_fees(made, osprey, tim):
    AccountWeight.objects.create(
        account=osprey, minor=10_000_00, currency="EUR", share=1840, as_of=MONDAY.date()
    )  # fmt: skip
    made.add("Money", osprey, stakes=stakes(1, 1, 2_500))

    rank = board(made.person).shown[0].lead.rank
    assert (rank.effects.agency, rank.weight) == (5, 9)
    made.person.own_money_right = 1
    made.person.save()
    card = board(made.person).shown[0].lead
    assert (card.rank.effects.agency, card.rank.weight, card.money) == (1, 0, None)


def test_money_in_another_currency_is_compared_at_the_agencys_rate(made, osprey):
    AccountWeight.objects.create(account=osprey, minor=10_000_00, currency="EUR", share=0, as_of=MONDAY.date())
    made.add("Francs", osprey, stakes=Stakes(client=1, agency=1, money=Money(2_500_00, "CHF")))
    lead = board(made.person).shown[0].lead
    assert (lead.rank.effects.agency, without_rate(lead)[:29]) == (1, "Without an exchange rate for ")
    ExchangeRate.objects.create(currency="CHF", rate=Decimal("1.06"), valid_from=MONDAY.date() - timedelta(days=90))
    lead = board(made.person).shown[0].lead
    assert (lead.rank.effects.agency, without_rate(lead), lead.money) == (5, "", Money(2_500_00, "CHF"))


def test_one_card_for_a_cause_with_its_signs_below(made, osprey):
    made.add("Over its hours", osprey, stakes=stakes(3, 4), cause="project 12")
    made.add("The client noticed", osprey, stakes=stakes(5, 2), cause="project 12")

    (card,) = board(made.person).shown
    assert (card.key, card.lead.item.title, [sign.item.title for sign in card.others]) == (
        "project-12", "The client noticed", ["Over its hours"],
    )  # fmt: skip


def test_nine_are_shown_and_the_rest_can_wait(made, osprey):
    for number in range(12):
        made.add(f"Item {number:02d}", osprey, stakes=stakes())

    own = board(made.person)
    assert (len(own.shown), len(own.later), own.total) == (9, 3, 12)


def test_a_card_set_aside_comes_back_on_its_date_or_when_something_changes(made, osprey):
    made.add("Wait", osprey, stakes=stakes())
    by, until = acting(made.person), TUESDAY.date() + timedelta(days=6)
    one = commands.not_now(by=by, card_key="made-1", fields=NotNowFields(until), now=MONDAY)

    assert titles(made.person) == []
    assert titles(made.person, TUESDAY + timedelta(days=6)) == ["Wait"]
    made.change(version=2)
    assert titles(made.person) == ["Wait"]
    made.change(version=0)
    assert titles(made.person) == []
    commands.bring_back(by=by, aside_id=one.pk, now=MONDAY)
    assert titles(made.person) == ["Wait"]
    assert Record.objects.filter(action__startswith="today.").count() == 2


def test_a_new_sign_of_a_cause_that_was_set_aside_is_a_card(made, osprey):
    made.add("Over its hours", osprey, cause="project 12")
    commands.not_now(by=acting(made.person), card_key="project-12", fields=NotNowFields(), now=MONDAY)
    made.add("The client noticed", osprey, cause="project 12")

    assert titles(made.person) == ["The client noticed"]


def test_what_was_let_pass_comes_back_when_its_money_doubles_and_at_the_third_time(made, osprey):
    made.add("Reprint", osprey, stakes=stakes(1, 1, 180))
    commands.let_pass(by=acting(made.person), card_key="made-1", fields=LET, now=MONDAY)
    assert titles(made.person) == []

    made.change(stakes=stakes(1, 1, 359))
    assert titles(made.person) == []
    made.change(stakes=stakes(1, 1, 360))
    assert titles(made.person) == ["Reprint"]

    made.change(stakes=stakes(1, 1, 180))
    made.add("Second", osprey)
    assert titles(made.person) == ["Second"]
    made.add("Third", osprey)
    assert sorted(titles(made.person)) == ["Reprint", "Second", "Third"]


def test_not_so_raises_the_threshold_of_the_kind_on_that_account_alone(made, osprey, mara):
    other = make_account("Larkfield Dairy", manager=mara)
    made.add("Quiet", osprey, measure=14)
    one = commands.not_so(by=acting(mara), card_key="made-1", now=MONDAY)
    made.add("Quiet elsewhere", other, measure=14)

    assert (one.unit, one.limit) == ("days", 21)
    assert titles(mara) == ["Quiet elsewhere"]
    made.change(measure=21)
    assert sorted(titles(mara)) == ["Quiet", "Quiet elsewhere"]


def test_not_so_without_a_threshold_hides_the_kind_up_to_its_rank(made, osprey):
    made.add("Odd", osprey, stakes=stakes(2, 1))
    commands.not_so(by=acting(made.person), card_key="made-1", now=MONDAY)
    assert titles(made.person) == []

    made.change(stakes=stakes(3, 1))
    assert titles(made.person) == ["Odd"]


def test_a_person_corrects_the_effects_and_it_is_recorded(made, osprey):
    made.add("Odd", osprey, stakes=stakes(2, 1))
    for client in (5, 4):
        fields = EffectFields(client, 2)
        commands.correct_effects(by=acting(made.person), card_key="made-1", fields=fields, now=MONDAY)

    (card,) = board(made.person).shown
    assert (card.total, card.lead.is_corrected) == (8 * 4 + 4 * 2, True)
    assert Record.objects.filter(action="today.effects").count() == 2


def test_a_card_unchanged_since_yesterday_is_not_shown_again_unless_due(made, osprey):
    made.add("No date", osprey)
    made.add("Due on Tuesday", osprey, due=TUESDAY.date())
    record_shown(by=acting(made.person), now=MONDAY)
    assert len(titles(made.person)) == 2

    with time_machine.travel(TUESDAY):
        assert titles(made.person, TUESDAY) == ["Due on Tuesday"]
        made.change(version=2)
        assert sorted(titles(made.person, TUESDAY)) == ["Due on Tuesday", "No date"]


def test_cards_shown_twice_without_an_action_are_bundled_by_kind_and_ask(made, osprey):
    for number in range(3):
        made.add(f"Late {number}", osprey, due=MONDAY.date(), cause="")
    for away in range(2):
        record_shown(by=acting(made.person), now=MONDAY + timedelta(days=away))

    (card,) = board(made.person, MONDAY + timedelta(days=2)).shown
    assert (card.asks, len(card.signs)) == (True, 3)


def test_a_kind_nobody_acts_on_moves_to_the_digest_and_comes_back(made, osprey):
    made.add("Late", osprey, due=MONDAY.date())
    for away in range(20):
        record_shown(by=acting(made.person), now=MONDAY + timedelta(days=away))
    later = MONDAY + timedelta(days=20)

    own = board(made.person, later)
    assert (own.shown, [card.key for card in own.moved], own.counts["made"]["shown"]) == ([], ["made-1"], 20)
    show_again(by=acting(made.person), kind="made", now=later)
    assert titles(made.person, later) == ["Late"]


def test_an_action_in_the_row_is_counted(client, mara, osprey):
    promise = make_promise(osprey, mara, "The page list")
    client.force_login(mara)
    client.post("/today/shown/")
    sent = {"nonce": "n" * 32, "version": promise.version, "back": "/today/"}
    client.post(f"/waiting/promise/{promise.pk}/kept/", sent)

    assert OwnToday.objects.get(person=mara).counts["promise"]["acted"] == 1


def test_a_card_is_answered_by_whom_it_is_for(made, ada):
    made.add("Mine")

    with pytest.raises(NotSeen):
        commands.not_now(by=acting(ada), card_key="made-1", fields=NotNowFields(), now=MONDAY)
    assert not Aside.objects.exists()


def test_a_let_pass_is_seen_by_stand_in_and_project_manager_and_by_the_director_only_when_large(
    made, osprey, site, mara, piet, ada, fina
):
    made.add("Small", osprey, stakes=stakes(1, 1, 180), cause=f"project {site.pk}")
    made.add("Large", osprey, stakes=stakes(1, 1, 50_000))
    for key in (f"project-{site.pk}", "made-2"):
        commands.let_pass(by=acting(mara), card_key=key, fields=LET, now=MONDAY)

    def seen(person) -> list[str]:
        return sorted(one.title for one in let_pass_by_others(acting(person)))

    assert (seen(piet), seen(ada), seen(fina), seen(mara)) == (["Small"], ["Large"], [], [])
    assert [one.person for one in Notification.objects.filter(kind="today")] == [ada]
    cover(mara, osprey, fina)
    assert seen(fina) == ["Large", "Small"]


def test_a_stand_in_sees_the_cards_of_the_account_they_cover(osprey, mara, tim):
    fields = RequestFields("Six more stations")
    log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    assert titles(tim) == []
    cover(mara, osprey, tim)

    assert titles(tim) == titles(mara) == ["Six more stations"]


def test_a_director_looks_at_the_cards_of_their_people(made, osprey, ada):
    made.add("Of Mara", osprey)
    made.add("Her own time")

    assert titles(ada) == []
    assert [card.lead.item.title for card in board(ada, whose="people").shown] == ["Of Mara"]
