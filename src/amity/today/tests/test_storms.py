"""Alert storms: many things at once are one email and nine cards, and nothing comes twice."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from amity.imports.tests.bringing import amity
from amity.jobs.schedule import tick
from amity.mailbox.tests.connected import make_connection
from amity.mailbox.tests.sending import refuse_login
from amity.outbox.models import Message
from amity.projects.models import Milestone
from amity.status.asks.models import Ask
from amity.status.tests.making import make_ask
from amity.timesheets.models import Entry
from amity.today.asides.commands import not_now
from amity.today.asides.fields import NotNowFields
from amity.today.cards.collecting import board_of
from amity.today.letters.commands import send_mornings
from tests.builders import MONDAY, acting, make_agreement, make_line, make_project

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


@pytest.fixture
def imported(capsys, settings, tmp_path, mara, piet, osprey, fina, tim):
    """A year of time on twelve projects, imported today: eleven passed their budget months ago, one never began."""
    settings.MEDIA_ROOT = tmp_path
    names = [f"Project {number:02d}" for number in range(12)]
    for name in names:
        agreement = make_agreement(osprey, "fixed", title=name, fee=Decimal(20_000), signed_on=MONDAY.date())
        make_line(agreement, "1", hours="40:00")
        make_project(osprey, name=name, manager=piet, agreement=agreement, team=[tim])
    days = [MONDAY.date() - timedelta(weeks=week) for week in range(1, 53)]
    rows = [f"{day},{tim.name},{osprey.name},{name},1.5,Work\n" for day in days for name in names[1:]]
    path = tmp_path / "year.csv"
    path.write_text("date,person,client,project,hours,description\n" + "".join(rows))
    answer = amity(capsys, "import", "csv", path, "--as", fina.mail, "--json")
    assert answer["created"] == len(rows)


@pytest.mark.usefixtures("imported")
def test_a_year_imported_is_one_email_to_each_and_none_again(mara, piet):
    """Every scheduled job runs each hour for three mornings, as in a running system."""
    tick(MONDAY - timedelta(minutes=30))
    for away in range(3):
        for hour in range(5, 11):
            at = (MONDAY + timedelta(days=away)).replace(hour=hour)
            with time_machine.travel(at, tick=False):
                tick(at)

    for person in (mara, piet):
        kinds = Counter(email.kind for email in emails(person))
        assert kinds["forecast"] == 1, "all budgets at risk in one email, once"
        assert kinds["today"] <= 3
        assert sum(kinds.values()) - kinds["today"] <= 2, kinds
    body = next(email.body for email in emails(mara) if email.kind == "forecast")
    assert body.count("Project ") >= 11
    assert Entry.objects.count() == 52 * 11


def test_statuses_to_answer_are_one_card_from_two_on(client, mara, piet, osprey):
    def shown(count):
        for number in range(Ask.objects.count(), count):
            made = make_project(osprey, name=f"Care {number}", manager=piet)
            make_ask(made, piet, MONDAY.date() - timedelta(days=number), token=f"token-{number}")
        return [card for card in board_of(acting(piet), MONDAY).shown if card.lead.kind.key == "status"]

    (one,) = shown(1)
    assert (one.item.heading, one.item.open) == ("How is Care 0 doing?", "Answer status")

    (several,) = shown(3)
    assert (several.item.heading, several.item.address) == ("3 statuses to answer", "/status/")
    assert (several.due, several.item.days_late) == (MONDAY.date() - timedelta(days=2), 2)
    assert {sign.item.title for sign in several.signs} == {"Care 0", "Care 1", "Care 2"}
    client.force_login(piet)
    text = client.get("/today/").text
    assert "3 statuses to answer" in text
    assert all(f"How is Care {number} doing?" in text for number in range(3))
    assert all(f'href="{sign.item.form}" data-dialog="stays"' in text for sign in several.signs)


def test_set_aside_statuses_leave_together(mara, piet, osprey):
    for number in range(2):
        make_ask(make_project(osprey, name=f"Care {number}", manager=piet), piet, MONDAY.date(), token=f"t-{number}")
    (card,) = board_of(acting(piet), MONDAY).shown

    not_now(by=acting(piet), card_key=card.key, fields=NotNowFields(), now=MONDAY)

    assert board_of(acting(piet), MONDAY).shown == []
