"""Today begins with figures of the agency for directors and executives, and of the instance for administrators."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from amity.backups.models import Backup
from amity.health.models import AccountHealth
from amity.health.rules import APPROVAL, CONTACTS, EXPECTATIONS, GOALS, OVERDUE, PLANNED, UNWELL
from amity.invoicing.models import Invoice
from amity.invoicing.tests.making import make_invoice
from amity.jobs.models import Job
from amity.jobs.rules import FAILED
from amity.people import rules as roles
from amity.people.models import HeldRole, Person
from amity.people.sign_in.models import SignInSettings
from amity.shared.permission import MoneyRight
from amity.today.figures.rules import month_shown, quarter_shown
from amity.today.tests.making import make_promise
from amity.ui.formats import GAP
from tests.builders import MONDAY, make_account, make_cost_rate, make_entry, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def page_of(client, person, query=""):
    client.force_login(person)
    return client.get(f"/today/{query}").text.replace(GAP, " ")


@pytest.fixture
def eve(agency):
    return make_person("Eve", roles.EXECUTIVE)


@pytest.fixture
def adi(agency):
    return make_person("Adi", roles.ADMINISTRATOR)


def make_health(account, score, band, **evidence):
    AccountHealth.objects.create(
        account=account, score=score, band=band, confidence=85, weighted=score, evidence=evidence, trend=[], at=MONDAY
    )


def reading(measure):
    return {"measures": [measure * 100], "age": 1, "last": None}


@pytest.fixture
def low(osprey, site, piet):
    """An unwell account with an invoice 60 days overdue, time at a loss, and 1,190 euros of 1,290 overdue."""
    make_cost_rate("90")
    make_entry(by=piet, project=site, hours="10", on=MONDAY.date())
    make_invoice(osprey, overdue=70)
    make_invoice(osprey, overdue=-9, net=10_000, tax=0, total=10_000)
    make_health(osprey, 55, UNWELL, caps=[OVERDUE], readings={APPROVAL: reading(1)})
    return osprey


def test_an_executive_reads_margins_overdue_cash_and_the_accounts_that_need_them(client, eve, low):
    page = page_of(client, eve)

    month = str(MONDAY.year * 100 + MONDAY.month)
    assert f'href="/money/?period={month}"' in page
    assert "10.0" in page
    assert "target 50%" in page
    for address in ("/money/receivables/", "/accounts/?view=unwell", f"/accounts/{low.pk}/health/"):
        assert f'href="{address}"' in page
    assert "1,190" in page
    assert "Invoice 60 days overdue" in page
    assert "instance-h" not in page


@pytest.mark.parametrize(
    ("readings", "evidence", "shown"),
    [
        (
            {CONTACTS: reading(400), GOALS: reading(0)}, {"goals": [0, 2]},
            "Key contacts: 0 of 1 covered · Goals: 0 of 2 on track",
        ),
        ({GOALS: reading(0), APPROVAL: reading(5)}, {}, "Goals · Client approval time: 5 working days"),
        (
            {EXPECTATIONS: reading(7)}, {"conflicts": [1], "missed": [2, 3]},
            "Expectations and conflicts: 1 conflict, 2 missed",
        ),
    ],
)  # fmt: skip
def test_causes_lower_the_score_and_have_their_values(client, eve, osprey, readings, evidence, shown):
    """The mean is below the cap, so the planned conflict lowers nothing."""
    make_health(osprey, 60, UNWELL, caps=[PLANNED], readings=readings, **evidence)
    page = page_of(client, eve)

    assert shown in page
    assert "Severe conflict with a plan" not in page


def test_an_invoice_paid_a_moment_ago_and_a_right_withdrawn_show_at_once(client, eve, low):
    assert "1,190" in page_of(client, eve)
    Invoice.objects.filter(account=low).update(paid=F("total"))
    assert "1,190" not in page_of(client, eve)

    Person.objects.filter(pk=eve.pk).update(own_money_right=MoneyRight.HOURS)
    page = page_of(client, eve)
    assert "target 50%" not in page
    assert "Overdue invoices" not in page
    HeldRole.objects.filter(person=eve).delete()
    assert "agency-h" not in page_of(client, eve)


def test_a_director_reads_them_of_their_own_accounts_and_an_account_manager_does_not(client, ada, mara, low):
    others = make_person("Olga", roles.ACCOUNT_MANAGER), make_person("Otto", roles.ACCOUNT_DIRECTOR)
    other = make_account("Other client", manager=others[0], director=others[1])
    make_health(other, 40, UNWELL)
    page = page_of(client, ada)

    assert f"/accounts/{low.pk}/health/" in page
    assert f"/accounts/{other.pk}/health/" not in page
    assert "agency-h" not in page_of(client, ada, "?whose=people")
    assert "agency-h" not in page_of(client, mara)


def test_an_administrator_reads_how_the_instance_is(client, adi, mara):
    page = page_of(client, adi)
    assert "None yet" in page
    assert "agency-h" not in page
    assert "second factor missing" not in page

    SignInSettings.objects.update_or_create(
        pk=SignInSettings.ONLY, defaults={"required_roles": [roles.ACCOUNT_MANAGER]}
    )
    Job.objects.create(kind="k", person_id=mara.pk, state=FAILED, heartbeat=MONDAY, created_at=MONDAY)
    at = MONDAY - timedelta(hours=5)
    Backup.objects.create(kind="nightly", path="a", started_at=at, finished_at=at)
    page = page_of(client, adi)

    assert "5 h ago" in page
    for address in ("/settings/backups/", "/settings/jobs/?view=failed", "/settings/mail/?view=trouble"):
        assert f'href="{address}"' in page
    assert 'href="/settings/people/?view=no_factor"' in page
    listed = client.get("/settings/people/?view=no_factor").text
    assert "Mara" in listed
    assert "No role requires a second factor" not in listed


def test_the_list_of_people_says_who_has_a_second_factor_and_whether_any_is_required(client, adi, mara):
    Authenticator.objects.create(user=mara, type=Authenticator.Type.TOTP, data={})
    client.force_login(adi)
    listed = re.sub(r"<[^>]+>|\s+", " ", client.get("/settings/people/").text)

    assert "No role requires a second factor." in listed
    assert "Required second factor missing" in listed
    assert re.search(r"Adi\b[^@]*@(?:(?!Mara).)*Not set up", listed)
    assert re.search(r"Mara\b[^@]*@(?:(?!Not set up).)*Set up", listed)


def test_above_figures_the_title_says_how_many_cards_there_are_and_not_that_one_comes_first(client, eve, ada, low):
    make_promise(low, ada, "The page list")
    page = page_of(client, ada)
    title, sub = re.findall(r"<h1[^>]*>([^<]*)</h1>\s*<p[^>]*>([^<]*)<", page)[0]

    assert title.endswith("Ada. 1 thing needs you.")
    assert sub.endswith("November. 1 is late or due today.")
    assert "Nothing needs you" not in page_of(client, eve)


def test_only_those_who_work_with_clients_are_offered_to_log_a_request(client, eve, adi, ada, mara):
    offered = [person.name for person in (eve, adi, ada, mara) if "Log a request" in page_of(client, person)]

    assert offered == [ada.name, mara.name]


def test_todays_figures_cost_few_queries(client, eve, low):
    page_of(client, eve)
    with CaptureQueriesContext(connection) as asked:
        client.get("/today/")
    assert len(asked) <= 20


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [
        (date(2026, 11, 23), 202611, (202610, 202611)),
        (date(2026, 12, 1), 202611, (202610, 202611)),
        (date(2026, 12, 7), 202611, (202610, 202611)),
        (date(2026, 12, 8), 202612, (202610, 202612)),
        (date(2027, 1, 5), 202612, (202610, 202612)),
        (date(2027, 1, 19), 202701, (202610, 202612)),
        (date(2027, 1, 20), 202701, (202701, 202701)),
    ],
)
def test_a_month_or_quarter_that_has_hardly_begun_gives_way_to_the_last_one(today, month, quarter):
    assert (month_shown(today), quarter_shown(today)) == (month, quarter)
