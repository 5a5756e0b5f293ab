"""The pages of the outlook: HTTP in, HTML or a file out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.profitability import policy
from amity.profitability.outlook import page, wording
from amity.profitability.outlook.file_table import outlook_table
from amity.profitability.outlook.queries import months_ahead
from amity.profitability.portfolio.queries import known_net_fees
from amity.profitability.utilisation.completeness import reaches_to, weeks
from amity.profitability.utilisation.queries import logged_by_discipline
from amity.shared.actor import Actor
from amity.shared.dates.periods import written
from amity.shared.errors import NotSeen
from amity.ui.asked import SHORT, queried


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    policy.may_see_ahead(actor).or_refuse()
    return actor


@require_safe
def ahead(request: HttpRequest) -> HttpResponse:
    """Show signed work by month against capacity, with utilisation, concentration and completeness."""
    by = _actor(request)
    today = timezone.localdate()
    seen = months_ahead(by, today)
    until = reaches_to(seen.period, today)
    names = bool(policy.may_end_months(by))
    context = {
        "seen": seen,
        "title": wording.title(seen),
        "sub": wording.sub(seen),
        "chart": page.months_chart(seen),
        "rows": page.rows(seen),
        "days_left": page.days_left(today),
        "bars": [*wording.BARS.values(), *([wording.WEIGHTED] if seen.weighted.whole else [])],
        "listed": page.listed(seen, every=queried(request).has("all")),
        "used": page.used_rows(seen.used, seen.target),
        "largest": [] if seen.narrowed else page.largest(known_net_fees(seen.ledger), seen.currency),
        "weeks": weeks(until),
        "logged": logged_by_discipline(seen.people, until, viewer=by.person_id or 0, all_names=names),
    }
    return render(request, "profitability/outlook.html", context)


@require_safe
def ahead_file(request: HttpRequest) -> HttpResponse:
    """Answer with the outlook as a file, agreement by agreement."""
    table = outlook_table(months_ahead(_actor(request), timezone.localdate()))
    return table.answered("months-ahead", queried(request).text("export", SHORT))


@require_safe
def why_ahead(request: HttpRequest, month: str) -> HttpResponse:
    """Show the agreements that make up a month of the outlook."""
    seen = months_ahead(_actor(request), timezone.localdate())
    room = next((one for one in seen.months if written(one.month) == month), None)
    if room is None:
        raise NotSeen(_("Month not found."))
    parts, rest = page.parts_of(seen, room.month, every=queried(request).has("all"))
    context = {
        "seen": seen,
        "room": room,
        "title": wording.month_title(seen, room.month),
        "parts": parts,
        "rest": rest,
        "share": seen.share(room),
        "bands": page.signed_bands(room),
    }
    return render(request, "profitability/outlook_month.html", context)
