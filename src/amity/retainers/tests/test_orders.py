"""A signed change order of a retainer: the months from its date on have its terms, and earlier ones are unchanged."""

import re
import uuid
from datetime import date

import pytest
from django.db import transaction

from amity.accounts.models import Contact
from amity.agreements.client_copy.letter import paragraphs
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.monthly import monthly_before, monthly_of
from amity.agreements.orders.queries import before_order
from amity.agreements.orders.rules import Monthly, month_worth
from amity.agreements.steps.commands import record_signature, record_with_client
from amity.agreements.tests.making import EVIDENCE, make_draft, read, sign, submit
from amity.agreements.versions.content import content_of
from amity.agreements.versions.printed import printed
from amity.gate.checks.letters import findings_of
from amity.gate.subjects.commands import write_about
from amity.notifications.models import Notification
from amity.retainers.models import RetainerTerms
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import PeriodTerms, in_force
from amity.shared.errors import Invalid, Refused
from amity.timesheets.commands import lock_month
from tests.builders import MONDAY, acting

YEAR = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31), "included_seconds": 144_000}


def retained(mara, osprey, **terms):
    """Return a signed retainer of 8,000 a month."""
    said = AgreedTerms("retainer", "EUR", fee=8_000_00, **terms)
    return sign(mara, make_draft(mara, osprey, "retainer", title="Care", number="RET-1", terms=said))


def drafted(mara, retainer, fee, from_day, **included):
    """Return a draft of a change order with another fee, or other included hours or units."""
    order = draft_commands.draft_order(by=acting(mara), agreement_id=retainer.pk, title="More care", now=MONDAY)
    return order_commands.set_new_monthly(
        by=acting(mara), order_id=order.pk, version=order.version, new=Monthly(fee, **included), from_day=from_day,
        now=MONDAY,
    )  # fmt: skip


def raised(mara, retainer, fee, from_day, **included):
    """Return a signed change order with another fee, or other included hours or units."""
    return sign(mara, drafted(mara, retainer, fee, from_day, **included))


def fee_on(retainer, day):
    """Return the monthly fee and the included quantity on a date."""
    agreed = agreed_of(read(retainer), facts_of([retainer])[retainer.pk])
    assert agreed is not None
    terms = in_force(agreed, day)
    return (terms.fee if terms.fee is not None else read(retainer).fee, terms.included)


def test_the_fee_changes_from_its_day_on_and_what_is_included_stays(mara, osprey):
    retainer = retained(mara, osprey, **YEAR)

    raised(mara, retainer, 9_000_00, date(2027, 7, 1))

    assert fee_on(retainer, date(2027, 6, 1)) == (8_000_00, 144_000)
    assert fee_on(retainer, date(2027, 7, 1)) == (9_000_00, 144_000)
    assert read(retainer).fee == 8_000_00


@pytest.mark.usefixtures("on_monday")
def test_the_page_of_the_retainer_names_its_fee_now_and_from_which_day_the_next(client, mara, running):
    raised(mara, running, 9_000_00, date(2027, 1, 1))
    client.force_login(mara)
    page = client.get(f"/retainers/{running.pk}/").text.replace("\xa0", " ")
    page = " ".join(re.sub(r"</?time[^>]*>", "", page).split())

    assert "10 hours a month for €8,000." in page
    assert "From 1 Jan 2027: 10 hours a month for €9,000." in page


def test_an_order_that_says_no_fee_writes_no_terms(mara, osprey):
    retainer = retained(mara, osprey, **YEAR)
    order = draft_commands.draft_order(by=acting(mara), agreement_id=retainer.pk, title="Longer", now=MONDAY)
    order_commands.set_new_end(
        by=acting(mara), order_id=order.pk, version=order.version, ends_on=date(2028, 6, 30), now=MONDAY
    )  # fmt: skip

    sign(mara, order)

    assert not RetainerTerms.objects.exists()


def test_a_retainer_without_a_first_day_cannot_take_a_fee_and_nothing_is_signed(mara, osprey):
    retainer = retained(mara, osprey)

    with pytest.raises(Invalid, match="no start date"), transaction.atomic():
        raised(mara, retainer, 9_000_00, date(2027, 7, 1))

    assert not RetainerTerms.objects.exists()
    assert not retainer.children.exists()


@pytest.fixture
def running(mara, osprey):
    """Return a retainer of 8,000 a month that began in January 2026."""
    return retained(mara, osprey, included_seconds=36_000, starts_on=date(2026, 1, 1))


