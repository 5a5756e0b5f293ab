"""Queries for the page of a frozen version: its text, and how it differs from another version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from amity.agreements import policy, rules, wording
from amity.agreements.models import Agreement
from amity.agreements.orders.queries import before_order
from amity.agreements.review.queries import compared_with
from amity.agreements.sections.rules import clauses
from amity.agreements.versions import rules as versions
from amity.agreements.versions.models import AgreementVersion
from amity.agreements.versions.printed import PrintedAgreement, Words, printed, words_of
from amity.agreements.versions.rules import Compared
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.numbers import whole_number


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of a version as text. `hidden` marks an amount that the reader can't see."""

    field: str
    label: str
    before: str
    now: str
    hidden: bool

    @property
    def compared(self) -> Compared:
        """Return the differences between the two texts, word by word."""
        return versions.compared(self.before, self.now)


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version with its text, and its differences from the version it is compared with."""

    version: AgreementVersion
    before: AgreementVersion | None
    others: Sequence[int]
    differences: Sequence[ShownField]
    printed: PrintedAgreement


def version_page(by: Actor, agreement: Agreement, number: int, against: str = "") -> VersionPage:
    """Return one version of an agreement. `against` is the number of the one to compare with, "" the previous one."""
    every = {one.number: one for one in agreement.versions.order_by("number")}
    version = every.get(number)
    if version is None:
        raise NotSeen(_("Version not found."))
    before = every.get(asked) if (asked := whole_number(against)) is not None else compared_with(version)
    fee = policy.sees_fee(person_of(by))
    return VersionPage(
        version=version,
        before=before,
        others=[one for one in every if one != number],
        differences=differing(before, version, fee=fee),
        printed=printed(version.content, fee=fee, before=before_order(agreement)),
    )


def version_of(agreement: Agreement, number: str = "") -> AgreementVersion | None:
    """Return a version by its number. Without one, the newest, or None for the current text of a draft."""
    found = agreement.versions.order_by("-number")
    if (asked := whole_number(number)) is not None:
        version = found.filter(number=asked).first()
        if version is None:
            raise NotSeen(_("Version not found."))
        return version
    return None if agreement.state == rules.DRAFT else found.first()


def differing(before: AgreementVersion | None, version: AgreementVersion, *, fee: bool) -> list[ShownField]:
    """Return the differences between two versions as text, none where there is only one."""
    if before is None:
        return []
    differences, words = versions.differences(before.content, version.content), words_of(version.content, fee=fee)
    return [_shown(one.field, one.before, one.after, words, version.content, before.content) for one in differences]


def _is_money(field: str, fee: bool, *contents: Mapping[str, Any]) -> bool:
    """Return whether a field is hidden from those who can't see fees: amounts, and sections on payment."""
    if fee:
        return False
    group, _dot, key = versions.about(field).partition(".")
    kinds = {one.get(group, {}).get(key, {}).get("kind") for one in contents} if group == "clauses" else set()
    return clauses.PAYMENT in kinds or versions.is_money(field)


def _shown(field: str, before: str, now: str, words: Words, *contents: Mapping[str, Any]) -> ShownField:
    label = wording.field_label(field, *contents)
    if _is_money(field, words.fee, *contents):
        return ShownField(field, label, "", "", True)
    was, will = (words.value(field, value) or "" for value in (before, now))
    return ShownField(field, label, was, will, False)
