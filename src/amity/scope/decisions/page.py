"""Values of the page on which requests are confirmed."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.agreements.models import Agreement
from amity.agreements.orders.queries import next_order_number
from amity.people.queries import person_of
from amity.scope import policy, rules
from amity.scope.assessments.queries import newest_of
from amity.scope.assessments.wording import at_rate
from amity.scope.courtesy.limits import above_limit, left_for
from amity.scope.decisions.effect import effect_words
from amity.scope.decisions.forms import DecisionForm
from amity.scope.decisions.orders import agreements_to_change, likely_parent
from amity.scope.decisions.titles import words_for
from amity.scope.models import Assessment, Request
from amity.scope.requests.page import lines_offered
from amity.scope.requests.wording import CHANNELS, DECISIONS, STATES
from amity.shared.actor import Actor
from amity.shared.money import Money, decimals
from amity.shared.permission import MoneyRight
from amity.ui import formats

KEYS: Final = {
    rules.INCLUDED: "i", rules.AT_NO_CHARGE: "n", rules.EXTRA: "e", rules.NEW_WORK: "w", rules.DECLINED: "d",
    rules.PARKED: "p",
}  # fmt: skip


def context(
    request: HttpRequest, by: Actor, rows: list[Request], chosen: int, form: DecisionForm | None = None
) -> dict[str, Any]:  # fmt: skip
    """Return the requests to confirm with their assessments, and the form of the one that is open."""
    found, sees_fee = newest_of(rows), person_of(by).money_right >= MoneyRight.FEE
    for row in rows:
        row.assessment = found.get(row.pk)  # type: ignore[attr-defined]
        row.price = _price(found.get(row.pk)) if sees_fee else None  # type: ignore[attr-defined]
        row.channel_word = CHANNELS[row.through]  # type: ignore[attr-defined]
        row.proposal_word = STATES[found[row.pk].proposal] if row.pk in found else ""  # type: ignore[attr-defined]
    place = next((number for number, one in enumerate(rows) if one.pk == chosen), 0)
    current = rows[place] if rows else None
    if current is not None and current.pk in found:
        current.rate = at_rate(found[current.pk], current.agreement)  # type: ignore[attr-defined]
    if form is None and current is not None:
        form = decision_form(request, by, current)
    return {
        "title": _title(len(rows)), "rows": rows, "current": current, "form": form,
        "may_decide": current is not None and bool(policy.may_decide(person_of(by), current)),
        "choices": _choices(current, sees_fee=sees_fee) if current is not None else (),
        "effect": effect_words(current, _to_change(current), found.get(current.pk), timezone.localdate())
        if current is not None and sees_fee else "",
        "before": rows[place - 1] if place else None, "after": rows[place + 1] if place + 1 < len(rows) else None,
    }  # fmt: skip


def decision_form(request: HttpRequest, by: Actor, one: Request) -> DecisionForm:
    """Return the form of a decision, which begins with the proposal."""
    assessment = newest_of([one]).get(one.pk)
    agreements = agreements_to_change(one)
    line_id = assessment.line_id if assessment and assessment.line_id else one.line_id
    parent = likely_parent(one, agreements)
    initial = {
        "version": one.version, "decision": assessment.proposal if assessment else "", "line_id": line_id,
        "agreement_id": parent.pk if parent else None, "title": words_for(one, parent)[0],
    }  # fmt: skip
    return DecisionForm(
        request.POST or None, lines=lines_offered(by, one.account), initial=initial,
        agreements=[(agreement.pk, str(agreement)) for agreement in agreements],
    )  # fmt: skip


def decided(one: Request) -> str:
    """Return the message after a decision, with the way to the change order or the brief that it drafted."""
    sentence = _("%(decision)s: %(words)s") % {"decision": DECISIONS[one.state], "words": one.words}
    if one.state == rules.EXTRA and one.order is not None:
        address = reverse("agreements:agreement", args=[one.order.pk])
        return format_html('{} <a href="{}">{}</a>', sentence, address, _("Open change order"))
    if one.state == rules.NEW_WORK and one.brief is not None:
        return format_html(
            '{} <a href="{}">{}</a>', sentence, reverse("briefs:brief", args=[one.brief.pk]), _("Open brief")
        )
    return sentence


def _choices(one: Request, *, sees_fee: bool) -> Sequence[tuple[str, str, Any, str]]:
    """Return each decision with its key, its label and what it leads to."""
    assessment = getattr(one, "assessment", None)
    price = _written(_price(assessment)) if sees_fee else ""
    parent = _to_change(one)
    order = _("change order %(number)s") % {"number": next_order_number(parent)} if parent else _("change order")
    who = one.contact.name if one.contact else _("the client")
    notes = {
        rules.INCLUDED: _("choose the line"),
        rules.AT_NO_CHARGE: _at_no_charge(one, assessment, price) if sees_fee else "",
        rules.EXTRA: ", ".join(filter(None, (order, price))),
        rules.NEW_WORK: _("starts a brief"),
        rules.DECLINED: _("with a reason for %(who)s") % {"who": who},
        rules.PARKED: _("until a date"),
    }
    return [(code, KEYS[code], DECISIONS[code], notes[code]) for code in rules.DECISIONS]


def _to_change(one: Request) -> Agreement | None:
    """Return the agreement that a change order would change, None where it has to be chosen."""
    return likely_parent(one, agreements_to_change(one))


def _at_no_charge(one: Request, assessment: Assessment | None, price: str) -> str:
    """Return the price, what is left of the budget, and who decides above the limit."""
    today = timezone.localdate()
    left = left_for(one, today)
    notes = [price, _("%(amount)s left") % {"amount": _written(left)} if left is not None else ""]
    if assessment is not None and above_limit(one, assessment, today):
        director = one.account.director if one.account else None
        notes.append(_("%(who)s decides") % {"who": director.name if director else _("a director")})
    return ", ".join(filter(None, notes))


def _price(assessment: Assessment | None) -> Money | None:
    if assessment is None or assessment.price is None:
        return None
    return Money(assessment.price, assessment.currency)


def _written(price: Money | None) -> str:
    """Return a price without cents where it has none, "" for an unknown one."""
    if price is None:
        return ""
    is_whole = price.minor % 10 ** decimals(price.currency) == 0
    return formats.money(price, cents=False if is_whole else None)


def _title(count: int) -> str:
    if not count:
        return _("No request needs your decision")
    return ngettext(
        "%(count)s request needs your decision", "%(count)s requests need your decision", count
    ) % {"count": count}  # fmt: skip
