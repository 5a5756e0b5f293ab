"""The change order of extra work: drafted from the assessment in one step, and followed to the line it adds."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements.drafts.commands import draft_order
from amity.agreements.models import Agreement
from amity.agreements.orders.commands import ChangedTerms, put_change, set_new_end
from amity.agreements.orders.models import LineChange
from amity.agreements.orders.queries import next_line_number, next_order_number
from amity.agreements.orders.rules import ADDED
from amity.agreements.queries import agreement_seen_by
from amity.agreements.rules import CHANGE_ORDER, IN_FORCE, SIGNED
from amity.audit import trail
from amity.scope.assessments.pricing import hourly_rate
from amity.scope.decisions.fields import DecisionFields
from amity.scope.decisions.titles import words_for
from amity.scope.models import Assessment, Request
from amity.scope.work_begins import work_item_for
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.errors import Invalid
from amity.shared.money import decimals

HUNDREDTH = 36
"""Seconds in a hundredth of an hour, because quantities have two decimals."""


def draft_from(
    request: Request, assessment: Assessment | None, fields: DecisionFields, *, by: Actor, now: datetime
) -> Agreement:  # fmt: skip
    """Draft the change order of a request: a line with the hours and the price of its assessment, dates, acceptance.

    Order and line are called by what is ordered. The reason quotes the client. Both are in the client's language.
    """
    parent = agreement_to_change(by, request, fields.agreement_id)
    proposed, reason = words_for(request, parent)
    title = fields.title or proposed
    order = draft_order(
        by=by, agreement_id=parent.pk, title=title, number=next_order_number(parent), reason=reason, now=now
    )  # fmt: skip
    terms = _terms(parent, assessment, timezone.localdate(now)) if assessment else {"unit": "fixed"}
    change = ChangedTerms(ADDED, number=next_line_number(order), title=title, acceptance=fields.acceptance, **terms)
    put_change(by=by, order_id=order.pk, change=change, now=now)
    order.refresh_from_db()
    if fields.ends_on is not None:
        order = set_new_end(by=by, order_id=order.pk, version=order.version, ends_on=fields.ends_on, now=now)
    return order


def agreement_to_change(by: Actor, request: Request, agreement_id: int | None) -> Agreement:
    """Return the agreement that a change order changes. Raise `Invalid` where it has to be chosen."""
    offered = agreements_to_change(request)
    likely = likely_parent(request, offered)
    chosen = agreement_id or (likely.pk if likely else None)
    if chosen is None or chosen not in [one.pk for one in offered]:
        raise Invalid(_("Choose the agreement that the change order changes."), "agreement_id")
    return agreement_seen_by(by, chosen)


def likely_parent(request: Request, offered: Sequence[Agreement]) -> Agreement | None:
    """Return the agreement of the request or of its project, or the only one there is. None: it has to be chosen."""
    own = request.agreement_id or (request.project.agreement_id if request.project else None)
    found = next((one for one in offered if one.pk == own), None)
    return found or (offered[0] if len(offered) == 1 else None)


def agreements_to_change(request: Request) -> list[Agreement]:
    """Return the signed agreements of the request's account, the newest first. A page reads them once."""
    rows = Agreement.objects.filter(account=request.account_id, state__in=(SIGNED, IN_FORCE))
    ordered = rows.exclude(kind=CHANGE_ORDER).order_by("-starts_on", "-pk")
    return once_a_page(("agreements to change", request.account_id), lambda: list(ordered))


def follow_signature(order: Agreement, by: Actor, now: datetime) -> None:
    """Set the line of the requests whose change order was signed, the one it added, and begin their work."""
    if order.kind != CHANGE_ORDER:
        return
    added = LineChange.objects.filter(order=order, act=ADDED, line__isnull=False).order_by("pk").first()
    for row in Request.objects.filter(order=order).select_for_update(of=("self",)).order_by("pk") if added else ():
        row.line_id = added.line_id if added else None
        row.version += 1
        row.item = work_item_for(row, by=by, now=now)
        row.save()
        if row.item is not None and row.item.line_id is None:
            row.item.line_id = row.line_id
            row.item.save()
        trail.record("request.ordered", subject=row, by=by, at=now, changes={"line_id": row.line_id})


def _terms(parent: Agreement, assessment: Assessment, day: date) -> dict[str, object]:
    """Return the terms of the added line: by the hour where all are of one discipline, else at a fixed price."""
    hours = {one.discipline_id: one.seconds for one in assessment.hours.all()}
    only = next(iter(hours)) if len(hours) == 1 else None
    found: dict[str, object] = {"planned_seconds": assessment.seconds, "discipline_id": only}
    rate = hourly_rate(parent, only, parent.currency, day) if only else None
    if rate is not None and assessment.seconds % HUNDREDTH == 0:
        return found | {
            "unit": "hour",
            "quantity": (Decimal(assessment.seconds) / 3600).quantize(Decimal("0.01")),
            "rate": rate,
        }
    price = None if assessment.price is None else Decimal(assessment.price).scaleb(-decimals(assessment.currency))
    return found | {"unit": "fixed", "quantity": Decimal(1), "rate": price}
