"""An agreement as PDF: accessible, word for word what was frozen, entered text as text."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from amity.accounts.models import Contact
from amity.agreements import wording
from amity.agreements.deliverables import commands as deliverable_commands
from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.sections import commands as section_commands
from amity.agreements.sections.commands import Section
from amity.agreements.tests.making import make_draft, make_offer, read, say, sign
from amity.agreements.versions.content import content_of
from amity.agreements.versions.printed import printed
from amity.reports.agreement_documents import document
from amity.shared import typesetting
from tests.builders import MONDAY, acting


@pytest.fixture
def sow(mara, osprey):
    """Return a draft with a line, two sections, a deliverable and a term of its own."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    by = acting(mara)
    for kind, text in (("exclusions", "Print\n\nHosting"), ("payment", "In two parts")):
        section_commands.put_clause(by=by, agreement_id=draft.pk, section=Section(kind, text), now=MONDAY)
    deliverable_commands.put_deliverable(
        by=by,
        agreement_id=draft.pk,
        deliverable=DeliverableFields("Prototype", due="each Friday", level="No defect"),
        now=MONDAY,
    )
    say(mara, draft, payment="45")
    return read(draft)


def test_it_says_lines_with_acceptance_rounds_and_prices_and_the_terms(sow):
    content = document.content(sow, None)

    assert content["title"] == "Statement of work SOW-36: Booking"
    (row,) = content["lines"]["rows"]
    assert (row[2], row[3], row[5], "10,000" in row[4]) == ("80", "€125.00", "2", True)
    assert content["lines"]["accepted"] == [["1 Line 1", "in writing"]]
    assert ["Payment", "45 days"] in content["terms"]
    (section,) = content["before"]
    assert (section["heading"], section["level"]) == ("Out of scope", 1)
    assert [block["lines"] for block in section["blocks"]] == [("Print",), ("Hosting",)]
    assert content["after"][0]["heading"] == "Payment"
    assert content["deliverables"] == [
        {"title": "Prototype", "due": "each Friday", "rows": [["Minimum accepted", "No defect"]]}
    ]
    assert "draft" in content["state"]


def test_a_version_has_the_date_on_which_it_was_frozen_where_the_agency_is(mara, sow, agency):
    agency.time_zone = "Australia/Sydney"
    agency.save()
    signed = sign(mara, sow)
    version = signed.versions.latest("number")
    version.frozen_at = datetime(2026, 11, 16, 13, 30, tzinfo=UTC)

    assert "17 Nov" in document.content(signed, version)["state"]


def test_it_is_an_accessible_pdf(sow):
    pdf = document.pdf(sow, None)

    assert typesetting.page_count(pdf) >= 1
    assert b"pdfuaid:part" in pdf


def test_a_frozen_version_is_printed_word_for_word_with_its_hash(mara, sow):
    sign(mara, sow)
    version = sow.versions.get()
    sow.title = "Changed since"

    content = document.content(sow, version)

    assert content["title"].endswith("Booking")
    assert version.sha256 in content["foot"]
    assert content["state"].startswith("Version 1")


def test_typed_text_stays_text(sow):
    sow.title = '#panic("x") $1$ *b* _i_ [c] \\'

    content = document.content(sow, None)
    pdf = typesetting.written(content, document.SOURCE)

    assert pdf.startswith(b"%PDF")
    assert re.match("Statement of work", content["title"])


def test_the_pdf_is_for_who_sees_fees(client, sow, mara, piet, osprey):
    address = f"/agreements/{sow.pk}/paper.pdf"
    client.force_login(mara)
    assert client.get(address).headers["Content-Type"] == "application/pdf"
    osprey.director = piet
    osprey.save()
    piet.own_money_right = 1
    piet.save()
    client.force_login(piet)

    assert client.get(address).status_code == 403


def test_an_order_says_the_price_before_and_the_difference_it_makes(mara, sow):
    signed = sign(mara, sow)
    by, line = acting(mara), sow.agreement_lines.get().line_id
    order = draft_commands.draft_order(by=by, agreement_id=signed.pk, title="More", number="CO-1", now=MONDAY)
    change = ChangedTerms("changed", line, quantity=Decimal(100), rate=Decimal(125))
    order_commands.put_change(by=by, order_id=order.pk, change=change, now=MONDAY)

    content = document.content(read(order), None)

    (row,) = content["changes"]["rows"]
    assert (row[1], "10,000" in row[5], "12,500" in row[6]) == ("changed", True, True)
    assert content["changes"]["total_word"] == "Difference in price"
    assert re.fullmatch(r"\+€2,500.00", content["changes"]["total"])
    assert "Fee model" not in dict(content["facts"])
    assert typesetting.page_count(document.pdf(read(order), None)) == 1


def test_where_the_fixed_fee_differs_from_the_lines_the_fee_applies(client, mara, sow):
    equal = document.content(sow, None)["lines"]["note"]
    sow.fee = 12_000_00
    sow.save()
    client.force_login(mara)

    page = client.get(f"/agreements/{sow.pk}/").content.decode()
    sow = read(sow)
    lines = document.content(sow, None)["lines"]

    assert (equal, lines["total"]) == ("", "€10,000.00")
    assert lines["note"] == "The agreed fee of €12,000.00 applies in place of this total."
    assert "</span>12,000 applies in place of this total." in page
    without_fees = printed(content_of(sow), fee=False).lines
    assert without_fees
    assert without_fees["note"] == ""
    assert document.pdf(sow, None).startswith(b"%PDF")


@pytest.mark.parametrize("model", ["retainer", "time_and_materials", "unknown"])
def test_only_a_fixed_fee_is_for_all_lines(sow, model):
    sow.fee_model, sow.fee = model, 12_000_00

    assert document.content(sow, None)["lines"]["note"] == ""


def test_a_fee_model_that_nobody_agreed_is_left_out(sow):
    agreed = dict(document.content(sow, None)["facts"])
    sow.fee_model = "unknown"

    assert agreed["Fee model"] == "fixed fee"
    assert "Fee model" not in dict(document.content(sow, None)["facts"])


def test_a_percentage_is_written_as_each_language_writes_it():
    written = {}
    for language in ("en", "de", "fr"):
        with translation.override(language):
            written[language] = wording.valued("8", "percent")

    assert written == {"en": "8% a year", "de": "8\xa0% pro Jahr", "fr": "8\xa0% par an"}


def test_an_agreement_is_in_the_language_of_its_signatory(mara, sow, translated):
    translated("de", {"Accepted when": "Abgenommen, wenn"})
    Contact.objects.create(account=sow.account, name="Jana Roth", language="de")
    sow.client_signer = "Jana Roth"

    content = document.content(sow, None)

    assert content["lang"] == "de"
    assert "Abgenommen, wenn" in content["words"].values()
    assert dict(content["facts"])["Fee"] == "10.000,00\xa0€"
