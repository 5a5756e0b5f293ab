"""The year in figures: released to a contact, only their account, and only from closed months."""

import re
from datetime import date

import pytest

from amity.agreements.models import Agreement
from amity.gate.models import Item
from amity.portal.access.models import Access
from amity.portal.tests.answering import sent_item
from amity.portal.tests.making import browser_of
from amity.portal.year.queries import Year
from amity.portal.year.rules import Spending
from amity.profitability.frozen_months.fees import frozen_fees, total
from amity.profitability.models import Closing, FrozenRevenue
from amity.retainers.client_balance.models import ClientBalance
from tests.builders import MONDAY, make_account, make_agency, make_agreement, make_project

on_monday = pytest.mark.usefixtures("on_monday")


def test_an_open_or_unknown_month_makes_a_sum_unknown_rather_than_too_small():
    whole = Spending(202609, {202609: 100, 202610: 50}, (202609, 202610))
    assert (whole.spent_in(2026), whole.spent(), whole.left_of(400), whole.left_of(None)) == (150, 150, 250, None)
    assert Spending(202608, {202609: 100}, (202609, 202610)).spent() is None
    assert Spending(202609, {202609: None, 202610: 50}, (202609, 202610)).spent_in(2026) is None
    assert Spending(None, {}, ()).spent() is None
    assert Spending(202612, {}, (202610,)).left_of(400) == 400
    assert (total([]), total([1, None]), total([1, 2])) == (None, None, 3)


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        (range(1, 11), "Jan to Oct"), ([9], "Sep"), ([9, 10], "Sep, Oct"), ([1, 2, 3, 5], "Jan to Mar, May"),
        ([1, 3, 5, 6, 7], "Jan, Mar, May to Jul"),
    ],
)  # fmt: skip
def test_closed_months_in_a_row_are_named_by_the_first_and_the_last(closed, words):
    assert Year(2026, [202600 + month for month in closed], (), ()).months == words


@pytest.fixture
def figures(osprey):
    """Return nothing: a fixed fee of 10,000 earned 3,000 in October, another account's 7,777 is there too."""
    make_agency()
    sow = make_agreement(
        osprey, "fixed", title="SECRET relaunch", number="SOW-7", order_number="PO-4711", state="in_force",
        fee=1_000_000, starts_on=date(2026, 10, 1),
    )  # fmt: skip
    other = make_agreement(
        make_account("Kestrel"), "fixed", number="SOW-8", state="in_force", fee=777_700, starts_on=date(2026, 10, 1)
    )
    october = Closing.objects.create(month=202610, closed_at=MONDAY, closed_by="Fina")
    for agreement, minor in ((sow, 300_000), (other, 777_700)):
        FrozenRevenue.objects.create(closing=october, agreement_id=agreement.pk, currency="EUR", revenue=minor)


def text(page):
    return page.content.decode().replace("\xa0", " ").replace("\u202f", " ")


@on_monday
@pytest.mark.django_db
@pytest.mark.parametrize("rights", [{}, {"sees_money": True}, {"sees_year": True}])
def test_it_is_shown_only_with_the_right_to_money_and_once_released(figures, dana, rights):
    Access.objects.create(contact=dana, **rights)
    browser = browser_of(dana)

    assert browser.get("/client/year/").status_code == 404
    assert "/client/year/" not in text(browser.get("/client/"))


@pytest.mark.django_db
def test_the_year_is_not_given_without_the_right_to_money(client, mara, dana):
    client.force_login(mara)
    address = f"/contacts/{dana.pk}/client-pages/"

    refused = client.post(address, {"sees_year": "on", "nonce": "a" * 32})
    assert refused.status_code == 422
    assert "Choose estimates, agreements and budgets too." in refused.content.decode()
    assert not Access.objects.exists()

    client.post(address, {"sees_year": "on", "sees_money": "on", "nonce": "b" * 32})
    assert Access.objects.get().sees_year


@on_monday
@pytest.mark.django_db
def test_it_shows_what_is_agreed_spent_in_closed_months_and_left_and_nothing_from_inside(figures, dana):
    Access.objects.create(contact=dana, sees_money=True, sees_year=True)
    browser = browser_of(dana)

    page = re.sub("<[^>]*>", "", text(browser.get("/client/year/")))

    for words in ("Statement of work\n", "signed on 1 Jan", "PO-4711", "10,000", "3,000", "7,000", "Oct"):
        assert words in page
    for words in ("SECRET", "SOW-7", "SOW-8", "7,777", "margin", "cost"):
        assert words not in page
    assert browser.get("/client/year/?year=2019").status_code == 404
    Agreement.objects.update(signed_on=None)
    assert "from 1 Oct" in re.sub("<[^>]*>", "", text(browser.get("/client/year/")))


@on_monday
@pytest.mark.django_db
def test_what_was_bought_for_the_client_is_neither_spent_nor_over(osprey, dana):
    make_agency()
    sow = make_agreement(osprey, "fixed", number="SOW-7", state="in_force", fee=1_000_000, starts_on=date(2026, 10, 1))
    october = Closing.objects.create(month=202610, closed_at=MONDAY, closed_by="Fina")
    FrozenRevenue.objects.create(
        closing=october, agreement_id=sow.pk, currency="EUR", revenue=1_500_000,
        inputs={"figure": [{"label": "billed_expenses", "value": 700_000}]},
    )  # fmt: skip
    Access.objects.create(contact=dana, sees_money=True, sees_year=True)

    page = re.sub("<[^>]*>", "", text(browser_of(dana).get("/client/year/")))

    assert re.findall(r"Spent in 2026\s*(\S+)", page) == ["€8,000", "€8,000"]
    assert "Over" not in page
    assert "€2,000" in page