def close(fina, month):
    lock_month(by=acting(fina), month=month, now=MONDAY)


def test_a_fee_from_a_closed_month_is_refused_at_its_date(mara, fina, running):
    close(fina, 202610)

    with pytest.raises(Invalid, match="October 2026 is closed") as fault:
        drafted(mara, running, 9_000_00, date(2026, 10, 15))

    assert fault.value.field == "from_day"
    assert drafted(mara, running, 9_000_00, date(2026, 11, 1)).fee == 9_000_00


def test_a_month_that_closed_since_is_refused_before_the_client_gets_the_order(mara, fina, running):
    order = drafted(mara, running, 9_000_00, date(2026, 10, 1))
    close(fina, 202610)

    with pytest.raises(Refused, match="Choose a later date"):
        submit(mara, order)


@pytest.mark.usefixtures("on_monday")
def test_a_signature_after_the_closing_counts_and_the_fee_starts_in_the_next_open_month(mara, fina, running):
    order = submit(mara, drafted(mara, running, 9_000_00, date(2026, 9, 1)))
    by, said = acting(mara), EVIDENCE
    record_with_client(by=by, agreement_id=order.pk, version=read(order).version, evidence=said, now=MONDAY)
    close(fina, 202609)
    close(fina, 202610)

    record_signature(by=by, agreement_id=order.pk, version=read(order).version, evidence=said, now=MONDAY)

    assert read(order).state == "in_force"
    terms = RetainerTerms.objects.get(agreement=running)
    assert (terms.fee, terms.valid_from) == (9_000_00, date(2026, 11, 1))
    told = Notification.objects.get(person=mara).text
    assert (
        "More care is signed and changes the retainer from 1 Sep. September 2026 is closed, so it counts from 1 Nov."
        in told
    )


def test_an_open_month_takes_the_fee_as_signed_and_nobody_is_told(mara, running):
    raised(mara, running, 9_000_00, date(2026, 11, 1))

    assert RetainerTerms.objects.get(agreement=running).valid_from == date(2026, 11, 1)
    assert not Notification.objects.exists()


def test_included_hours_change_from_their_day_on_and_the_fee_stays(mara, osprey):
    retainer = retained(mara, osprey, **YEAR)

    raised(mara, retainer, None, date(2027, 7, 1), included_seconds=180_000)

    assert fee_on(retainer, date(2027, 6, 1)) == (8_000_00, 144_000)
    assert fee_on(retainer, date(2027, 7, 1)) == (8_000_00, 180_000)


def test_the_hours_of_a_month_are_three_times_those_of_a_quarter(mara, osprey):
    retainer = retained(mara, osprey, **YEAR)
    quarter = PeriodTerms(date(2027, 1, 1), included=432_000, period_months=3)
    agree_period_terms(by=acting(mara), agreement_id=retainer.pk, terms=quarter, now=MONDAY)

    order = raised(mara, retainer, None, date(2027, 7, 1), included_seconds=180_000)

    assert monthly_before(order) == Monthly(8_000_00, 144_000)
    assert fee_on(retainer, date(2027, 7, 1)) == (8_000_00, 540_000)


def test_units_change_where_units_are_included_and_hours_nowhere_else(mara, osprey):
    units = retained(mara, osprey, starts_on=date(2027, 1, 1), included_units=4, unit_price=500_00)

    raised(mara, units, 9_000_00, date(2027, 7, 1), included_units=6)

    assert fee_on(units, date(2027, 7, 1)) == (9_000_00, 6)
    with pytest.raises(Invalid, match="nothing of this kind") as fault:
        drafted(mara, units, None, date(2027, 8, 1), included_seconds=3600)
    assert fault.value.field == "included_seconds"


def test_an_order_names_the_terms_of_its_day_even_those_set_without_an_order(mara, running):
    other = PeriodTerms(date(2026, 12, 1), included=72_000, fee=8_500_00)
    agree_period_terms(by=acting(mara), agreement_id=running.pk, terms=other, now=MONDAY)

    order = raised(mara, running, 9_000_00, date(2027, 1, 1), included_seconds=90_000)

    assert monthly_before(order) == Monthly(8_500_00, 72_000)


def test_an_order_for_hours_that_became_units_is_refused_before_the_client_gets_it(mara, running):
    order = drafted(mara, running, None, date(2027, 1, 1), included_seconds=90_000)
    units = PeriodTerms(date(2026, 1, 1), kind="units", included=4)
    agree_period_terms(by=acting(mara), agreement_id=running.pk, terms=units, now=MONDAY)

    with pytest.raises(Refused, match="no longer includes"):
        submit(mara, order)


