"""Agreements in the conversation of an account: sent, returned, signed, renewed and ended."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account, Contact
from amity.accounts.queries import sees_whole
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, INTERNAL, TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each
from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by, of_project
from amity.agreements.steps.models import Recorded
from amity.shared.actor import Actor

RENEWED: Final = "renewed"
RETURNED: Final = "returned"
DIRECTIONS: Final = {
    rules.WITH_CLIENT: TO_CLIENT, RETURNED: FROM_CLIENT, rules.SIGNED: FROM_CLIENT, RENEWED: FROM_CLIENT,
    rules.TERMINATED: INTERNAL, rules.SUPERSEDED: INTERNAL,
}  # fmt: skip
SENTENCES: Final[Mapping[str, str | Promise]] = {
    rules.WITH_CLIENT: lazy("%(kind)s sent"),
    RETURNED: lazy("%(kind)s returned"),
    rules.SIGNED: lazy("%(kind)s signed"),
    RENEWED: lazy("%(kind)s renewed"),
    rules.TERMINATED: lazy("%(kind)s terminated"),
    rules.SUPERSEDED: lazy("%(kind)s replaced"),
}


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    """Return what was recorded of agreements. An agreement has few such steps, and an account few agreements."""
    steps = Recorded.objects.filter(step__in=DIRECTIONS, outgoing=None)
    if not sees_whole(by, account):
        seen = agreements_seen_by(by).select_related(None).filter(pk=OuterRef("agreement_id"))
        steps = steps.filter(Exists(seen))
    columns = Columns(
        what="step", more="agreement__kind", title="agreement__title", words="client", note="note", how="how",
        about="agreement_id", colleague="recorded_by",
    )  # fmt: skip
    return (
        Rows(
            rows=steps, direction=DIRECTIONS, on="happened_on",
            account="agreement__account", columns=columns, of_contact=_named, of_project=_for_project,
        ),
    )  # fmt: skip


def _named(contact_id: int) -> Q:
    """Return a filter for steps of a contact, whom they name."""
    return Q(client__in=Contact.objects.filter(pk=contact_id).values("name"))


def _for_project(project_id: int) -> Q:
    """Return a filter for steps of the agreement of a project and of its change orders."""
    found = Q(pk__in=())
    for agreements in of_project:
        found |= agreements(project_id)
    own = Agreement.objects.filter(found).values("pk")
    return Q(agreement__in=own) | Q(agreement__parent__in=own)


def _event(row: Row) -> Event:
    kind = str(wording.KINDS[row.more])
    return Event(
        kind=capfirst(SENTENCES[row.what] % {"kind": kind}),
        title=row.title,
        address=reverse("agreements:agreement", args=[row.about]),
        text=row.note,
        how=row.how,
        contacts=[(0, row.words)] if row.words else [],
    )


def register() -> None:
    """Register the source of agreements."""
    sources.register(Source(key="agreements", order=50, label=lazy("Agreements"), rows=_rows, events=each(_event)))
