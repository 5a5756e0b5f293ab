"""What a card of Today says of itself and of what is folded into it, and the one action that it offers."""

import re
from datetime import timedelta

import pytest

from amity.accounts.waiting import named
from amity.conversations.tests.passed import make_raised
from amity.today.cards.collecting import board_of
from amity.today.cards.page import _due
from amity.today.letters import wording as letters
from amity.today.tests.making import make_promise
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import Stakes
from amity.waiting.todos import DECIDE
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def maras(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client


def words(text: str) -> str:
    """Return what a reader sees of HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture
def sandbox(osprey, monkeypatch):
    """A card due tomorrow, with an item of its project that has been late for two days."""
    own = [
        Item(
            id=1, title="The payment sandbox was down", address="/", account=named(osprey), cause="project 12",
            due=TODAY + timedelta(days=1), stakes=Stakes(client=3, agency=2),
        ),
        Item(
            id=2, title="Name two drivers", address="/", account=named(osprey), cause="project 12",
            due=TODAY - timedelta(days=2), days_late=2,
        ),
    ]  # fmt: skip
    kind = Kind(
        key="made", order=1, todo=DECIDE, icon="flag", label="Made", rows=lambda person, today: own,
        items=lambda by, rows, today: list(rows),
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, "made", kind)


@pytest.mark.usefixtures("sandbox")
def test_a_card_is_as_late_as_its_lead_and_what_is_folded_says_its_own(maras):
    page = maras.get("/today/").text
    card = page[page.index('<li class="is-first"') :]
    head = words(card[: card.index("<h3>")])
    related = words(card[card.index('class="signs') : card.index("</ul>")])

    assert ("by tomorrow" in head, "days late" in head) == (True, False)
    assert "Name two drivers Made 2 days late" in related
    assert "24 urgency (1 day)" in words(card)


@pytest.mark.usefixtures("sandbox")
def test_the_email_says_when_the_lead_of_a_card_is_due(mara):
    board = board_of(acting(mara), MONDAY)

    assert letters._line(board.shown[0], board) == (
        "- The payment sandbox was down (Osprey Rail, by tomorrow), and 1 more"
    )


def test_a_card_due_today_is_due_today_and_not_by_today():
    assert [_due(TODAY + timedelta(days=days), TODAY) for days in (0, 1)] == ["due today", "by tomorrow"]


def test_a_folded_milestone_names_its_project(maras, mara, tim, osprey, site):
    for number in range(3):
        make_promise(osprey, mara, f"Page {number}", -20)
    site.milestones.create(name="Launch", due_on=TODAY - timedelta(days=1))
    page = maras.get("/today/").text
    folded = words(page[page.index('<ol class="fold') :])

    assert f"Launch: 1 day late {site.name}" in folded


def test_a_folded_card_offers_its_first_action_although_it_asks(maras, mara, tim, osprey, site):
    for number in range(3):
        make_promise(osprey, mara, f"Page {number}", -2)
    passed = make_raised(site, by=tim)
    page = maras.get("/today/").text
    folded = page[page.index('<ol class="fold') :]

    assert passed.text in folded
    assert words(folded).index("They know") < words(folded).index("How were they informed?")
    assert "Keep back" not in folded
    assert f'action="/waiting/tell/{passed.pk}/client_knows/"' in folded
