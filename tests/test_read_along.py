"""What a page reads along with a row, or once for several of its parts, instead of asking for it again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.accounts.candidates import contacts_for
from amity.accounts.contacts.queries import active_of, contact_seen_by
from amity.accounts.models import Account, Contact
from amity.accounts.pushes.queries import push_budget
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.queries import lane_by_settings
from amity.health.measures.people import _last_talks
from amity.health.models import AccountHealth
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.caches.reading import reading
from amity.strategy.models import StrategyCard
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.split.queries import shares_on
from amity.timesheets.week.lefts import left_of
from tests.builders import MONDAY, acting, make_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def asked() -> Iterator[CaptureQueriesContext]:
    """Collect the statements of a page that changes nothing."""
    with reading(), CaptureQueriesContext(connection) as queries:
        yield queries


@pytest.fixture
def dana(osprey: Account) -> Contact:
    """Create the sponsor of Osprey."""
    return Contact.objects.create(account=osprey, name="Dana Whitlock", mail="dana@osprey.example", roles=["sponsor"])


def about(queries: CaptureQueriesContext, *tables: str) -> list[str]:
    """Return the statements that name one of some tables."""
    return [one["sql"] for one in queries if any(f'"{table}"' in one["sql"] for table in tables)]


def test_health_and_strategy_under_an_accounts_name_are_read_with_it(
    client: Client, mara: Person, osprey: Account
) -> None:
    AccountHealth.objects.create(account=osprey, score=71, band="well", confidence=80, evidence={}, at=MONDAY)
    StrategyCard.objects.create(
        account=osprey, number=1, goal="Be the line people choose", state="in_force", added_at=MONDAY, changed_at=MONDAY
    )
    client.force_login(mara)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/accounts/{osprey.pk}/people/").content.decode()

    assert "Be the line people choose" in page
    assert "<span>71</span>" in page
    assert len(about(queries, "health_accounthealth", "strategy_strategycard")) == 1


def test_a_contact_is_read_with_whether_one_sees_their_account(
    mara: Person, dana: Contact, asked: CaptureQueriesContext
) -> None:
    contact_seen_by(acting(mara), dana.pk)

    assert len(about(asked, "accounts_account")) == 1


def test_forms_offer_the_contacts_that_the_head_of_a_page_has_read(
    osprey: Account, dana: Contact, asked: CaptureQueriesContext
) -> None:
    assert active_of(osprey) == contacts_for(osprey) == [dana]
    assert len(about(asked, "accounts_contact")) == 1


def test_no_correspondent_is_looked_for_where_no_one_else_has_the_address(
    osprey: Account, dana: Contact, asked: CaptureQueriesContext
) -> None:
    push_budget(None, active_of(osprey)[0], TODAY)

    assert len(about(asked, "accounts_contact")) == 1


def test_a_correspondent_of_another_account_still_shares_the_budget(osprey: Account, dana: Contact) -> None:
    other = Account.objects.create(name="Kite Ferries", currency="EUR", opened_at=MONDAY)
    Contact.objects.create(account=other, name="D. Whitlock", mail=dana.mail)

    with reading():
        assert push_budget(None, active_of(osprey)[0], TODAY).shared


def test_the_planned_time_of_work_items_comes_with_the_time_used(osprey: Account, site: Project) -> None:
    item = make_item(site, hours="2:00")

    with CaptureQueriesContext(connection) as queries:
        left = left_of([WorkKey(osprey.pk, site.pk, item_id=item.pk)], on=TODAY)

    assert list(left.values()) == [7200]
    assert len(queries) == 1


def test_the_shares_of_two_dates_are_read_once(mara: Person, asked: CaptureQueriesContext) -> None:
    assert shares_on(mara.pk, TODAY) == shares_on(mara.pk, TODAY + timedelta(days=7)) == []
    assert len(asked) == 1


def test_talks_meetings_and_emails_of_contacts_are_read_together(dana: Contact, asked: CaptureQueriesContext) -> None:
    assert _last_talks([dana.pk], MONDAY) == {}
    assert len(asked) == 1


def test_who_does_what_is_read_only_for_what_a_project_manager_writes(
    osprey: Account, asked: CaptureQueriesContext
) -> None:
    lane_by_settings(osprey, "email", lanes.MANAGER)
    assert not about(asked, "charter_charter")

    lane_by_settings(osprey, "email", lanes.PROJECT_MANAGER)
    assert about(asked, "charter_charter")
