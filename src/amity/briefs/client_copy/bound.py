"""What the email with a brief and its prices can't state otherwise: the price of each line, and the total."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.briefs.client_copy.page import price_shown, total_shown
from amity.briefs.client_copy.sending import PRICED
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.models import Brief
from amity.briefs.queries import briefs_by_id
from amity.gate import rules as gate
from amity.gate.bound import registry
from amity.gate.bound.registry import Known, Source, in_every_language, priced
from amity.gate.checks.registry import Letter


def register() -> None:
    """Register the source."""
    registry.sources.append(_prepare)


def _prepare(letters: Sequence[Letter]) -> Source:
    ids = {one.about.id for one in letters if _shows_prices(one) and one.about.id is not None}
    return partial(_known_of, briefs_by_id(ids))


def _shows_prices(letter: Letter) -> bool:
    return letter.about.kind == PRICED and letter.kind == gate.QUOTE


def _known_of(briefs: Mapping[int, Brief], letter: Letter) -> Iterator[Known]:
    """Yield the prices of the brief that a letter is about. One without prices has none, whoever reads it."""
    brief = briefs.get(letter.about.id or 0)
    if brief is None or not _shows_prices(letter):
        return
    estimate, address = estimate_of(brief, timezone.localdate()), reverse("briefs:brief", args=[brief.pk])
    for one in estimate.lines:
        yield Known(priced((one.line.title,), price_shown(one, estimate)), address)
    labels = in_every_language(lambda: _("Total: %(amount)s") % {"amount": ""})
    yield Known(priced(labels, total_shown(brief, estimate)), address)
