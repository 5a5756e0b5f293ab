"""Labels of kinds, statuses, terms, rules and fields."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, ngettext_lazy, pgettext_lazy

from amity.agreements import rules
from amity.agreements.library import rules as library
from amity.agreements.named_people import rules as people
from amity.agreements.orders import rules as orders
from amity.agreements.review import rules as reviews
from amity.agreements.sections.rules import clauses

KINDS: Final[Mapping[str, Promise]] = {
    rules.MSA: lazy("master agreement"),
    rules.SOW: lazy("statement of work"),
    rules.RETAINER: lazy("retainer agreement"),
    rules.CHANGE_ORDER: lazy("change order"),
    rules.NDA: lazy("confidentiality agreement"),
}
STATES: Final[Mapping[str, Promise]] = {
    rules.DRAFT: lazy("Draft"),
    rules.IN_REVIEW: lazy("In review"),
    rules.CLEARED: lazy("Cleared"),
    rules.WITH_CLIENT: lazy("With client"),
    rules.SIGNED: lazy("Signed"),
    rules.IN_FORCE: lazy("In force"),
    rules.EXPIRED: lazy("Expired"),
    rules.TERMINATED: lazy("Terminated"),
    rules.SUPERSEDED: lazy("Superseded"),
    rules.DROPPED: lazy("Withdrawn"),
}
SHAPES: Final[Mapping[str, str]] = {
    rules.IN_FORCE: "well",
    rules.SIGNED: "well",
    rules.IN_REVIEW: "info",
    rules.WITH_CLIENT: "info",
}
"""The statuses drawn as a pill of a certain shape. All others have none."""
TERMS: Final[Mapping[str, Promise]] = {
    "liability": lazy("Liability"),
    "payment": lazy("Payment"),
    "late_payment": lazy("Interest on late payment"),
    "rights_pass": lazy("Transfer of rights"),
    "notice": lazy("Notice of termination"),
    "confidentiality": lazy("Confidentiality"),
    "revision_rounds": lazy("Revision rounds"),
    "acceptance": lazy("Acceptance"),
    "silence": lazy("Deemed approval of contact reports"),
    "warranty": lazy("Warranty"),
    "expenses": lazy("Expenses"),
    "no_poaching": lazy("Non-solicitation"),
    "references": lazy("References"),
    "law": lazy("Governing law and jurisdiction"),
}
STANDARDS: Final[tuple[Promise, ...]] = (
    lazy("on payment of the last invoice"),
    lazy("in stages, as each part is paid"),
    lazy("in writing, by the approver"),
    lazy("in writing, by anyone the client names"),
    lazy("at cost with receipts, agreed in advance"),
    lazy("a lump sum, stated here"),
    lazy("the agency may name the client as a reference"),
    lazy("only with the client’s written consent"),
    lazy("law and courts at the agency’s registered office"),
    lazy("law and courts at the client’s registered office"),
)
"""The texts of Amity's default library, for agencies that work in another language."""
UNITS: Final[Mapping[str, Promise]] = {
    "times_fee": lazy("× the fee"),
    "days": lazy("days"),
    "working_days": lazy("client working days"),
    "percent": lazy("% a year"),
    "months": lazy("months"),
    "years": lazy("years"),
    "rounds": lazy("per deliverable"),
}
COMPLIANCE: Final[Mapping[str, Promise]] = {
    library.STANDARD: lazy("standard"),
    library.FALLBACK: lazy("fallback"),
    library.OUTSIDE: lazy("outside the standard"),
    library.UNSTATED: lazy("not stated"),
}
ROLES: Final[Mapping[str, Promise]] = {
    reviews.BUSINESS_AFFAIRS: lazy("business affairs"),
    reviews.LEGAL: lazy("legal"),
    reviews.DIRECTOR: lazy("account director"),
}
CONDITIONS: Final[Mapping[str, Promise]] = {
    reviews.ALWAYS: lazy("always"),
    reviews.VALUE: lazy("worth more than"),
    reviews.TERM_OUTSIDE: lazy("a term outside the standard"),
    reviews.TERM_FALLBACK: lazy("a fallback is used"),
    reviews.RIGHTS: lazy("third-party rights are used"),
}
CAUSES: Final[Mapping[str, Promise]] = {**CONDITIONS, reviews.VALUE: lazy("high value")}
"""Cause of each review. The limit is only in the settings, because next to an agreement it would reveal its value."""
LOOKS_AGAIN: Final = lazy("returned an earlier version")
UNKNOWN_VALUE: Final = lazy("unknown value")
RISKS: Final[Mapping[str, Promise]] = {
    reviews.BUSINESS_AFFAIRS: lazy(
        "No one reviews the prices, payment and rights of larger agreements before they go to a client."
    ),
    reviews.LEGAL: lazy("Documents and terms outside the standard go to the client without legal review."),
    reviews.DIRECTOR: lazy("Whoever drafts an agreement can accept fallbacks without a director’s review."),
}
"""The risk of each role without a holder."""
CLAUSES: Final[Mapping[str, Promise]] = {
    clauses.BACKGROUND: lazy("Background"),
    clauses.NEED: lazy("What the client wants"),
    clauses.SCOPE: lazy("What we do"),
    clauses.EXCLUSIONS: lazy("Out of scope"),
    clauses.ASSUMPTIONS: lazy("Assumptions"),
    clauses.PEOPLE: lazy("People on both sides"),
    clauses.WORKING: lazy("How we work"),
    clauses.QUALITY: lazy("Quality"),
    clauses.ACCEPTANCE: lazy("Acceptance"),
    clauses.PAYMENT: lazy("Payment"),
    clauses.TRANSITION: lazy("Handover at the end"),
    clauses.OTHER: lazy("Other"),
}
RENEWALS: Final[Mapping[str, Promise]] = {
    rules.NO_RENEWAL: pgettext_lazy("renewal of an agreement", "ends"),
    rules.BY_ITSELF: lazy("renews automatically"),
    rules.BY_WORD: lazy("renews if both sides agree"),
}
WARNED_TODAY: Final[Mapping[str, Promise]] = {
    rules.NOTICE: lazy("last day to give notice is today"),
    rules.RENEWS: lazy("renews today"),
    rules.ENDS: lazy("ends today"),
}
WARNED_LATER: Final = {
    rules.NOTICE: ngettext_lazy(
        "last day to give notice is tomorrow", "last day to give notice is in %(days)s days", "days"
    ),
    rules.RENEWS: ngettext_lazy("renews tomorrow", "renews in %(days)s days", "days"),
    rules.ENDS: ngettext_lazy("ends tomorrow", "ends in %(days)s days", "days"),
}
STEPS: Final[Mapping[str, Promise]] = {
    "with_client": lazy("Sent to the client"),
    "returned": lazy("Returned by the client"),
    "declined": lazy("Declined by the client"),
    "taken_back": lazy("Returned to draft"),
    "dropped": lazy("Withdrawn"),
    "signed": lazy("Signed"),
    "renewed": lazy("Renewed"),
    "terminated": lazy("Terminated"),
    "superseded": lazy("Replaced"),
}
SIDES: Final[Mapping[str, Promise]] = {people.CLIENT: lazy("the client"), people.AGENCY: lazy("the agency")}
APPROVALS: Final[Mapping[str, Promise]] = {
    people.WORK: lazy("work"),
    people.MONEY: lazy("prices"),
    people.ALL: lazy("work and prices"),
}
ACTS: Final[Mapping[str, Promise]] = {
    orders.ADDED: lazy("added"),
    orders.CHANGED: lazy("changed"),
    orders.REMOVED: lazy("removed"),
}
FIELDS: Final[Mapping[str, Promise]] = {
    "head.title": lazy("Title"),
    "head.number": lazy("Number"),
    "head.kind": lazy("Kind"),
    "head.account": lazy("Client"),
    "head.parent": lazy("Parent agreement"),
    "head.client_signer": lazy("Client signatory"),
    "head.order_number": lazy("Client PO number"),
    "head.reason": lazy("Reason"),
    "paid.fee_model": lazy("Fee model"),
    "paid.currency": lazy("Currency"),
    "paid.fee": lazy("Fee"),
    "paid.discount": lazy("Discount"),
    "paid.cap": lazy("Cap"),
    "paid.hourly_rate": lazy("Hourly rate"),
    "paid.overage_rate": lazy("Hourly rate for overage"),
    "paid.included_hours": lazy("Included hours"),
    "paid.included_pieces": lazy("Included units"),
    "paid.piece_price": lazy("Unit price"),
    "paid.bought_hours": lazy("Hours bought"),
    "paid.counted": lazy("What counts as used"),
    "dates.starts_on": lazy("Starts"),
    "dates.ends_on": lazy("Ends"),
    "dates.renewal": lazy("Renewal"),
    "dates.renews_on": lazy("Renews"),
    "dates.notice_on": lazy("Notice by"),
}
NEW_MONTHLY: Final[Mapping[str, Promise]] = {
    "fee": lazy("New monthly fee"),
    "included_seconds": lazy("New included hours a month"),
    "included_units": lazy("New included units a month"),
}
"""Labels of what a change order changes of a retainer's months."""
PARTS: Final[Mapping[str, Promise]] = {
    "number": lazy("number"),
    "title": lazy("title"),
    "heading": lazy("heading"),
    "text": lazy("text"),
    "unit": lazy("unit"),
    "quantity": lazy("quantity"),
    "rate": lazy("rate"),
    "price": lazy("price"),
    "hours": lazy("hours"),
    "rounds": lazy("revision rounds"),
    "acceptance": lazy("accepted when"),
    "due": lazy("due"),
    "content": lazy("contents"),
    "standard": lazy("standard"),
    "level": lazy("minimum accepted"),
    "method": lazy("how it is checked"),
    "act": lazy("type of change"),
    "side": lazy("side"),
    "role": lazy("role"),
    "name": lazy("name"),
    "reach": lazy("contact details"),
    "is_key": lazy("key"),
    "rule": lazy("replacement rule"),
    "approves": lazy("can approve"),
    "approved_price": lazy("approves up to"),
}


