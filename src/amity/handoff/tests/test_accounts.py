"""An account goes to another account manager, permanently or for some days, and rights follow the dates."""

from datetime import timedelta

import pytest

from amity.accounts.models import Account, Cover
from amity.accounts.queries import manager_on
from amity.handoff.account_handovers import commands as account_commands
from amity.handoff.answers import commands as answer_commands
from amity.handoff.changes.commands import count_all
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.notifications.models import Notification
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
WEEK = timedelta(days=7)


@pytest.fixture
def nora(agency):
    return make_person("Nora", "account_manager")


def begun(by, account, taker, kind="cover", starts_on=TODAY):
    ends_on = starts_on + WEEK if kind == "cover" else None
    fields = account_commands.HandoverFields(account.pk, kind, taker.pk, starts_on, ends_on)
    return account_commands.prepare_account(by=acting(by), fields=fields, now=MONDAY)


def say_and_offer(by, one):
    for block in ("people", "promise", "open", "unsaid"):
        note_commands.add_note(
            by=acting(by), handoff_id=one.pk, block=block, words=HandoffNote(f"{block}: this"), now=MONDAY
        )
    offer_commands.offer_handoff(by=acting(by), handoff_id=one.pk, now=MONDAY)


def taken(by, account, taker, **how):
    one = begun(by, account, taker, **how)
    say_and_offer(by, one)
    return answer_commands.accept_handoff(by=acting(taker), handoff_id=one.pk, number=1, now=MONDAY)


def test_a_cover_gives_the_stand_in_the_account_for_its_days(mara, osprey, nora):
    taken(mara, osprey, nora)

    cover = Cover.objects.get()
    assert (cover.stand_in, cover.ends_on) == (nora, TODAY + WEEK)
    assert manager_on(osprey, TODAY) == nora
    assert manager_on(osprey, TODAY + 2 * WEEK) == mara
    assert Notification.objects.get(person=mara).text == "Nora will cover Osprey Rail."


@pytest.mark.usefixtures("on_monday")
def test_a_cover_on_days_that_are_covered_already_is_refused_with_the_reason(at, mara, osprey, nora):
    one, other = begun(mara, osprey, nora), begun(mara, osprey, make_person("Otto", "account_manager"))
    for each in (one, other):
        say_and_offer(mara, each)
    answer_commands.accept_handoff(by=acting(nora), handoff_id=one.pk, number=1, now=MONDAY)

    _status, page = at(other.taker, "accept", other.pk, number="1")

    assert "Someone already covers some of these days." in page
    other.refresh_from_db()
    assert (other.state, Cover.objects.get().stand_in) == ("offered", nora)


def test_a_succession_gives_the_account_from_its_day_on(ada, osprey, nora):
    taken(ada, osprey, nora, kind="succession")

    assert Account.objects.get(pk=osprey.pk).manager == nora


def test_a_day_to_come_changes_nothing_today(ada, mara, osprey, nora):
    taken(ada, osprey, nora, kind="succession", starts_on=TODAY + WEEK)

    assert Account.objects.get(pk=osprey.pk).manager == mara


def test_nothing_passes_before_it_is_accepted(mara, osprey, nora):
    begun(mara, osprey, nora)

    assert not Cover.objects.exists()


def test_only_directors_and_finance_give_an_account_for_good(mara, osprey, nora):
    with pytest.raises(Refused, match="Only directors and finance"):
        begun(mara, osprey, nora, kind="succession")


def test_it_says_what_not_to_say_before_it_is_offered(mara, osprey, nora):
    one = begun(mara, osprey, nora)

    with pytest.raises(Invalid, match="What not to say"):
        offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)


def test_until_its_day_changes_are_counted_for_the_taker_and_from_then_on_they_are_their_own(ada, osprey, nora):
    one = taken(ada, osprey, nora, kind="succession", starts_on=TODAY + WEEK)
    osprey.contacts.create(name="Gwen Pryce")

    assert count_all(MONDAY) == 1
    osprey.contacts.create(name="Tom Brandt")
    assert count_all(MONDAY + WEEK) == 0
    one.refresh_from_db()
    assert one.changes_waiting == 1


def test_no_one_stands_in_for_themselves(mara, osprey):
    with pytest.raises(Invalid):
        begun(mara, osprey, mara)


def test_a_cover_ends_after_it_began(mara, osprey, nora):
    fields = account_commands.HandoverFields(osprey.pk, "cover", nora.pk, TODAY)
    with pytest.raises(Invalid) as fault:
        account_commands.prepare_account(by=acting(mara), fields=fields, now=MONDAY)
    assert fault.value.field == "ends_on"
