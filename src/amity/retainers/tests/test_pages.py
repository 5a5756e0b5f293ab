"""Retainer pages: figures with their inputs, the note, and no amount without the right."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from amity.retainers.deliveries.commands import count_delivery
from amity.retainers.overage.commands import decide_over
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.scope.models import Request
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from amity.shared.money import Rate
from amity.timesheets.commands import lock_month, open_month
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_project

pytestmark = pytest.mark.django_db
AT_120 = Rate(Decimal(120), "EUR")


@pytest.fixture
def care(osprey, mara, piet, tim):
    """Return a retainer of 60 h since October. Tim works 4 h on each of three days of November, 3 h for a request."""
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=720_000, included_seconds=60 * 3_600, starts_on=date(2026, 10, 1)
    )
    line = make_line(agreement, "1")
    make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    terms = PeriodTerms(date(2026, 10, 1), "hours", 60 * 3_600, "surplus", 1_000, 1, rate=AT_120)
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    asked = log_included_request(
        by=acting(mara),
        agreement_id=agreement.pk,
        fields=RequestFields("Lookbook", line_id=line.pk, planned_seconds=7_200, asked_on=date(2026, 11, 2)),
        now=MONDAY,
    )
    assert asked.item
    for day in (18, 19, 20):
        make_entry(
            by=tim, project=asked.item.project, hours="4", on=date(2026, 11, day), line_id=line.pk,
            item_id=asked.item_id if day == 20 else None,
        )  # fmt: skip
    return agreement


@pytest.fixture
def text(client: Client):
    """Return a function that reads a page's text as a person, on the Monday of the tests or another day."""

    def read(person, path, on=MONDAY):
        with time_machine.travel(on):
            client.force_login(person)
            return client.get(path).content.decode()

    return read


def test_the_page_shows_the_arithmetic_of_its_pace(mara, text, care):
    page = text(mara, f"/retainers/{care.pk}/")

    assert "66\u00a0h" in page  # available: 60 and 6 rolled in from an unused October
    assert "÷ working days elapsed" in page
    assert "16.8\u00a0h" in page  # 12 h in 15 of 21 working days


def test_the_note_names_the_month_and_what_took_longer(mara, text, care):
    page = text(mara, f"/retainers/{care.pk}/")

    assert "You have used 12 of your 66 hours for November. “Lookbook” took about 2 hours more than planned." in page


def test_a_request_has_one_button_and_the_rest_in_its_menu(mara, text, care):
    page = text(mara, f"/retainers/{care.pk}/")
    row = page[page.index(">Lookbook</a>") :].partition("</tr>")[0]
    button, menu = row.partition("<details")[::2]

    assert (button.count("<button"), "Hand off" in button) == (1, True)
    assert ("Mark as done" in menu, "Drop request" in menu, "Hand off" in menu) == (True, True, False)


def test_who_sees_no_fees_sees_hours_and_no_price(mara, text, care):
    mara.own_money_right = 1
    mara.save()

    page = text(mara, f"/retainers/{care.pk}/")

    assert "66\u00a0h" in page
    assert "€" not in page


def test_overage_that_nobody_decided_on_is_neither_billed_nor_written_off(mara, tim, fina, text, care):
    for day in (5, 6, 7, 8):
        make_entry(by=tim, project=care.projects.get(), hours="20:33", on=date(2026, 10, day))

    def october():
        page = text(mara, f"/retainers/{care.pk}/")
        return page.split("Period by period", 1)[1].split(">October<", 1)[1].split("</tbody>", 1)[0], page

    row, page = october()
    assert "Not decided" in row
    assert "Bill or write off" in row
    assert "Not decided: October. Without a decision 22.2\u00a0h will be billed." in page
    form = text(mara, f"/retainers/{care.pk}/over/2026-10-01/")
    assert "Overage in October: 22.20\u00a0h, or €" in form
    assert "Enter 0 to bill all of it, or 22.20\u00a0h to write all of it off." in form
    assert 'name="given" value=' not in form
    assert "Hours written off" in form
    lock_month(by=acting(fina), month=202610, now=MONDAY)
    closed = text(mara, f"/retainers/{care.pk}/over/2026-10-01/")
    assert "October 2026 is closed. Ask finance to reopen it." in closed
    assert "Hours written off" not in closed
    open_month(by=acting(fina), month=202610, reason="A late entry", now=MONDAY)

    decide_over(by=acting(mara), agreement_id=care.pk, period=date(2026, 10, 1), given=3_600, now=MONDAY)

    row, page = october()
    assert "1\u00a0h" in row
    assert "Change decision" in row
    assert "ot decided" not in page


def test_the_page_names_the_requests_due_in_the_month_beside_what_the_pace_leads_to(mara, text, care):
    fields = RequestFields(
        "Gift guide", asked_on=MONDAY.date(), wanted_on=date(2026, 11, 30), planned_seconds=70 * 3_600
    )
    log_included_request(by=acting(mara), agreement_id=care.pk, fields=fields, now=MONDAY)

    page = text(mara, f"/retainers/{care.pk}/").replace("\u00a0", " ")

    assert "Requests due in November need another 70 h and 54 h are left, so expect to end about 16 hours over." in page
    assert "November is heading for about 16 hours over" in page
    assert "Expected with requests due" in page
    assert '+ requests due by the end</th><td class="num">70 h' in page
    assert "16 h overage" in page
    assert "no overage" not in page
    for address in ("/retainers/", f"/accounts/{care.account_id}/money/"):
        listed = text(mara, address).replace("\u00a0", " ")
        assert "Heading over" in listed
        assert "On pace" not in listed


