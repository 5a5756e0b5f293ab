"""The content of an agreement as text, section by section, for frozen versions and documents."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements import rules, wording
from amity.agreements.fees import rules as fees
from amity.agreements.fees.queries import counted_labels, fee_model_labels
from amity.agreements.library.queries import LibraryEntry, library_entries
from amity.agreements.orders import rules as orders
from amity.agreements.orders.queries import UNTOUCHED, Before
from amity.agreements.sections.rules import clauses, paper_blocks
from amity.agreements.versions import rules as versions
from amity.agreements.wording import now_and_before
from amity.lines.queries import unit_labels
from amity.shared.money import Money, round_half_even
from amity.ui import formats

Content = Mapping[str, Any]

ORDER_FACTS: Final[Mapping[str, Promise]] = {
    "dates.starts_on": lazy("From"),
    "dates.ends_on": lazy("New end"),
    "paid.fee": wording.NEW_MONTHLY["fee"],
    "paid.included_hours": wording.NEW_MONTHLY["included_seconds"],
    "paid.included_pieces": wording.NEW_MONTHLY["included_units"],
}
"""Labels of these fields in a change order."""

ON_SIGNATURE: Final = "signature"
"""Stands for the start of an agreement that has no start date."""

HIDDEN = None
"""Replaces an amount that the reader can't see."""


@dataclass(frozen=True, slots=True)
class PrintedAgreement:
    """A content as texts, lists and tables. `HIDDEN` replaces what the reader can't see."""

    facts: list[list[str | None]]
    before: list[dict[str, Any]]
    lines: dict[str, Any] | None
    changes: dict[str, Any] | None
    deliverables: list[dict[str, Any]]
    people: list[list[str]]
    after: list[dict[str, Any]]
    terms: list[list[str]]


def printed(content: Content, *, fee: bool = True, before: Before = UNTOUCHED) -> PrintedAgreement:
    """Return the whole content in document order, with amounts only for those who can see fees.

    `before` is what a change order changes, as it is without it.
    """
    words = words_of(content, fee=fee)
    return PrintedAgreement(
        facts=_facts(content, words, before.month),
        before=_sections(content, fee=fee, before=True),
        lines=_lines(content["lines"], content["paid"], words),
        changes=_changes(content["changes"], words, before.prices),
        deliverables=[_deliverable(one) for one in content["deliverables"].values()],
        people=[_named(one, words) for one in content.get("people", {}).values()],
        after=_sections(content, fee=fee, before=False),
        terms=_terms(content["terms"], words),
    )


def words_of(content: Content, *, fee: bool) -> "Words":
    """Return the formatter for the values of a content, for a reader with or without access to fees."""
    return Words(content["paid"]["currency"], fee, {entry.term.key: entry for entry in library_entries()})


@dataclass(frozen=True, slots=True)
class Words:
    """Formatter for single values: amounts in one currency or hidden, terms with their units."""

    currency: str
    fee: bool
    library: Mapping[str, LibraryEntry]

    def value(self, field: str, value: str) -> str | None:
        """Format a field's value. An amount is `HIDDEN` without the right to see fees."""
        if not value:
            return value
        if versions.is_money(field):
            return self.amount(field, value)
        if field.endswith(("_on", ".due")):
            return day(value)
        if field.startswith("terms."):
            entry = self.library.get(field.removeprefix("terms."))
            return wording.valued(value, entry.term.unit) if entry else value
        return _coded(field, value)

    def amount(self, field: str, value: str) -> str | None:
        """Format an amount in major units with its currency, and a rate with up to four decimals."""
        if not self.fee:
            return HIDDEN
        if field.endswith(("hourly_rate", "overage_rate", ".rate")):
            return formats.per_hour(Decimal(value), self.currency)
        return self.money(Money(round_half_even(Decimal(value), self.currency), self.currency))

    def money(self, amount: Money | None) -> str | None:
        """Format an amount to the cent."""
        return formats.money(amount, cents=True) if self.fee else HIDDEN


def day(text: str) -> str:
    """Format a stored date such as 2027-01-31. Any other text is returned unchanged."""
    try:
        return formats.full_day(date.fromisoformat(text))
    except ValueError:
        return text