@on_monday
@pytest.mark.django_db
@pytest.mark.parametrize(("minor", "shown"), [(0, "€0"), (30_000, "€300"), (38_050, "€380.50")])
def test_whole_amounts_are_written_without_cents_however_small(osprey, dana, minor, shown):
    make_agency()
    sow = make_agreement(osprey, "fixed", number="SOW-7", state="in_force", fee=1_000_000, starts_on=date(2026, 10, 1))
    october = Closing.objects.create(month=202610, closed_at=MONDAY, closed_by="Fina")
    FrozenRevenue.objects.create(closing=october, agreement_id=sow.pk, currency="EUR", revenue=minor)
    Access.objects.create(contact=dana, sees_money=True, sees_year=True)

    page = re.sub("<[^>]*>", "", text(browser_of(dana).get("/client/year/")))

    assert re.findall(r"Spent in 2026\s*(\S+)", page) == [shown, shown]


@on_monday
@pytest.mark.django_db
def test_an_agreement_has_a_name_that_the_client_has_read_and_the_day_it_was_signed(figures, osprey, dana):
    care = make_agreement(osprey, "retainer", title="SECRET care", number="RET-1", state="in_force", fee=120_000,
        included_seconds=36_000, starts_on=date(2026, 10, 1), signed_on=date(2026, 9, 28))  # fmt: skip
    ClientBalance.objects.create(agreement=care, shown="live", name="App care")
    Access.objects.create(contact=dana, sees_money=True, sees_year=True)

    page = re.sub("<[^>]*>", "", text(browser_of(dana).get("/client/year/")))

    for words in ("App care", "Statement of work\n", "signed on 28 Sep", "signed on 1 Jan"):
        assert words in page
    for words in ("SECRET", "SOW-7", "RET-1"):
        assert words not in page


@on_monday
@pytest.mark.django_db
def test_an_agreement_is_called_as_an_email_to_the_client_calls_it_else_by_when_they_signed_it(
    figures, osprey, dana, mara
):
    Agreement.objects.filter(number="SOW-7").update(signed_on=date(2026, 9, 28))
    Access.objects.create(contact=dana, sees_money=True, sees_year=True)
    browser = browser_of(dana)

    def page():
        return re.sub("<[^>]*>", "", text(browser.get("/client/year/")))

    assert "Statement of work\n" in page()
    assert "signed on 28 Sep" in page()
    draft = sent_item(osprey, mara, [dana], now=MONDAY, subject="About the SECRET relaunch")
    Item.objects.filter(pk=draft.pk).update(state="submitted", released_at=None)
    assert "SECRET" not in page()
    Item.objects.filter(pk=draft.pk).update(state="sent", released_at=MONDAY)
    assert "SECRET relaunch" in page()


@on_monday
@pytest.mark.django_db
def test_an_agreement_is_called_as_an_email_calls_its_only_project(figures, osprey, dana, mara):
    sow = Agreement.objects.get(number="SOW-7")
    make_project(osprey, name="Ticket app", agreement=sow)
    Access.objects.create(contact=dana, sees_money=True, sees_year=True)
    browser = browser_of(dana)

    assert "Ticket app" not in browser.get("/client/year/").text
    item = sent_item(osprey, mara, [dana], now=MONDAY, subject="The Ticket app is live")
    Item.objects.filter(pk=item.pk).update(state="sent", released_at=MONDAY)
    assert re.search(r"<h2[^>]*>Ticket app</h2>", browser.get("/client/year/").text)
    make_project(osprey, name="Signs", agreement=sow)
    assert "Ticket app" not in browser.get("/client/year/").text


def freeze(sow, month, revenue, *, billed=0, before=0):
    """Freeze a month's revenue with the inputs that a closing keeps: R(t) includes the expenses billed so far."""
    closing, _made = Closing.objects.get_or_create(month=month, defaults={"closed_at": MONDAY, "closed_by": "Fina"})
    figure = [{"label": "billed_expenses", "value": billed}, {"label": "revenue_before", "value": before}]
    FrozenRevenue.objects.create(
        closing=closing, agreement_id=sow.pk, currency="EUR", revenue=revenue, inputs={"figure": figure}
    )


@on_monday
@pytest.mark.django_db
def test_what_we_bought_for_the_client_is_not_spent(osprey, dana):
    """A fee of 10,000 is earned whole, and 4,000 were bought for the client: nothing is over."""
    make_agency()
    sow = make_agreement(osprey, "fixed", number="SOW-7", state="in_force", fee=1_000_000, starts_on=date(2026, 9, 1))
    freeze(sow, 202609, 700_000, billed=300_000)
    freeze(sow, 202610, 700_000, billed=400_000, before=700_000)
    Access.objects.create(contact=dana, sees_money=True, sees_year=True)

    page = re.sub("<[^>]*>", "", text(browser_of(dana).get("/client/year/")))

    assert re.findall(r"Spent in 2026\s*(\S+)", page) == ["€10,000", "€10,000"]
    assert re.findall(r"Left\s*(\S+)", page) == ["€0", "€0"]
    assert "Over" not in page


@pytest.mark.django_db
def test_a_fee_is_unknown_if_its_expenses_may_belong_to_a_month_that_is_not_closed(osprey):
    sow = make_agreement(osprey, "fixed", number="SOW-7", state="in_force", fee=1_000_000)
    freeze(sow, 202608, 100_000)
    freeze(sow, 202610, 500_000, billed=300_000, before=400_000)

    assert frozen_fees([sow.pk]) == {sow.pk: {202608: 100_000, 202610: None}}
