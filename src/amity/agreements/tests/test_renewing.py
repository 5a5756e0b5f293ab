"""Renewals: recorded with the next dates for agreements with a renewal clause. The signed text stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.agreements.calendar import follow_days, warn_ahead
from amity.agreements.contract import ends_on
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.drafts.commands import Particulars
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.commands import Evidence, Renewed
from amity.agreements.steps.models import Recorded
from amity.agreements.tests.making import FIXED, make_draft, read, sign, worth
from amity.agreements.versions.models import AgreementVersion
from amity.audit import trail
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting

SAID = Evidence(date(2026, 11, 20), client="Cleo Client", note="by mail")
YEAR = Renewed(until=date(2027, 12, 31), renews_on=date(2028, 1, 1), notice_on=date(2027, 10, 31))
ENDS = replace(FIXED, ends_on=date(2026, 12, 31))


def running(mara, osprey, renewal="word", **values):
    """Return a signed agreement that renews at the end of the year."""
    draft = make_draft(mara, osprey, **values)
    said = Particulars(
        draft.title, renewal=renewal, renews_on=date(2027, 1, 1), notice_on=date(2026, 12, 1)
    )  # fmt: skip
    draft_commands.change_particulars(
        by=acting(mara), agreement_id=draft.pk, version=draft.version, particulars=said, now=MONDAY
    )
    return sign(mara, draft)


def renew(mara, agreement, renewed=YEAR, evidence=SAID):
    return step_commands.renew_agreement(
        by=acting(mara), agreement_id=agreement.pk, version=read(agreement).version, renewed=renewed,
        evidence=evidence, now=MONDAY,
    )  # fmt: skip


def test_a_renewal_moves_the_days_and_leaves_what_was_signed(mara, osprey):
    signed = running(mara, osprey, terms=ENDS)

    done = renew(mara, signed)

    assert (done.state, ends_on(done), done.renews_on) == ("in_force", date(2027, 12, 31), date(2028, 1, 1))
    assert (done.ends_on, AgreementVersion.objects.get().content["dates"]["renews_on"]) == (
        date(2026, 12, 31), "2027-01-01",
    )  # fmt: skip
    last = Recorded.objects.latest("pk")
    assert (last.step, last.client, last.happened_on) == ("renewed", "Cleo Client", date(2026, 11, 20))
    assert trail.actions_on(done)[-1] == "agreement.renewed"
    assert follow_days(MONDAY + timedelta(days=60)) == 0


def test_it_warns_of_the_new_days_and_no_more_of_the_old(mara, osprey):
    signed = running(mara, osprey, terms=ENDS)
    assert warn_ahead(MONDAY) == 3

    renew(mara, signed)

    assert warn_ahead(MONDAY + timedelta(days=30)) == 0


def test_what_renewed_by_itself_says_so_until_the_next_day_is_said(client, mara, osprey, time_machine):
    signed = running(mara, osprey, renewal="itself")
    time_machine.move_to(MONDAY + timedelta(days=60))
    client.force_login(mara)
    address = reverse("agreements:agreement", args=[signed.pk])
    assert "renewed automatically 21 days ago" in client.get(address).content.decode()

    renew(mara, signed, Renewed(renews_on=date(2028, 1, 1)), Evidence(date(2027, 1, 1)))

    assert "renewed by itself" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("renewed", "evidence", "field"),
    [
        (Renewed(), SAID, "until"), (Renewed(until=date(2026, 12, 31)), SAID, "until"),
        (replace(YEAR, notice_on=date(2028, 3, 1)), SAID, "notice_on"), (YEAR, replace(SAID, client=" "), "client"),
    ],
)  # fmt: skip
def test_a_renewal_that_says_nothing_is_refused_at_its_field(mara, osprey, renewed, evidence, field):
    signed = running(mara, osprey, terms=ENDS)

    with pytest.raises(Invalid) as fault:
        renew(mara, signed, renewed, evidence)

    assert fault.value.field == field


@pytest.mark.parametrize(("kind", "why"), [("sow", "Use a change order"), ("msa", "Draft the next agreement")])
def test_what_does_not_renew_says_what_to_do_instead(mara, osprey, kind, why):
    signed = sign(mara, make_draft(mara, osprey, kind))

    with pytest.raises(Refused, match=why):
        renew(mara, signed)


def test_a_draft_does_not_renew(mara, osprey):
    with pytest.raises(Refused, match="only renew an agreement that is signed"):
        renew(mara, make_draft(mara, osprey))


def test_a_renewed_retainer_is_worth_its_further_months(mara, osprey):
    monthly = AgreedTerms("retainer", "EUR", fee=2_000_00, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    signed = running(mara, osprey, kind="retainer", terms=monthly)
    assert worth(signed) == 24_000_00

    renew(mara, signed)

    assert worth(signed) == 48_000_00


def test_by_page_a_renewal_is_offered_and_recorded(client, mara, osprey):
    signed = running(mara, osprey, terms=ENDS)
    client.force_login(mara)
    page, act = (reverse(f"agreements:{name}", args=[signed.pk]) for name in ("agreement", "renew"))
    assert act in client.get(page).content.decode()
    assert 'value="2027-01-01"' in client.get(act).content.decode()
    data = {"until": "2027-12-31", "renews_on": "", "notice_on": "", "on": "2026-11-20", "client": "Cleo"}

    client.post(act, data | {"version": signed.version, "nonce": "a" * 32})

    assert (ends_on(read(signed)), read(signed).renews_on) == (date(2027, 12, 31), None)