def _coded(field: str, value: str) -> str:
    named: Mapping[str, Mapping[str, Any]] = {
        "paid.fee_model": fee_model_labels(),
        "paid.counted": counted_labels(),
        "dates.renewal": wording.RENEWALS,
        "head.kind": wording.KINDS,
    }
    if field.endswith(".unit"):
        return unit_labels().get(value, value)
    if field.endswith(".approves"):
        return str(wording.APPROVALS.get(value, value))
    if field.startswith("people.") and field.endswith((".side", ".is_key")):
        return str(wording.SIDES.get(value, _("yes") if value == "True" else _("no")))
    if field.startswith("changes.") and field.endswith(".act"):
        return str(wording.ACTS.get(value, value))
    return str(named.get(field, {}).get(value, value))


def _facts(content: Content, words: Words, before: Mapping[str, str]) -> list[list[str | None]]:
    """Return kind, fee terms and dates as labels and texts, without the missing ones, and what was `before`."""
    found: list[list[str | None]] = []
    is_order = content["head"]["kind"] == rules.CHANGE_ORDER
    if not is_order and not content["dates"].get("starts_on"):
        content = {**content, "dates": {**content["dates"], "starts_on": ON_SIGNATURE}}
    for field, value in versions.fields({key: content[key] for key in ("head", "paid", "dates")}).items():
        if field in ("head.kind", "head.title", "head.number", "paid.currency", "head.account"):
            continue
        if field == "paid.counted" and content["paid"]["fee_model"] not in ("retainer", "prepaid"):
            continue
        if (field, value) in (("dates.renewal", rules.NO_RENEWAL), ("paid.fee_model", fees.UNKNOWN)):
            continue
        if is_order and field == "paid.fee_model":
            continue
        if (field, value) == ("dates.starts_on", ON_SIGNATURE):
            found.append([wording.field_label(field), _("On the day of the signature")])
            continue
        label = str(ORDER_FACTS[field]) if is_order and field in ORDER_FACTS else wording.field_label(field)
        found.append([label, _compared(words.value(field, value), words.value(field, before.get(field, "")))])
    return found


def _compared(now: str | None, before: str | None) -> str | None:
    return now_and_before(now, before) if now and before else now


def _sections(content: Content, *, fee: bool, before: bool) -> list[dict[str, Any]]:
    """Return the sections before or after the lines, in document order, as paragraphs and tables."""
    found = [(clauses.placed(one), int(key), one) for key, one in content["clauses"].items()]
    chosen = [one for one in found if clauses.is_before_lines(one[0]) == before]
    listed = [one for _place, _key, one in sorted(chosen, key=lambda one: (clauses.rank(one[0]), one[1]))]
    levels = paper_blocks.nested([one.get("level", 1) for one in listed])
    return [
        {
            "heading": one["heading"] or str(wording.CLAUSES[one["kind"]]),
            "level": level,
            "blocks": [asdict(block) for block in paper_blocks.blocks(one["text"])]
            if fee or one["kind"] != clauses.PAYMENT
            else HIDDEN,
        }
        for one, level in zip(listed, levels, strict=True)
    ]


def _lines(lines: Content, paid: Content, words: Words) -> dict[str, Any] | None:
    if not lines:
        return None
    prices = [Decimal(one["price"]) for one in lines.values() if one.get("price")]
    total = sum(prices) if len(prices) == len(lines) else None
    return {
        "heads": [_("Line"), _("Unit"), _("Quantity"), _("Rate"), _("Price"), _("Revisions")],
        "rows": [[f"{one['number']} {one['title']}", *_quoted(one, words)] for one in lines.values()],
        "accepted": _accepted(lines),
        "total": "" if total is None else words.amount("price", str(total)),
        "total_word": _("Total"),
        "note": _what_applies(total, paid, words),
    }


def _what_applies(total: Decimal | int | None, paid: Content, words: Words) -> str:
    """Return that the fixed fee applies, where it differs from the total of the lines, or ""."""
    if total is None or not paid["fee"] or paid["fee_model"] != fees.FIXED or Decimal(paid["fee"]) == total:
        return ""
    fee = words.amount("fee", paid["fee"])
    return _("The agreed fee of %(fee)s applies in place of this total.") % {"fee": fee} if fee else ""


