"""The client's PO number: asked for before the signature, and recorded after it without a change to what was signed."""

import re

import pytest
from django.urls import reverse

from amity.agreements import rules
from amity.agreements.steps import commands as step_commands
from amity.agreements.tests.making import make_draft, read, sign
from amity.agreements.versions.models import AgreementVersion
from amity.audit import trail
from amity.shared.errors import Invalid, Refused, Stale
from tests.builders import MONDAY, acting, make_agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def shown(client, person, agreement):
    """Return the number on the agreement's page, and the button to record it."""
    client.force_login(person)
    page = client.get(reverse("agreements:agreement", args=[agreement.pk])).text
    value = re.search(r"<dt>Client PO number</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    button = re.search(r"(?:Add|Change) PO number", page)
    return " ".join(re.sub(r"<[^>]+>", " ", value[1]).split()) if value else "", button[0] if button else ""


def record(person, agreement, number="PO-7", version=None):
    seen = read(agreement).version if version is None else version
    return step_commands.record_order_number(
        by=acting(person), agreement_id=agreement.pk, version=seen, order_number=number, now=MONDAY
    )


@pytest.mark.parametrize(
    ("state", "number", "value", "button"),
    [
        (rules.DRAFT, "", "", ""),
        (rules.CLEARED, "", "To find out", ""),
        (rules.WITH_CLIENT, "", "To find out", ""),
        (rules.SIGNED, "", "Not recorded", "Add PO number"),
        (rules.IN_FORCE, "", "Not recorded", "Add PO number"),
        (rules.IN_FORCE, "PO-7", "PO-7", "Change PO number"),
        (rules.EXPIRED, "", "Not recorded", "Add PO number"),
        (rules.DROPPED, "", "", ""),
    ],
)
def test_the_page_asks_for_it_and_takes_it_after_the_signature(client, mara, osprey, state, number, value, button):
    agreement = make_agreement(osprey, taken_over=False, state=state, order_number=number)

    assert shown(client, mara, agreement) == (value, button)


@pytest.mark.parametrize("kind", [rules.MSA, rules.NDA])
def test_an_agreement_without_invoices_has_none(client, mara, osprey, kind):
    for state in (rules.CLEARED, rules.IN_FORCE):
        agreement = make_agreement(osprey, taken_over=False, state=state, kind=kind)
        assert shown(client, mara, agreement) == ("", "")
    with pytest.raises(Refused, match="once a statement of work"):
        record(mara, agreement)


def test_it_is_recorded_after_the_signature_and_the_signed_version_stays(mara, osprey):
    signed = sign(mara, make_draft(mara, osprey))
    locked = AgreementVersion.objects.get()

    done = record(mara, signed, "  PO-7 \n")

    assert (done.order_number, read(done).order_number, done.version) == ("PO-7", "PO-7", signed.version + 1)
    kept = AgreementVersion.objects.get()
    assert (kept.content, kept.sha256, kept.content["head"]["order_number"]) == (locked.content, locked.sha256, "")
    assert trail.actions_on(done)[-1] == "agreement.order_number_recorded"
    assert record(mara, done, "").order_number == "", "removed again"


@pytest.mark.parametrize("state", sorted(rules.OFFERED | {rules.DROPPED}))
def test_it_belongs_to_the_text_until_both_have_signed(mara, osprey, state):
    agreement = make_agreement(osprey, taken_over=False, state=state)

    with pytest.raises(Refused, match="once a statement of work"):
        record(mara, agreement)

    assert read(agreement).order_number == ""


def test_one_that_is_too_long_is_refused_at_its_field_and_nothing_is_saved(mara, osprey):
    signed = sign(mara, make_draft(mara, osprey))

    with pytest.raises(Invalid) as fault:
        record(mara, signed, "P" * 61)

    assert (fault.value.field, read(signed).order_number) == ("order_number", "")


def test_two_who_record_it_at_once_both_see_it(client, mara, osprey):
    signed = sign(mara, make_draft(mara, osprey))
    seen = read(signed).version
    record(mara, signed, "PO-7")
    with pytest.raises(Stale):
        record(mara, signed, "PO-8", version=seen)

    client.force_login(mara)
    address = reverse("agreements:record_order_number", args=[signed.pk])
    nonce = client.get(address).context["form"]["nonce"].value()
    answer = client.post(address, {"order_number": "PO-8", "version": seen, "nonce": nonce})

    assert answer.status_code == 409
    assert "PO-8" in answer.text
    assert "PO-7" in answer.text
    assert read(signed).order_number == "PO-7"


def test_it_is_saved_from_its_dialog_and_shown(client, mara, osprey):
    signed = sign(mara, make_draft(mara, osprey))
    client.force_login(mara)
    address = reverse("agreements:record_order_number", args=[signed.pk])
    form = client.get(address).context["form"]
    answer = client.post(
        address, {"order_number": "4500-17", "version": form["version"].value(), "nonce": form["nonce"].value()}
    )

    assert answer.url == reverse("agreements:agreement", args=[signed.pk])
    assert shown(client, mara, signed) == ("4500-17", "Change PO number")
