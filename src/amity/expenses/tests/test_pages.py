from datetime import UTC, date, datetime

import pytest
from django.test import Client

from amity.agency.models import ExchangeRate
from amity.expenses import commands
from amity.expenses.models import Expense
from amity.expenses.receipts import add_receipt
from amity.expenses.tests.conftest import PDF, spent
from amity.people import rules as roles
from amity.shared.permission import MoneyRight
from amity.timesheets.commands import lock_month
from tests.builders import acting, make_agreement, make_line, make_person, make_project
from tests.matrix.walk import body

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
FORM = {"kind": "pass_through", "spent_on": "2026-11-20", "supplier": "Gable Print", "amount": "1,250.50"}
FORM |= {"currency": "EUR", "nonce": "n" * 32}

pytestmark = pytest.mark.usefixtures("media")


def signed_in(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def text_of(person, address: str) -> str:
    return body(signed_in(person).get(address)).replace("\u202f", "").replace("\u00a0", "")


def test_an_expense_is_typed_on_a_line_with_what_is_billed(piet, site):
    line = make_line(site.agreement, "A1", hours="5")
    sent = FORM | {"work": f"p{site.pk}l{line.pk}", "billable": "on", "billed": "1400"}

    answer = signed_in(piet).post("/expenses/new/", sent)

    assert answer.status_code == 302
    one = Expense.objects.get()
    assert (one.amount, one.billed, one.line, one.person) == (125_050, 140_000, line, piet)


def test_the_amount_billed_is_read_in_the_agreements_currency(fina, osprey):
    agreement = make_agreement(osprey, "fixed", fee=1_000, currency="JPY")
    project = make_project(osprey, agreement=agreement)
    sent = FORM | {"work": f"p{project.pk}", "billable": "on", "billed": "14000", "person_id": str(fina.pk)}

    assert signed_in(fina).post("/expenses/new/", sent).status_code == 302
    assert (Expense.objects.get().billed, Expense.objects.get().billed_currency) == (14_000, "JPY")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": "twelve"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"currency": "XXX"}, "currency"),
        ({"kind": "gift"}, "kind"),
        ({"work": "nobody's project"}, "work"),
        ({"work": ""}, "kind"),
        ({"spent_on": "1999-01-01"}, "spent_on"),
        ({"supplier": ""}, "supplier"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field(piet, site, wrong, field):
    answer = signed_in(piet).post("/expenses/new/", FORM | {"work": f"p{site.pk}"} | wrong)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Expense.objects.exists()


def test_a_closed_month_is_said_beside_the_day(piet, fina, site):
    lock_month(by=acting(fina), month=202611, now=NOW)

    answer = signed_in(piet).post("/expenses/new/", FORM | {"work": f"p{site.pk}"})
    assert list(answer.context["form"].errors) == ["spent_on"]


def test_two_editors_are_shown_both_versions(piet, site):
    one = commands.log_expense(by=acting(piet), changes=spent(site), now=NOW)
    sent = FORM | {"work": f"p{site.pk}", "version": "1"}
    commands.edit_expense(by=acting(piet), expense_id=one.pk, version=1, changes=spent(site, text="New"), now=NOW)

    answer = signed_in(piet).post(f"/expenses/{one.pk}/", sent)
    assert answer.status_code == 409
    assert {one.label for one in answer.context["form"].differences} == {"What for", "Amount", "Supplier"}


def test_the_page_says_what_it_does_to_the_money(piet, site):
    one = commands.log_expense(by=acting(piet), changes=spent(site, billable=True, billed=5_750), now=NOW)

    text = text_of(piet, f"/expenses/{one.pk}/")
    assert "comes off revenue" in text
    assert "15.0%" in text


def test_amounts_of_others_are_seen_up_the_ladder_and_ones_own_always(site, osprey):
    payer = make_person("Payer", roles.PROJECT_MANAGER, own_money_right=int(MoneyRight.NONE))
    site.manager = payer
    site.save()
    bought = spent(site, amount=7_171_71, billable=True, billed=8_181_81)
    commands.log_expense(by=acting(payer), changes=bought, now=NOW)
    commands.log_expense(by=acting(payer), changes=spent(site, amount=9_191_91, kind="delivery"), now=NOW)
    amounts = ("7,171.71", "8,181.81", "9,191.91")

    def seen(person) -> list[str]:
        pages = "".join(text_of(person, f"/expenses/{query}") for query in ("", "?export=csv"))
        pages += "".join(text_of(person, f"/expenses/{one.pk}/") for one in Expense.objects.all())
        return [one for one in amounts if one in pages or one.replace(",", "") in pages]

    for right, shown in ((MoneyRight.HOURS, []), (MoneyRight.FEE, [*amounts[:2]]), (MoneyRight.MARGIN, [*amounts])):
        viewer = make_person(f"Sees {right.name}", roles.FINANCE, own_money_right=int(right))
        # Finance may change any expense, so it is asked as business affairs, who only look.
        viewer.held_roles.all().update(role=roles.BUSINESS_AFFAIRS)
        assert seen(viewer) == shown, right
    assert seen(payer) == [*amounts]


def test_finance_converts_from_the_list_what_had_no_rate(fina, piet, site):
    commands.log_expense(by=acting(piet), changes=spent(site, currency="CHF"), now=NOW)
    assert "has no cost" in text_of(fina, "/expenses/")
    assert "has no cost" not in text_of(piet, "/expenses/")
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 1, 1), rate="2")

    signed_in(fina).post("/expenses/convert/")

    assert Expense.objects.get().cost == 10_000


