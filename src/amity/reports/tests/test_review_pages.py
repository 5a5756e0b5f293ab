"""Reviews and their files have the figures of the pages they are about, for the same period."""

import re
from datetime import date
from html import unescape

import pytest

from amity.invoicing.models import Invoice
from amity.invoicing.tests.making import make_invoice
from amity.projects.models import Milestone, Project
from amity.reports.reviews import commands, content, document, rules
from amity.reports.reviews.deck import deck
from amity.reports.reviews.rules import ReviewFields
from amity.reports.tests.making import make_review
from amity.scope.courtesy.statement import statement_between, statement_of
from amity.timesheets.models import Entry
from tests.builders import MONDAY, acting, make_agreement, make_entry
from tests.rig.deck import deck_text
from tests.rig.pdf import pdf_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
MONTHS = (202610, 202611, 202612)


@pytest.fixture
def reads(client, mara):
    """Return a function that reads a page as the account manager: its text without tags."""
    client.force_login(mara)

    def read(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return bare(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL))

    return read


def plain(text: str) -> str:
    return " ".join(unescape(text).replace("\u202f", " ").split())


def bare(text: str) -> str:
    """Return text without any space: pages set units in tags of their own."""
    return re.sub(r"\s", "", unescape(text))


def in_all(review, by, key):
    """Return a block of a review after checking that PDF and PowerPoint have its title and every cell."""
    whole = content.content_of(acting(by), review)
    block = next(one for one in whole["blocks"] if one["key"] == key)
    for text in (plain(pdf_text(document.pdf(whole))), plain(deck_text(deck(whole)))):
        assert plain(block["title"]) in text
        for row in [*block["table"]["rows"], block["table"]["total"]]:
            assert [cell for cell in row if plain(cell) not in text] == []
    return block


def test_goals_are_those_of_their_pages(mara, osprey, goal, reads):
    [[title, baseline, now, target, status]] = in_all(make_review(mara, osprey), mara, "goals")["table"]["rows"]
    page = reads(f"/goals/{goal.pk}/")
    assert [one for one in (title, now, f"{baseline.removesuffix('%')} → {target}") if bare(one) not in page] == []
    assert bare(status).casefold() in page.casefold()


def test_deliveries_are_those_of_the_projects_page(mara, osprey, work, reads):
    Milestone.objects.create(
        project=work, name="Too early", due_on=date(2026, 9, 3), delivered_on=date(2026, 9, 4)
    )  # fmt: skip
    rows = in_all(make_review(mara, osprey), mara, "delivered")["table"]["rows"]
    page = reads(f"/projects/{work.pk}/facts/")
    assert [row[0] for row in rows] == ["Wireframes"]
    for name, project, _due, on in rows:
        assert project == Project.objects.get().name
        assert bare(name) in page
        assert bare(on.removesuffix(" 2026")) in page


def test_value_at_no_charge_is_that_of_the_statements_of_its_months(mara, osprey, work, reads, cleo):
    earlier = make_entry(by=mara, project=work, hours="1:30", courtesy=True, on=date(2026, 10, 6))
    Entry.objects.filter(pk=earlier.pk).update(standard=18_000, value_currency="EUR")
    block = in_all(make_review(mara, osprey), mara, "no_charge")

    whole = sum(statement_of(osprey, month).total.standard for month in MONTHS)
    assert whole == statement_between(osprey, date(2026, 10, 1), date(2026, 12, 31)).total.standard == 42_137
    assert block["title"].endswith("worth €421.37")
    for month, value in ((202610, "€180.00"), (202611, "€241.37")):
        assert value in reads(f"/accounts/{osprey.pk}/at-no-charge/{month}/send/")
        assert value.removeprefix("€").rstrip("0").rstrip(".") in str(block["chart"]["series"])


def test_invoices_are_those_of_their_pages(mara, osprey, reads):
    make_invoice(osprey, number="A-1", overdue=20, issued_on=date(2026, 10, 5), paid=119_000)
    make_invoice(osprey, number="A-2", overdue=19, issued_on=date(2026, 11, 2), paid=19_050)
    rows = in_all(make_review(mara, osprey), mara, "invoiced")["table"]["rows"]
    for row in rows:
        page = reads(f"/invoices/{Invoice.objects.get(number=row[0]).pk}/")
        assert [cell for cell in row[1:4] if bare(cell.removesuffix(" 2026")) not in page] == []
        assert (row[5] == "€0.00") or row[5] in page
    assert [row[5] for row in rows] == ["€0.00", "€999.50"]


def test_margin_of_a_month_is_that_of_the_money_page(mara, osprey, work, reads):
    make_entry(by=mara, project=work, hours="6:00")
    fields = ReviewFields(months=1, first_month=202611, kind=rules.INTERNAL)
    review = commands.create_review(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    block = in_all(review, mara, "margin")
    page = reads(f"/accounts/{osprey.pk}/money/?period=202611")
    assert [cell for cell in block["table"]["total"][1:] if bare(cell) not in page] == []


def test_agreed_fees_are_those_of_the_agreement(mara, osprey, reads):
    agreement = make_agreement(osprey, "retainer", kind="sow", state="in_force", fee=640_000)
    [[_name, fee, *_hours]] = in_all(make_review(mara, osprey), mara, "client_money")["table"]["rows"]
    assert fee == "€6,400 a month"
    assert "€6,400" in reads(f"/agreements/{agreement.pk}/")
