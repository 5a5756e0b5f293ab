"""Check: an agreement that needs legal's decision has it, for the version that is sent."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency_day
from amity.agreements.client_copy.sending import AGREEMENT, agreements_by_id
from amity.agreements.models import Agreement
from amity.agreements.review import rules as reviews
from amity.agreements.review.queries import asked_of
from amity.agreements.versions.newest import verdict_on_newest
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK


def register() -> None:
    """Register the check."""
    registry.register(Check("legal", 16, lazy("Legal decision"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    ids = {one.about.id for one in letters if one.about.kind == AGREEMENT and one.about.id is not None}
    if not ids:
        return lambda _letter: iter(())
    return partial(_run, agreements_by_id(ids))


def _run(agreements: Mapping[int, Agreement], letter: Letter) -> Iterator[Finding]:
    """Find that legal hasn't cleared the newest version."""
    agreement = agreements.get(letter.about.id or 0)
    if letter.about.kind != AGREEMENT or agreement is None:
        return
    version_id, verdict = verdict_on_newest(agreement)
    if verdict == reviews.CLEARED or not _is_asked(agreement, letter):
        return
    is_returned = verdict == reviews.RETURNED
    yield Finding(
        key=f"legal:{version_id}:{verdict}",
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
