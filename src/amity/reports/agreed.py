"""An agreement on paper: a statement of work, a change order or any other, from a frozen version or as it stands."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amity.agency.queries import agency_name
from amity.agreements import wording
from amity.agreements.models import Agreement, AgreementVersion
from amity.agreements.queries.content import content_of
from amity.agreements.queries.library import library_entries
from amity.agreements.queries.paid import counted_labels, fee_model_labels
from amity.agreements.rules import clauses, laying, orders, states, versions
from amity.lines.queries import unit_labels
from amity.reports import paper
from amity.reports.paper import SHORT, cut
from amity.shared.money import Money, round_half_even
from amity.ui import formats

SOURCE: Final = Path(__file__).parent / "templates" / "reports" / "agreed.typ"
Content = Mapping[str, Any]


def pdf(agreement: Agreement, version: AgreementVersion | None) -> bytes:
    """The paper as PDF/UA-1: a frozen version word for word, or, without one, the agreement as it stands."""
    return paper.written(content(agreement, version), SOURCE)


def content(agreement: Agreement, version: AgreementVersion | None) -> dict[str, Any]:
    """What stands on the paper, as JSON can hold it. It shows fees: for who sees them."""
    said: Content = version.content if version else content_of(agreement)
    head, currency = said["head"], said["paid"]["currency"]
    kind = str(wording.KINDS[head["kind"]])
    name = f"{kind} {head['number']}".strip()
    return {
        "title": f"{name[:1].upper()}{name[1:]}: {head['title']}",
        "author": cut(agency_name() or "Amity", SHORT),
        "lang": (get_language() or "en")[:2],
        "imprint": " · ".join(one for one in (agency_name(), head["account"]) if one),
        "state": _state(agreement, version),
        "facts": _facts(said, currency),
        "before": _sections(said, before=True),
        "lines": _lines(said["lines"], currency),
        "changes": _changes(said["changes"], currency),
        "people": [_named(one) for one in said.get("people", {}).values()],
        "handed": [_handed(one) for one in said["deliverables"].values()],
        "after": _sections(said, before=False),
        "terms": _terms(said["terms"]),
        "sides": [[head["account"] or _("The client"), head["client_signer"]], [agency_name() or _("The agency"), ""]],
        "foot": _("SHA-256 of this version: %(hash)s") % {"hash": version.sha256} if version else "",
        "words": _words(),
    }


def _state(agreement: Agreement, version: AgreementVersion | None) -> str:
    if version is None:
        if agreement.state in states.BINDING:
            return _("As recorded in Amity; the signed paper is elsewhere.")
        return _("A draft, not for signature.")
    said = {"number": version.number, "day": formats.full_day(version.frozen_at.date())}
    return _("Version %(number)s of %(day)s") % said


def _facts(said: Content, currency: str) -> list[list[str]]:
    """What it is, how it is paid, and its days, in words; what is not said is left out."""
    found: list[list[str]] = []
    models, counted = fee_model_labels(), counted_labels()
    for field, value in versions.fields({key: said[key] for key in ("head", "paid", "dates")}).items():
        if field in ("head.kind", "head.title", "head.number", "paid.currency", "head.account"):
            continue
        if field == "paid.counted" and said["paid"]["fee_model"] not in ("retainer", "prepaid"):
            continue
        text = value
        if field == "paid.fee_model":
            text = models.get(value, value)
        elif field == "paid.counted":
            text = counted.get(value, value)
        elif field in ("paid.fee", "paid.discount", "paid.cap", "paid.piece_price"):
            text = _money(value, currency)
        elif field in ("paid.hourly_rate", "paid.overage_rate"):
            text = formats.per_hour(Decimal(value), currency)
        elif field == "dates.renewal":
            text = str(wording.RENEWALS[value])
        elif field.startswith("dates."):
            text = formats.full_day(date.fromisoformat(value))
        found.append([wording.field_label(field), text])
    return found


def _sections(said: Content, *, before: bool) -> list[dict[str, Any]]:
    """The sections before the lines, or after them, in the order of the paper: paragraphs and tables."""
    found = [(clauses.placed(one), int(key), one) for key, one in said["clauses"].items()]
    stands = [one for one in found if clauses.is_before_lines(one[0]) == before]
    listed = [one for _place, _key, one in sorted(stands, key=lambda one: (clauses.rank(one[0]), one[1]))]
    levels = laying.nested([one.get("level", 1) for one in listed])
    return [
        {
            "heading": one["heading"] or str(wording.CLAUSES[one["kind"]]),
            "level": level,
            "blocks": [asdict(block) for block in laying.blocks(one["text"])],
        }
        for one, level in zip(listed, levels, strict=True)
    ]


def _lines(lines: Content, currency: str) -> dict[str, Any] | None:
    if not lines:
        return None
    prices = [Decimal(one["price"]) for one in lines.values() if one.get("price")]
    return {
        "heads": [_("Line"), _("Unit"), _("Quantity"), _("Rate"), _("Price"), _("Revisions")],
        "rows": [[f"{one['number']} {one['title']}", *_quoted(one, currency)] for one in lines.values()],
        "accepted": [
            [f"{one['number']} {one['title']}", one["acceptance"]] for one in lines.values() if one.get("acceptance")
        ],
        "total": _money(str(sum(prices)), currency) if len(prices) == len(lines) else "",
    }


def _changes(changes: Content, currency: str) -> dict[str, Any] | None:
    if not changes:
        return None
    return {
        "heads": [_("Line"), _("What is done"), _("Unit"), _("Quantity"), _("Rate"), _("Price"), _("Revisions")],
        "rows": [
            [
                f"{one['number']} {one['title']}", str(wording.ACTS[one["act"]]),
                *(["–"] * 5 if one["act"] == orders.REMOVED else _quoted(one, currency)),
            ]
            for one in changes.values()
        ],
        "accepted": [
            [f"{one['number']} {one['title']}", one["acceptance"]] for one in changes.values() if one.get("acceptance")
        ],
    }  # fmt: skip


def _quoted(one: Content, currency: str) -> list[str]:
    rate = formats.number(Decimal(one["rate"]), 0, 4) if one.get("rate") else "–"
    quantity = formats.number(Decimal(one["quantity"])) if one.get("quantity") else "–"
    rounds = "–" if one.get("rounds") is None else str(one["rounds"])
    price = _money(one["price"], currency) if one.get("price") else "–"
    return [unit_labels().get(one.get("unit", ""), "–"), quantity, rate, price, rounds]


def _handed(one: Content) -> dict[str, Any]:
    labels = {"content": _("What it holds"), "standard": _("Must meet"), "level": _("Least accepted"),
              "method": _("Checked by")}  # fmt: skip
    return {
        "title": one["title"],
        "due": _due(one["due"]),
        "rows": [[label, one[name]] for name, label in labels.items() if one[name]],
    }


def _named(one: Content) -> list[str]:
    """Side and role, and who it is, how they are reached, and how they are replaced."""
    key = _("Key: replaced only with the word of the other side.") if one["is_key"] else ""
    who = ", ".join(part for part in (one["name"], one["reach"]) if part)
    return [
        f"{one['role']}, {wording.SIDES[one['side']]}",
        " ".join(part for part in (f"{who}.", key, one["rule"]) if part),
    ]


def _due(text: str) -> str:
    try:
        return formats.full_day(date.fromisoformat(text))
    except ValueError:
        return text


def _terms(said: Content) -> list[list[str]]:
    """The terms in the order of the library, with their units; one the library lost stands last."""
    entries = {entry.term.key: entry for entry in library_entries()}
    known = [
        [entry.label, wording.valued(said[key], entry.term.unit)] for key, entry in entries.items() if said.get(key)
    ]
    return known + [[wording.term_label(key), value] for key, value in said.items() if key not in entries and value]


def _money(major: str, currency: str) -> str:
    return formats.money(Money(round_half_even(Decimal(major), currency), currency), cents=True)


def _words() -> dict[str, str]:
    return {
        "lines": _("Lines"), "changes": _("What changes"), "accepted": _("Accepted when"), "total": _("In all"),
        "handed": _("Handed over"), "people": _("Named people"), "due": _("Due"), "terms": _("Terms"),
        "signatures": _("Signatures"),
        "name": _("Name"), "day": _("Day and place"), "signature": _("Signature"),
    }  # fmt: skip
