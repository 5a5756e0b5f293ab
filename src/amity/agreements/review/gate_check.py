"""Check: an agreement that needs legal's decision has it, for the version that is sent."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency_day
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.models import Agreement
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review
from amity.agreements.review.queries import asked_of
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import BLOCK
from amity.shared.rows.lookup import only_row


def register() -> None:
    """Register the check."""
    registry.register(Check("legal", 16, lazy("Legal decision"), _run))


def _run(letter: Letter) -> Iterator[Finding]:
    if letter.about.kind != AGREEMENT:
        return
    rows = Agreement.objects.select_related("account", "parent")
    agreement = only_row(rows.filter(pk=letter.about.id or 0))
    if agreement is None or not _is_asked(agreement, letter):
        return
    frozen = agreement.versions.order_by("-number").first()
    given = Review.objects.filter(version=frozen, role=reviews.LEGAL).first()
    if given is not None and given.verdict == reviews.CLEARED:
        return
    is_returned = given is not None and given.verdict == reviews.RETURNED
    yield Finding(
        key=f"legal:{frozen.pk if frozen else 0}:{given.verdict if given else ''}",
        level=BLOCK,
        title=_("Legal returned this version") if is_returned else _("Legal hasn’t cleared this version"),
        text=_("A review rule asks legal about agreements like this one."),
        address=reverse("agreements:agreement", args=[agreement.pk]),
        address_label=_("Show agreement"),
        can_be_overruled=not is_returned,
    )


def _is_asked(agreement: Agreement, letter: Letter) -> bool:
    day = agency_day(letter.goes_at or timezone.now())
    return any(one.role == reviews.LEGAL for one in asked_of(agreement, day))
