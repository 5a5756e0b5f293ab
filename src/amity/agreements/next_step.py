"""The next step of an agreement before its signature, for the pages of its brief and its project."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agreements import policy, rules
from amity.agreements.client_copy.queries import sendings_with
from amity.agreements.heading import Step
from amity.agreements.models import Agreement
from amity.agreements.steps.queries import is_answered
from amity.gate.subjects.queries import has_open
from amity.people.queries import person_of
from amity.shared.actor import Actor


def next_step(by: Actor, agreement: Agreement) -> Step | None:
    """Return what comes next until both sides have signed, for those who can write the agreement.

    What is sent is read first, so sending leads to the agreement's page.
    """
    if agreement.state not in rules.OFFERED or not policy.may_write(person_of(by), agreement):
        return None
    if agreement.state == rules.WITH_CLIENT and not is_answered(agreement):
        record = reverse("agreements:record", args=[agreement.pk])
        return Step(_("Record the signature"), record, primary=True, in_dialog=True)
    is_ours = agreement.state == rules.DRAFT or (
        agreement.state == rules.CLEARED and not has_open(sendings_with(by, agreement))
    )
    label = _("Send agreement") if is_ours else _("Open agreement")
    return Step(label, reverse("agreements:agreement", args=[agreement.pk]), primary=True)