def test_what_was_over_in_a_closed_month_is_not_offered_to_be_decided(mara, fina, tim, text, care):
    for day in (5, 6, 7, 8):
        make_entry(by=tim, project=care.projects.get(), hours="20", on=date(2026, 10, day))
    address = f"/retainers/{care.pk}/over/2026-10-01/"
    assert address in text(mara, f"/retainers/{care.pk}/")

    lock_month(by=acting(fina), month=202610, now=MONDAY)

    assert address not in text(mara, f"/retainers/{care.pk}/")


@pytest.mark.usefixtures("on_monday")
def test_a_request_that_is_over_offers_to_be_taken_up_again(mara, text, client, care):
    row = Request.objects.get()
    client.force_login(mara)

    back = {"back": f"/retainers/{care.pk}/"}
    assert client.post(f"/requests/{row.pk}/finish/", back).url == back["back"]
    assert f"/requests/{row.pk}/reopen/" in text(mara, f"/retainers/{care.pk}/")
    client.post(f"/requests/{row.pk}/reopen/", back)

    assert f"/requests/{row.pk}/finish/" in text(mara, f"/retainers/{care.pk}/")


def test_a_request_is_changed_on_a_form_that_begins_with_it(mara, client, care):
    row, path = Request.objects.get(), f"/requests/{Request.objects.get().pk}/edit/"
    client.force_login(mara)
    page = client.get(path).content.decode()
    nonce = page.split('name="nonce" value="')[1].split('"')[0]
    assert ">Lookbook</textarea>" in page.replace("\n", "")

    said = {"nonce": nonce, "words": "Lookbook, twice", "through": "phone", "asked_on": "2026-11-02", "version": "1"}
    answer = client.post(path, said)

    assert row.item
    row.item.refresh_from_db()
    assert (answer.status_code, row.item.title, row.item.planned_seconds) == (302, "Lookbook, twice", None)
    late = client.post(path, said | {"nonce": "b" * 32, "words": "Lookbook, thrice"})
    assert late.status_code == 409
    assert "Lookbook, thrice" in late.content.decode()
    assert "Lookbook, twice" in late.content.decode()


def test_pieces_handed_over_are_listed_and_can_be_taken_back(mara, piet, osprey, text, client):
    packs = make_agreement(
        osprey, "retainer", title="Packs", fee=500_000, included_units=4, starts_on=date(2026, 11, 1)
    )
    make_project(osprey, name="Packs", manager=piet, agreement=packs)
    row = count_delivery(
        by=acting(mara), agreement_id=packs.pk, units=2, delivered_on=date(2026, 11, 18), what="Oat bars", now=MONDAY
    )
    assert "Oat bars" in text(mara, f"/retainers/{packs.pk}/")

    client.force_login(mara)
    client.post(f"/retainers/{packs.pk}/deliveries/{row.pk}/take-back/")

    assert "Oat bars" not in text(mara, f"/retainers/{packs.pk}/")


def test_a_number_of_units_that_no_column_holds_is_refused_at_its_field(mara, osprey, client):
    packs = make_agreement(osprey, "retainer", included_units=4, starts_on=date(2026, 11, 1))
    make_project(osprey, name="Packs", manager=mara, agreement=packs)
    client.force_login(mara)

    answer = client.post(
        f"/retainers/{packs.pk}/deliveries/count/", {"units": str(10**30), "delivered_on": "2026-11-18"}
    )

    assert answer.status_code == 422
    assert 'id="id_units_error"' in answer.content.decode()


def test_a_retainer_hardly_used_twice_running_says_so(mara, tim, text, care):
    later = MONDAY + timedelta(days=17)
    with time_machine.travel(later):
        make_entry(by=tim, project=care.projects.get(), hours="1", on=date(2026, 12, 9))

    assert "Less than 70% used for two periods in a row" in text(mara, f"/retainers/{care.pk}/", later)


def test_the_statement_is_a_pdf_of_at_most_two_pages(mara, client, care):
    client.force_login(mara)

    answer = client.get(f"/retainers/{care.pk}/statement.pdf?period=2026-11-01")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_list_can_be_taken_along_as_a_file(client, mara, care):
    with time_machine.travel(MONDAY):
        client.force_login(mara)
        sent = client.get("/retainers/list.csv", follow=True).streaming_content
        sheet = client.get("/retainers/list.csv?export=xlsx", follow=True)
    head, line = b"".join(sent).decode("utf-8-sig").splitlines()
    row = dict(zip(head.split(","), line.split(","), strict=True))

    assert (row["Retainer"], row["Account"]) == ("App care", "Osprey Rail")
    assert (row["Unit"], row["Included"], row["Used"]) == ("hours", "60", "12")
    assert next(iter(sheet.streaming_content)).startswith(b"PK")
