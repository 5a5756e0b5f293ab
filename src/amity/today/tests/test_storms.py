"""Alert storms: many things at once are one email and nine cards, and nothing comes twice."""

from datetime import timedelta

import pytest

from amity.mailbox.tests.connected import make_connection
from amity.mailbox.tests.sending import refuse_login
from amity.outbox.models import Message
from amity.projects.models import Milestone
from amity.today.cards.collecting import board_of
from amity.today.letters.commands import send_mornings
from tests.builders import MONDAY, acting, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
EIGHT = MONDAY.replace(hour=8, minute=0)


@pytest.fixture
def storm(mara, osprey):
    """A hundred projects past their date, and ten mailboxes that are refused."""
    projects = [make_project(osprey, name=f"Project {number:03d}") for number in range(100)]
    due = MONDAY.date() - timedelta(days=3)
    Milestone.objects.bulk_create(Milestone(project=project, name="Launch", due_on=due) for project in projects)
    for _number in range(10):
        refuse_login(make_connection(mara))
    return mara


def emails(person) -> list[Message]:
    """The emails of a person."""
    return list(Message.objects.filter(to=person.mail))


def test_a_storm_is_one_email_a_day_and_nothing_comes_twice(storm):
    for away in range(3):
        for hour in range(24):
            send_mornings((EIGHT + timedelta(days=away)).replace(hour=hour))

    assert [email.kind for email in emails(storm)] == ["today"] * 3
    first = emails(storm)[0].body
    assert first.count("Launch") == 1
    assert "and 49 more" in first


def test_a_hundred_late_projects_are_one_card_beside_the_mailboxes(storm):
    shown = board_of(acting(storm), MONDAY).shown

    assert [card.lead.kind.key for card in shown].count("milestone") == 1
    assert {card.lead.kind.key for card in shown} == {"milestone", "mailbox"}
    assert len({sign.key for card in shown for sign in card.signs}) == sum(len(card.signs) for card in shown)
