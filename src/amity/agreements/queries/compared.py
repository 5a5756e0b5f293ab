"""A frozen version for its page: what it says in words, and how it differs from another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from amity.agreements import policy, wording
from amity.agreements.models import Agreement, AgreementVersion
from amity.agreements.queries.asked import compared_with
from amity.agreements.queries.paid import counted_labels, fee_model_labels
from amity.agreements.rules import clauses, comparing, states, versions
from amity.agreements.rules.comparing import Compared
from amity.agreements.rules.laying import Block, blocks
from amity.lines.queries import unit_labels
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of a version in words; `hidden` where it is an amount and the reader sees none."""

    field: str
    label: str
    before: str
    now: str
    hidden: bool

    @property
    def blocks(self) -> list[Block]:
        """What it says now as paragraphs and tables."""
        return blocks(self.now)

    @property
    def compared(self) -> Compared:
        """What it said and says, word by word."""
        return comparing.compared(self.before, self.now)


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version with what it says, group by group, and what differs from the one it is compared with."""

    version: AgreementVersion
    before: AgreementVersion | None
    others: Sequence[int]
    differences: Sequence[ShownField]
    groups: Sequence[tuple[str, Sequence[ShownField]]]


def version_page(by: Actor, agreement: Agreement, number: int, against: str = "") -> VersionPage:
    """One version of an agreement; `against` names the number of the one to compare with, "" the one before."""
    every = {one.number: one for one in agreement.versions.order_by("number")}
    version = every.get(number)
    if version is None:
        raise NotSeen(_("There is no such version."))
    before = every.get(int(against)) if against.isdecimal() and len(against) < 6 else compared_with(version)
    fee = policy.sees_fee(person_of(by))
    return VersionPage(
        version=version,
        before=before,
        others=[one for one in every if one != number],
        differences=differing(before, version, fee=fee),
        groups=said_in(version, fee=fee),
    )


def version_of(agreement: Agreement, number: str = "") -> AgreementVersion | None:
    """A version by its number; without one the newest, or, of a draft, none: it stands as it stands."""
    found = agreement.versions.order_by("-number")
    if number.isdecimal() and len(number) < 6:
        version = found.filter(number=int(number)).first()
        if version is None:
            raise NotSeen(_("There is no such version."))
        return version
    return None if agreement.state == states.DRAFT else found.first()


def differing(before: AgreementVersion | None, version: AgreementVersion, *, fee: bool) -> list[ShownField]:
    """What differs between two versions, in words; nothing where there is only one."""
    if before is None:
        return []
    told = versions.differences(before.content, version.content)
    return [_shown(one.field, one.before, one.after, fee, version.content, before.content) for one in told]


def said_in(version: AgreementVersion, *, fee: bool) -> list[tuple[str, Sequence[ShownField]]]:
    """Everything a version says, group by group."""
    content = version.content
    found: list[tuple[str, Sequence[ShownField]]] = []
    for group, label in _groups().items():
        told = versions.fields({group: content.get(group, {})})
        shown = [
            _shown(field, "", value, fee, content)
            for field, value in told.items()
            if field != "head.kind" and not field.endswith((".kind", ".place", ".level")) and not _is_label(field, told)
        ]
        if shown:
            found.append((label, shown))
    return found


def _is_label(field: str, told: Mapping[str, str]) -> bool:
    """Whether a field is the heading of a section whose words stand beside it, under that name."""
    return field.startswith("clauses.") and field.endswith(".heading") and f"{versions.about(field)}.text" in told


def _is_money(field: str, fee: bool, *contents: Mapping[str, Any]) -> bool:
    """Whether a field is hidden from who sees no fees: amounts, and what a section says about payment."""
    if fee:
        return False
    group, _dot, key = versions.about(field).partition(".")
    kinds = {one.get(group, {}).get(key, {}).get("kind") for one in contents} if group == "clauses" else set()
    return clauses.PAYMENT in kinds or versions.Difference(field, "", "").is_money


def _shown(field: str, before: str, now: str, fee: bool, *contents: Mapping[str, Any]) -> ShownField:
    label = wording.field_label(field, *contents)
    if _is_money(field, fee, *contents):
        return ShownField(field, label, "", "", True)
    return ShownField(field, label, _in_words(field, before), _in_words(field, now), False)


def _in_words(field: str, value: str) -> str:
    """A code as a person reads it; anything else as it is."""
    named: Mapping[str, Mapping[str, Any]] = {
        "paid.fee_model": fee_model_labels(),
        "paid.counted": counted_labels(),
        "dates.renewal": wording.RENEWALS,
        "head.kind": wording.KINDS,
    }
    if field.endswith(".unit"):
        return unit_labels().get(value, value)
    if field.startswith("people.") and field.endswith((".side", ".is_key")):
        return str(wording.SIDES.get(value, _("yes") if value == "True" else _("no")))
    if field.endswith(".act"):
        return str(wording.ACTS.get(value, value))
    return str(named.get(field, {}).get(value, value))


def _groups() -> dict[str, str]:
    return {
        "head": _("What it is"),
        "paid": _("How it is paid"),
        "dates": _("Days"),
        "terms": _("Terms"),
        "lines": _("Lines"),
        "changes": _("What changes"),
        "clauses": _("Sections"),
        "deliverables": _("Handed over"),
        "people": _("Named people"),
    }
