"""The page Today: what it says, what it asks, and what it leaves out for whom."""

import re
from datetime import timedelta

import pytest
import time_machine

from amity.accounts.waiting import named
from amity.invoicing.tests.making import make_invoice
from amity.monitoring.models import RegisterEntry
from amity.services.models import Cell
from amity.services.tests.making import make_service
from amity.shared.money import Money
from amity.today.models import OwnToday
from amity.today.tests.making import make_aside, make_promise
from amity.waiting import kinds
from amity.waiting.stakes import Stakes
from amity.waiting.todos import DECIDE
from tests.builders import MONDAY, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
NONCE = {"nonce": "n" * 32}


@pytest.fixture
def maras(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client


def test_amity_opens_on_today(maras):
    assert maras.get("/").headers["Location"] == "/today/"


def test_an_empty_today_is_a_good_day_and_says_so(maras):
    page = maras.get("/today/").text

    assert re.search(r"Good (morning|afternoon|evening), Mara. Nothing needs you.", page)
    assert "A good day" in page


def test_cards_take_the_width_where_nothing_is_beside_them(maras, mara, osprey):
    make_promise(osprey, mara, "The page list")

    assert 'class="card c12 until-wide" aria-labelledby="needs-h"' in maras.get("/today/").text
    make_aside(mara, card="other-1", signs={"other-1": "f"})
    assert 'class="card c9 until-wide" aria-labelledby="needs-h"' in maras.get("/today/").text


def test_the_page_says_what_comes_first_and_how_much_is_due(maras, mara, osprey):
    make_promise(osprey, mara, "The page list")
    make_promise(make_account("Larkfield Dairy", manager=mara), mara, "The range review", 3)
    page = maras.get("/today/").text

    assert "Osprey Rail comes first." in page
    assert "2 things need you. 1 is late or due today." in page
    assert "8 × 3 client + 4 × 3 us + 28 urgency (today) + 0 account weight = 64" in page
    assert page.index("The page list") < page.index("The range review")


@pytest.mark.parametrize(("hour", "hello"), [(8, "Good morning"), (13, "Good afternoon"), (20, "Good evening")])
def test_the_greeting_follows_the_time_of_day(maras, hour, hello):
    with time_machine.travel(MONDAY.replace(hour=hour)):
        assert f"{hello}, Mara." in maras.get("/today/").text


def test_what_was_shown_is_recorded_once_a_day_by_the_page_itself(maras, mara, osprey):
    make_promise(osprey, mara, "The page list")
    assert 'action="/today/shown/"' in maras.get("/today/").text
    assert not OwnToday.objects.exists()

    maras.post("/today/shown/")
    assert 'action="/today/shown/"' not in maras.get("/today/").text
    maras.post("/today/shown/")
    assert OwnToday.objects.get().counts["promise"]["shown"] == 1


def test_a_card_that_is_gone_is_refused_with_a_sentence(maras):
    page = maras.post("/today/cards/promise-999/not-now/", NONCE | {"until": ""}, follow=True)

    assert "This is no longer open." in page.text


@pytest.mark.parametrize("until", ["2026-11-01", "2029-01-01", "soon"])
def test_a_date_that_cannot_be_is_refused(maras, mara, osprey, until):
    promise = make_promise(osprey, mara, "The page list")
    page = maras.post(f"/today/cards/promise-{promise.pk}/not-now/", NONCE | {"until": until}, follow=True)

    assert "The page list" in page.text
    assert 'role="alert"' in page.text


def test_pressing_twice_sets_aside_once(maras, mara, osprey):
    promise = make_promise(osprey, mara, "The page list")
    for _time in range(2):
        page = maras.post(f"/today/cards/promise-{promise.pk}/let-pass/", NONCE | {"reason": "timing"}, follow=True)

    assert "Let pass, Timing: back when it has come up 3 times" in page.text
    assert page.text.count('<b class="fw-lbl" data-verbatim>The page list') == 1


def test_the_rail_counts_the_cards(maras, mara, osprey):
    make_promise(osprey, mara, "The page list", -1)

    assert re.search(r'id="count-today"[^>]*>\s*1', maras.get("/counts/").text)


def test_a_kind_moves_to_the_digest_by_hand_and_back(maras, mara, osprey):
    make_promise(osprey, mara, "The page list")
    page = maras.post("/today/kinds/promise/digest/", follow=True).text
    assert "You moved “Promises” to Friday’s digest." in page
    assert "A good day" in page

    assert "The page list" in maras.post("/today/kinds/promise/again/", follow=True).text


def test_only_a_director_looks_at_their_people(maras, mara, osprey, ada, client):
    make_promise(osprey, mara, "The page list")
    assert "My people’s" not in maras.get("/today/?whose=people").text

    client.force_login(ada)
    assert "The page list" not in client.get("/today/").text
    page = client.get("/today/?whose=people").text
    assert "The page list" in page
    assert "My people’s" in page


def test_a_raised_threshold_is_shown_in_the_settings_and_undone(maras, mara, osprey):
    one = make_aside(mara, way="not_so", title="Quiet for 14 days", unit="days", limit=21, account=osprey)
    assert "Not so: Amity now waits 21 days here" in maras.get("/today/settings/").text

    maras.post(f"/today/aside/{one.pk}/back/")
    assert "Quiet for 14 days" not in maras.get("/today/settings/").text


def test_a_card_is_drawn_with_what_the_client_said_and_its_money(maras, mara, osprey, monkeypatch):
    item = kinds.Item(
        id=1, title="Welsh at launch", address="/", account=named(osprey), due=MONDAY.date() + timedelta(days=2),
        quote="Both languages were in from day one", stakes=Stakes(client=5, agency=4, money=Money(1_420_000, "EUR")),
    )  # fmt: skip
    kind = kinds.Kind(
        key="made", order=1, todo=DECIDE, icon="flag", label="Conflict", rows=lambda person, today: [item],
        items=lambda by, rows, today: list(rows),
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, "made", kind)
    page = maras.get("/today/").text

    assert "“Both languages were in from day one”" in page
    assert re.search(r"€</span>14,200", page)
    assert "8 × 5 client + 4 × 4 us + 20 urgency (2 days) + 0 account weight = 76" in page


def test_a_competitors_contract_is_a_card_that_can_wait_until_a_date(maras, mara, osprey):
    cell = Cell.objects.create(
        account=osprey, service=make_service("Media"), state="competitor", competitor="Lantern Media",
        contract_ends_on=MONDAY.date() + timedelta(days=60), recorded_on=MONDAY.date(), recorded_at=MONDAY,
    )  # fmt: skip
    heading = "Media at Lantern Media: contract ends on 22 Jan 2027"
    page = maras.get("/today/").text
    assert heading in page
    assert "What is the first step?" in page

    until = MONDAY.date() + timedelta(days=21)
    maras.post(f"/today/cards/contract-{cell.pk}/not-now/", NONCE | {"until": until.isoformat()})
    assert "Not now: until something changes, or 14 Dec" in maras.get("/today/").text
    assert "What is the first step?" not in maras.get("/today/").text
    with time_machine.travel(MONDAY + timedelta(days=21)):
        maras.force_login(mara)
        assert "What is the first step?" in maras.get("/today/").text


def test_a_risk_is_opened_first_and_its_close_is_folded_away(maras, mara, osprey):
    risk = RegisterEntry.objects.create(
        account=osprey, title="No approver", kind="risk", side="client", severity=3, state="open", owner=mara,
        due_on=MONDAY.date() + timedelta(days=10), raised_on=MONDAY.date(), added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip

    for address in ("/today/", "/waiting/"):
        page = maras.get(address).text
        row = page[page.index("<li data-row") if address == "/waiting/" else page.index('<li class="is-first"') :]
        folded = row.index("<summary", row.index("Close entry") - 120)
        assert f'href="/register/{risk.pk}/"' in row[: row.index("Open entry")]
        assert row.index("Open entry") < folded < row.index("What was the outcome?")
    answer = maras.post(f"/waiting/risk/{risk.pk}/close/", NONCE | {"version": "1", "value": "Dana", "back": "/today/"})
    risk.refresh_from_db()
    assert (answer["Location"], risk.outcome) == ("/today/", "Dana")


def test_what_can_wait_says_how_much_of_it_is_late(maras, mara, osprey):
    for days in range(9):
        make_promise(osprey, mara, f"Page {days}", -days - 2)
    assert "Can wait" not in maras.get("/today/").text
    for days in range(2):
        make_promise(osprey, mara, f"Range {days}", -1)
    make_promise(osprey, mara, "Later", 20)
    page = re.sub(r"<[^>]+>|\s+", " ", maras.get("/today/").text)

    assert re.search(r"Can wait \(3\)\s+2 late", page)


def test_an_overdue_invoice_says_its_days_and_its_amount_once(client, fina, osprey):
    make_invoice(osprey, overdue=70, number="2026-0354")
    client.force_login(fina)
    page = client.get("/today/").text

    assert "Invoice 2026-0354: 70 days overdue" in page
    assert 'is-unwell">70 days late' not in page
    assert page.count("1,190") == 1
    assert "Can wait" not in page