def _changes(changes: Content, words: Words, before: Mapping[str, Money | None]) -> dict[str, Any] | None:
    if not changes:
        return None
    return {
        "heads": [
            _("Line"), _("Type of change"), _("Unit"), _("Quantity"), _("Rate"), _("Price before"), _("Price"),
            _("Revisions"),
        ],
        "rows": [
            _changed(one, words, "–" if before.get(key) is None else words.money(before[key]))
            for key, one in changes.items()
        ],
        "accepted": _accepted(changes),
        "total": _difference(changes, words, before),
        "total_word": _("Difference in price"),
    }  # fmt: skip


def _changed(one: Content, words: Words, was: str | None) -> list[str | None]:
    """Return a line after an order's change. A removed line has only dashes."""
    quoted = ["–"] * 5 if one["act"] == orders.REMOVED else _quoted(one, words)
    *till_rate, price, rounds = quoted
    return [f"{one['number']} {one['title']}", str(wording.ACTS[one["act"]]), *till_rate, was, price, rounds]


def _difference(changes: Content, words: Words, before: Mapping[str, Money | None]) -> str | None:
    """Return the change of price by an order, with its sign, or "" where a price is unknown."""
    whole = Decimal(0)
    for key, one in changes.items():
        was, price = before.get(key), "0" if one["act"] == orders.REMOVED else one.get("price")
        if not price or (was is None and one["act"] != orders.ADDED):
            return ""
        whole += Decimal(price) - (was.major if was else 0)
    shown = words.amount("price", str(whole))
    return f"+{shown}" if shown and whole > 0 else shown


def _accepted(lines: Content) -> list[list[str]]:
    return [[f"{one['number']} {one['title']}", one["acceptance"]] for one in lines.values() if one.get("acceptance")]


def _quoted(one: Content, words: Words) -> list[str | None]:
    quantity = formats.number(Decimal(one["quantity"])) if one.get("quantity") else "–"
    rounds = "–" if one.get("rounds") is None else str(one["rounds"])
    rate, price = (words.amount(f".{name}", one[name]) if one.get(name) else "–" for name in ("rate", "price"))
    return [unit_labels().get(one.get("unit", ""), "–"), quantity, rate, price, rounds]


def _deliverable(one: Content) -> dict[str, Any]:
    labels = {"content": _("Contents"), "standard": _("Requirements"), "level": _("Minimum accepted"),
              "method": _("How it is checked")}  # fmt: skip
    return {
        "title": one["title"],
        "due": day(one["due"]),
        "rows": [[label, one[name]] for name, label in labels.items() if one[name]],
    }


def _named(one: Content, words: Words) -> list[str]:
    """Return a named person as side and role, name, contact details, what they approve and how they are replaced."""
    key = _("Key person: can only be replaced with the other side’s consent.") if one["is_key"] else ""
    named = {"name": one["name"], "reach": one["reach"], "role": one["role"], "side": wording.SIDES[one["side"]]}
    who = _("%(name)s, %(reach)s.") % named if one["reach"] else _("%(name)s.") % named
    return [
        _("%(role)s, %(side)s") % named,
        " ".join(part for part in (who, key, _approves(one, words), one["rule"]) if part),
    ]


def _approves(one: Content, words: Words) -> str:
    """Return what a named person can approve, in a sentence, or ""."""
    if not one.get("approves"):
        return ""
    limit = words.value("people.approved_price", one.get("approved_price", ""))
    names = {"what": wording.APPROVALS[one["approves"]], "limit": limit}
    return _("Approves %(what)s up to %(limit)s.") % names if limit else _("Approves %(what)s.") % names


def _terms(values: Content, words: Words) -> list[list[str]]:
    """Return the terms in library order with their units. Terms no longer in the library come last."""
    known = [
        [entry.label, wording.valued(values[key], entry.term.unit)]
        for key, entry in words.library.items()
        if values.get(key)
    ]
    lost = [key for key in values if key not in words.library and values[key]]
    return known + [[wording.term_label(key), values[key]] for key in lost]