def test_the_list_is_narrowed_by_kind_month_and_what_is_missing(fina, site):
    first = commands.log_expense(by=acting(fina), changes=spent(site, supplier="Shown"), now=NOW)
    other = spent(site, supplier="Hidden", kind="delivery", spent_on=date(2026, 10, 2))
    hidden = commands.log_expense(by=acting(fina), changes=other, now=NOW)
    add_receipt(by=acting(fina), expense_id=hidden.pk, name="a.pdf", chunks=[PDF], now=NOW)

    for query in ("kind=pass_through", "month=202611", "missing=receipt", f"since={first.spent_on}"):
        text = text_of(fina, f"/expenses/?export=csv&{query}")
        assert ("Shown" in text, "Hidden" in text) == (True, False), query


def test_each_sum_above_the_list_leads_to_its_expenses(fina, site):
    billed = {"billable": True, "billed": 6_000}
    for values in (
        billed, {"kind": "delivery"}, {"currency": "CHF"}, {"billable": True}, billed | {"spent_on": date(2026, 10, 2)},
    ):  # fmt: skip
        commands.log_expense(by=acting(fina), changes=spent(site, **values), now=NOW)
    client = signed_in(fina)
    shown = client.get("/expenses/?month=202611&sort=amount").context
    passed_on, delivery, charged = (client.get(url).context["totals"] for _label, _amounts, url in shown["sums"])

    assert passed_on.passed_on == shown["totals"].passed_on
    assert delivery.delivery == shown["totals"].delivery
    assert charged.billed == shown["totals"].billed
    assert [passed_on.count, delivery.count, charged.count] == [3, 1, 2]
    assert [client.get(shown[name]).context["count"] for name in ("uncosted_url", "unbilled_url")] == [1, 1]


def test_a_file_has_the_whole_text_of_an_expense(fina, site):
    text = "Posters for the four windows of the shop, " * 4
    commands.log_expense(by=acting(fina), changes=spent(site, text=text), now=NOW)

    assert text.strip() in text_of(fina, "/expenses/?export=csv")
    assert text.strip() not in text_of(fina, "/expenses/")


def test_a_camera_is_offered_and_files_are_narrowed_to_what_a_receipt_may_be(piet, site):
    text = text_of(piet, "/expenses/new/")

    assert 'capture="environment"' in text
    assert 'accept="application/pdf,image/png,image/jpeg"' in text
    assert "multipart/form-data" in text


def test_the_form_offers_the_currencies_in_use_and_those_who_spent_last_first(piet, fina, site):
    for name in ("Abe", "Bea", "Cem", "Dan"):
        make_person(name)
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 11, 1), rate="1.0631")
    commands.log_expense(by=acting(piet), changes=spent(site), now=NOW)

    form = signed_in(fina).get("/expenses/new/").context["form"]

    in_use, _others = form.fields["currency"].choices
    assert [code for code, _label in in_use[1]] == ["EUR", "CHF"]
    assert list(form.fields["person_id"].widget.likely)[:2] == [str(fina.pk), str(piet.pk)]