def ahead(what: str, days: int) -> str:
    """Describe a near date, such as "renews in 12 days" or "ends today". A negative `days` is an automatic renewal."""
    if days == 0:
        return str(WARNED_TODAY[what])
    if days < 0:
        renewed = ngettext("renewed automatically yesterday", "renewed automatically %(days)s days ago", -days)
        return renewed % {"days": -days}
    return str(WARNED_LATER[what] % {"days": days})


def field_label(field: str, *contents: Mapping[str, Any]) -> str:
    """Return the label of a content's field, with the name of its term, line or section."""
    if field in FIELDS:
        return str(FIELDS[field])
    group, _dot, rest = field.partition(".")
    key, _dot, part = rest.partition(".")
    if group == "terms":
        return term_label(key)
    thing: Mapping[str, Any] = next((one[group][key] for one in contents if key in one.get(group, {})), {})
    name = " ".join(str(thing[name]) for name in ("number", "title", "heading", "name") if thing.get(name))
    name = name or str(CLAUSES.get(thing.get("kind", ""), _("gone")))
    return f"{name}, {PARTS[part]}" if part in PARTS and part not in ("text", "title", "name") else name


def term_label(key: str, own: str = "") -> str:
    """Return the label of a term: the agency's own, or Amity's."""
    return own or str(TERMS.get(key, key))


def valued(value: str, unit: str) -> str:
    """Return a value with its unit, such as "45 days", or unchanged if it isn't a bare number or has no unit."""
    number = library.figure(value)
    bare = number is not None and value.strip().replace(",", ".") == str(number)
    if not bare or not unit:
        return value
    if unit == "percent":
        return _("%(number)s%% a year") % {"number": value.strip()}
    return f"{value.strip()} {UNITS.get(unit, unit)}"


def new_monthly(before: orders.Monthly) -> str:
    """Return the name of the act that changes a retainer's months: its fee, and the hours or units they include."""
    if before.included_seconds is not None:
        return _("New fee or hours")
    return _("New fee") if before.included_units is None else _("New fee or units")


def now_and_before(now: str, before: str) -> str:
    """Return a figure, followed by what it was before a change order."""
    return _("%(now)s, before %(before)s") % {"now": now, "before": before}