@pytest.mark.usefixtures("on_monday")
def test_page_email_and_document_name_fee_and_hours_with_those_before(client, mara, running):
    order = drafted(mara, running, 9_000_00, date(2027, 1, 1), included_seconds=90_000)
    client.force_login(mara)

    page = re.sub(r"</?(span|time)[^>]*>", "", client.get(f"/agreements/{order.pk}/").text)
    email = "\n".join(paragraphs(read(order))).replace("\xa0", " ")
    facts = printed(content_of(read(order)), before=before_order(read(order))).facts

    assert "<b>€9,000</b>, before €8,000" in page
    assert "<b>25 h</b>, before 10 h" in page.replace("\xa0", " ")
    assert "New monthly fee: €9,000\nPrevious monthly fee: €8,000\n" in email
    assert "New included hours a month: 25 h, before 10 h" in email
    assert ["New monthly fee", "€9,000.00, before €8,000.00"] in facts
    assert ["New included hours a month", "25, before 10"] in facts


@pytest.mark.usefixtures("on_monday")
def test_the_email_with_an_order_names_both_fees_and_neither_is_taken_for_a_promise(mara, osprey, running, monkeypatch):
    Contact.objects.create(account=osprey, name="Dana Whitlock", mail="dana@osprey.example")
    monkeypatch.setattr("amity.agreements.places.printers", [lambda *_about: b"%PDF-1.7 order"])
    order = submit(mara, drafted(mara, running, 9_000_00, date(2027, 1, 1), included_seconds=90_000))

    item = write_about(by=acting(mara), key=AGREEMENT, subject_id=order.pk, now=MONDAY)

    assert "Previous monthly fee: €8,000" in item.body
    assert [one.words for one in findings_of(item).warnings] == []


@pytest.mark.usefixtures("on_monday")
def test_the_form_offers_what_the_retainer_includes_with_what_it_is_now(client, mara, running):
    order = draft_commands.draft_order(by=acting(mara), agreement_id=running.pk, title="More care", now=MONDAY)
    client.force_login(mara)

    page = client.get(f"/agreements/{order.pk}/")
    form = client.get(f"/agreements/{order.pk}/new-monthly/").context["form"]

    assert [one.label for one in page.context["buttons"] if one.primary] == ["New fee or hours"]
    assert [(one.name, one.help_text.replace("\xa0", " ")) for one in form.visible_fields()] == [
        ("fee", "Leave blank to keep €8,000."), ("included_seconds", "Leave blank to keep 10 h."), ("from_day", ""),
    ]  # fmt: skip
    typed = {
        "fee": "",
        "included_seconds": "25",
        "from_day": "2027-01-01",
        "version": order.version,
        "nonce": uuid.uuid4().hex,
    }
    client.post(f"/agreements/{order.pk}/new-monthly/", typed)
    assert monthly_of(read(order)) == Monthly(None, 90_000)


@pytest.mark.usefixtures("on_monday")
def test_terms_begin_in_an_open_month_and_lead_to_an_order_for_the_client_to_sign(client, mara, fina, running):
    client.force_login(mara)
    page = client.get(f"/retainers/{running.pk}/terms/")
    assert page.context["form"]["valid_from"].value() == date(2026, 1, 1)
    close(fina, 202601)

    page = client.get(f"/retainers/{running.pk}/terms/")

    assert page.context["form"]["valid_from"].value() == date(2026, 11, 1)
    assert f'<a href="/agreements/{running.pk}/order/">New change order</a>' in page.text


@pytest.mark.parametrize(
    ("before", "new", "worth"),
    [
        (Monthly(8_000_00, 36_000), Monthly(9_000_00), 1_000_00),
        (Monthly(8_000_00, 36_000), Monthly(None, 54_000), 4_000_00),
        (Monthly(8_000_00, 36_000), Monthly(7_000_00, 54_000), 4_000_00),
        (Monthly(8_000_00, None, 4), Monthly(None, None, 3), 2_000_00),
        (Monthly(8_000_00, 0), Monthly(None, 3600), None),
        (Monthly(None, 36_000), Monthly(None, 54_000), None),
        (Monthly(8_000_00, 36_000), Monthly(None, 36_000), 0),
    ],
)
def test_what_a_month_changes_by_is_its_fee_or_the_share_of_what_it_includes(before, new, worth):
    assert month_worth(before, new) == worth
