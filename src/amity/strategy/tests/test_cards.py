"""Strategy cards: agreed internally, agreed with the client with evidence, one in force, the one before superseded."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from amity.accounts.evidence import NO_EVIDENCE, Evidence
from amity.audit import trail
from amity.charter.queries import skipped_on
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.refs import Ref
from amity.strategy.cards import commands, queries
from amity.strategy.changes import CardFields, CardMove
from amity.strategy.models import StrategyCard
from tests.builders import acting, make_account

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
FULL = CardFields(
    "Make the train obvious", "Drivers", "There before you park", "• Times\n\n Prices ", "Races", "Tickets"
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def word(osprey):
    helen = osprey.contacts.create(name="Helen Marsh")
    return Evidence(helen.pk, date(2026, 11, 20), "steering call", "That is the sentence.")


def draft(person, account, said=FULL):
    return commands.draft_card(by=acting(person), account_id=account.pk, fields=said, now=NOW)


def moved(person, card, state, evidence=NO_EVIDENCE):
    return commands.move_card(
        by=acting(person), card_id=card.pk, version=card.version, move=CardMove(state, evidence), now=NOW
    )


def in_force(person, account, word, said=FULL):
    card = draft(person, account, said)
    for state, evidence in (("agreed_inside", NO_EVIDENCE), ("agreed_with_client", word), ("in_force", NO_EVIDENCE)):
        card = moved(person, card, state, evidence)
    return card


def test_a_card_keeps_its_lines_one_thing_each(mara, osprey):
    assert draft(mara, osprey).must == "Times\nPrices"


def test_it_is_agreed_inside_only_once_it_says_goal_audience_and_message(mara, osprey):
    card = draft(mara, osprey, CardFields(goal="Trains"))

    with pytest.raises(Refused) as no:
        moved(mara, card, "agreed_inside")
    assert "Audience, Single message" in no.value.sentence


def test_agreed_with_the_client_carries_who_agreed(mara, osprey, word):
    card = moved(mara, draft(mara, osprey), "agreed_inside")

    with pytest.raises(Invalid) as no:
        moved(mara, card, "agreed_with_client")
    assert no.value.field == "stated_by_id"
    card.refresh_from_db()
    assert moved(mara, card, "agreed_with_client", word).client_words == "That is the sentence."


def test_only_one_is_in_force_and_the_one_before_stays_readable(mara, osprey, word):
    first = in_force(mara, osprey, word)
    second = in_force(mara, osprey, word, CardFields("Win Cardiff", "Commuters", "Sit down, arrive"))

    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("superseded", "in_force", 2)
    assert queries.card_in_force(osprey.pk) == second
    assert trail.actions_on(first)[-1] == "strategy.moved"


def test_one_at_a_time_is_made(mara, osprey):
    draft(mara, osprey)

    with pytest.raises(Refused):
        draft(mara, osprey)


@pytest.mark.parametrize("state", ["agreed_with_client", "in_force", "superseded", "draft", "nowhere"])
def test_illegal_moves_are_refused(mara, osprey, word, state):
    card = draft(mara, osprey)

    with pytest.raises(Refused):
        moved(mara, card, state, word)


def test_what_was_agreed_on_is_changed_only_as_a_draft_again(mara, osprey):
    card = moved(mara, draft(mara, osprey), "agreed_inside")
    with pytest.raises(Refused):
        commands.edit_card(by=acting(mara), card_id=card.pk, version=card.version, fields=FULL, now=NOW)

    back = moved(mara, StrategyCard.objects.get(), "draft")

    assert (back.agreed_inside_by, back.stated_by) == (None, None)
    changed = commands.edit_card(
        by=acting(mara), card_id=card.pk, version=back.version, fields=CardFields("Win"), now=NOW
    )
    assert changed.goal == "Win"
    with pytest.raises(Stale):
        commands.edit_card(by=acting(mara), card_id=card.pk, version=1, fields=FULL, now=NOW)


def test_a_project_manager_drafts_and_does_not_agree(piet, mara, site):
    card = draft(piet, site.account)

    with pytest.raises(Refused):
        moved(piet, card, "agreed_inside")


def test_the_sentence_is_under_the_name_and_the_card_on_the_project(client, mara, osprey, word, site):
    in_force(mara, osprey, word)
    client.force_login(mara)

    account = client.get(reverse("accounts:account", args=[osprey.pk])).content.decode()
    project = client.get(reverse("projects:client", args=[site.pk])).content.decode()

    assert '<p class="sub" data-verbatim>Make the train obvious</p>' in account
    assert "Strategy of the account" in project
    assert "There before you park" in project


def test_a_card_is_made_by_form_from_draft_to_force(client, mara, osprey, word):
    client.force_login(mara)
    nonce = iter(f"{number:032d}" for number in range(9))
    address = reverse("strategy:draft_card", args=[osprey.pk])
    client.post(address, {"nonce": next(nonce), "goal": "Trains", "audience": "All", "message": "Go"})
    card = StrategyCard.objects.get()
    page = client.get(reverse("strategy:card", args=[card.pk])).content.decode()
    assert "Agree internally" in page

    for version, state in enumerate(("agreed_inside", "agreed_with_client", "in_force"), start=1):
        sent = {"nonce": next(nonce), "state": state, "version": version}
        if state == "agreed_with_client":
            sent |= {"stated_by_id": word.stated_by_id, "stated_on": "2026-11-20"}
        client.post(reverse("strategy:move_card", args=[card.pk]), sent)

    card.refresh_from_db()
    assert (card.state, card.stated_by_id) == ("in_force", word.stated_by_id)


def test_where_manager_and_director_are_one_the_agreement_inside_is_recorded_as_skipped(mara, ada, osprey):
    osprey.director = ada
    osprey.save()
    card = draft(mara, osprey)
    moved(mara, card, "agreed_inside")
    alone = make_account("Kestrel Bikes", manager=mara, director=mara)
    other = draft(mara, alone)

    moved(mara, other, "agreed_inside")

    assert [one.step for one in skipped_on(Ref.to(other))] == ["strategy_agreed"]
    assert skipped_on(Ref.to(card)) == []
