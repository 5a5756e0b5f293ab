"""Invoices as they are written, seen, added up, and how they wait."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from amity.agency.models import ExchangeRate
from amity.audit import trail
from amity.invoicing import commands, figures, queries, waiting
from amity.invoicing.models import Invoice
from amity.invoicing.rules import DRAFT, TO_30, VOID, InvoiceValues, LineValues, PaymentValues
from amity.invoicing.tests.making import DAY, make_invoice
from amity.people.rules import ACCOUNT_MANAGER, FINANCE
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.ui.search import jumps
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line, make_person

pytestmark = pytest.mark.django_db
VALUES = InvoiceValues(
    "0000001", date(2026, 10, 1), "EUR", 100_000, 19_000, 119_000, due_on=date(2026, 10, 31),
    lines=(LineValues("Design", 60_000, 11_400), LineValues("Build", 40_000, 7_600)),
)  # fmt: skip


@pytest.fixture
def fina():
    return make_person("Fina Stern", FINANCE)


@pytest.fixture
def quoted(osprey):
    return make_line(make_agreement(osprey), "2.1").placement


def write(by, account, values=VALUES, **more):
    return commands.write_invoice(by=acting(by), account_id=account.pk, values=values, now=MONDAY, **more)


def test_an_invoice_keeps_its_zeros_lines_and_payments(fina, osprey):
    made = write(fina, osprey, replace(VALUES, payments=(PaymentValues(119_000, date(2026, 11, 5)),)))

    assert (made.number, made.unpaid, made.settled_on) == ("0000001", 0, date(2026, 11, 5))
    assert [line.text for line in made.lines.order_by("position")] == ["Design", "Build"]
    assert trail.actions_on(made) == ["invoice.imported"]


def test_only_finance_and_directors_write_invoices(mara, osprey):
    with pytest.raises(Refused):
        write(mara, osprey)


def test_a_quoted_line_chosen_by_hand_stays_with_an_equal_line(fina, mara, osprey, quoted):
    made = write(fina, osprey)
    line = made.lines.get(position=2)
    commands.place_line(by=acting(mara), line_id=line.pk, quoted_id=quoted.line_id, now=MONDAY)

    write(fina, osprey, replace(VALUES, reference="PO 4", lines=VALUES.lines[::-1]), invoice_id=made.pk)

    assert made.lines.get(position=1).line_id == quoted.line_id
    assert queries.values_of(made).lines[0].line_id is None, "a file doesn't state what a person chose"


def test_a_quoted_line_of_another_account_is_refused(fina, mara, osprey, quoted):
    other = make_account("Larkfield", manager=mara)
    line = write(fina, other).lines.first()

    with pytest.raises(Invalid):
        commands.place_line(by=acting(mara), line_id=line.pk, quoted_id=quoted.line_id, now=MONDAY)


def test_an_account_manager_sees_invoices_of_their_accounts_only(mara, osprey):
    own, other = make_invoice(osprey), make_invoice(make_account("Larkfield"))

    assert list(queries.invoices_seen_by(acting(mara))) == [own]
    with pytest.raises(NotSeen):
        queries.invoice_seen_by(acting(mara), other.pk)


def test_each_amount_of_the_short_list_on_an_account_leads_to_its_invoice(client, fina, osprey):
    one = make_invoice(osprey, overdue=10)
    client.force_login(fina)

    card = client.get(f"/accounts/{osprey.pk}/money/").text.partition('id="invoices-h"')[2].partition("</section>")[0]

    assert card.count(f'<a class="quiet" href="/invoices/{one.pk}/">') == 2


def test_receivables_add_up_by_age_and_leave_out_drafts_and_void_ones(fina, osprey):
    for overdue in (0, 10, 10, 45):
        make_invoice(osprey, overdue=overdue)
    make_invoice(osprey, overdue=10, status=DRAFT)
    make_invoice(osprey, overdue=10, status=VOID)
    make_invoice(osprey, overdue=10, kind="credit_note", net=-10_000, tax=0, total=-10_000)

    seen = figures.receivables(acting(fina), DAY)

    assert (seen.ages[TO_30], seen.overdue.minor, seen.total.minor) == (238_000, 357_000, 466_000)


def test_another_currency_is_converted_or_named(fina, osprey):
    make_invoice(osprey, currency="CHF")
    make_invoice(osprey, currency="GBP")
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 1, 1), rate=Decimal("1.05"))

    seen = figures.receivables(acting(fina), DAY)

    assert (seen.total.minor, seen.unconverted) == (124_950, frozenset({"GBP"}))


def test_net_amounts_by_account_and_month_take_credit_notes_off(osprey):
    make_invoice(osprey, issued_on=date(2026, 9, 5))
    make_invoice(osprey, issued_on=date(2026, 9, 9), kind="credit_note", net=-20_000, tax=0, total=-20_000)
    make_invoice(osprey, issued_on=date(2026, 10, 1), status=VOID)
    make_invoice(osprey, issued_on=date(2026, 10, 1), currency="GBP")

    found = queries.net_invoiced(202609, 202610)

    assert found.of_account(osprey.pk) == {202609: 80_000}
    assert found.unconverted == {osprey.pk: frozenset({"GBP"})}


def test_how_an_account_pays(osprey):
    make_invoice(osprey, overdue=40, paid=119_000, settled_on=DAY - timedelta(days=30))
    make_invoice(osprey, overdue=70)

    found = queries.paying_of([osprey.pk], DAY)[osprey.pk]

    assert (found.days_late, found.overdue, found.invoices) == (40, 70, 2)


@pytest.mark.parametrize(("overdue", "waits"), [(29, False), (30, True)])
def test_an_invoice_waits_from_thirty_days_overdue_for_manager_and_finance(mara, fina, osprey, overdue, waits):
    row = make_invoice(osprey, overdue=overdue)

    for person in (mara, fina):
        found = list(waiting._rows(person, DAY))
        assert found == ([row] if waits else [])
    assert not list(waiting._rows(make_person("Someone else", "account_manager"), DAY))


def test_removing_an_invoice_leaves_nothing_of_it(fina, osprey):
    made = write(fina, osprey)

    commands.remove_invoice(by=acting(fina), invoice_id=made.pk, now=MONDAY)

    assert not Invoice.objects.exists()


def test_search_finds_an_invoice_by_its_number(mara, osprey):
    make_invoice(osprey, number="2026-0385")
    elsewhere = make_account("Larkfield", manager=make_person("Olga", ACCOUNT_MANAGER))
    make_invoice(elsewhere, number="2026-0386")

    (found,) = jumps.find(acting(mara), ["2026-038"])

    assert (str(found.shown.kind), found.shown.name, found.shown.note) == ("Invoice", "2026-0385", "Osprey Rail")
