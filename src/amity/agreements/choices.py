"""Choices for forms in which someone picks an agreement or a line, and look-ups of one object of an agreement."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import rules
from amity.agreements.deliverables.models import Deliverable
from amity.agreements.lines.models import AgreementLine
from amity.agreements.lines.queries import PlacedLine, lines_of, new_terms_by_line
from amity.agreements.models import Agreement
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.queries import agreements_seen_by
from amity.agreements.sections.models import Clause
from amity.agreements.versions.content import FAR
from amity.audit.models import Payload
from amity.lines.commands import NewTerms
from amity.lines.rules import AGREEMENT
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing


def parents_for(by: Actor, account: Account | None, kind: str = rules.SOW) -> list[tuple[str, str]]:
    """Return the possible parents of an agreement of a kind as choices by id."""
    return _choices(by, account, rules.PARENTS[kind])


def successors_for(by: Actor, agreement: Agreement) -> list[tuple[str, str]]:
    """Return the signed agreements of the same kind and account that can replace this one."""
    found = agreements_seen_by(by).filter(account=agreement.account, kind=agreement.kind, state__in=rules.BINDING)
    return [(str(one.pk), str(one)) for one in found.exclude(pk=agreement.pk).order_by("-signed_on", "-pk")]


def lines_in(agreement: Agreement) -> list[tuple[str, str]]:
    """Return the lines of an agreement as choices."""
    placed = AgreementLine.objects.filter(agreement=agreement).select_related("line").order_by("pk")
    return [(str(row.line_id), f"{row.number} {row.line.title}") for row in placed]


def placed_line_in(agreement: Agreement, line_id: int) -> PlacedLine:
    """Return one line of an agreement with its terms, or raise `NotSeen`."""
    found = next((one for one in lines_of(agreement, FAR) if one.line.pk == line_id), None)
    if found is None:
        raise NotSeen(_("Line not found in this agreement."))
    return found


def offered_anew(agreement: Agreement, placed: PlacedLine, today: date, values: Mapping[str, Any]) -> NewTerms:
    """Return the terms of a line with some replaced."""
    current = placed.terms.current
    from_day = agreement.signed_on or agreement.starts_on or today
    current_terms = new_terms_by_line([current])[placed.line.pk] if current else NewTerms(from_day)
    own: dict[str, Any] = {
        "valid_from": from_day,
        "signed_on": agreement.signed_on,
        "source": AGREEMENT,
        "source_label": "",
    }
    return replace(current_terms, hours=(), **own, **values)


def clause_in(agreement: Agreement, clause_id: int) -> Clause:
    """Return one section of an agreement, or raise `NotSeen`."""
    return seen_or_missing(agreement.clauses, clause_id, _("Section not found. It may have been deleted."))


def removed_clause(agreement: Agreement, clause_id: int) -> dict[str, Any]:
    """Return a deleted section from the audit log, or raise `NotSeen` if there is none or it was restored."""
    ref = Ref.to(agreement)
    removed = Payload.objects.filter(
        record__action="agreement.clause_removed", record__subject_kind=ref.kind, record__subject_id=ref.id,
        body__clause_id=clause_id,
    )  # fmt: skip
    image = removed.order_by("-record_id").first()
    if image is None or Clause.objects.filter(pk=clause_id).exists():
        raise NotSeen(_("There is nothing to restore."))
    return dict(image.body)


def deliverable_in(agreement: Agreement, deliverable_id: int) -> Deliverable:
    """Return a deliverable of an agreement, or raise `NotSeen`."""
    return seen_or_missing(
        agreement.deliverables, deliverable_id, _("Deliverable not found. It may have been deleted.")
    )


def named_in(agreement: Agreement, named_id: int) -> NamedPerson:
    """Return someone an agreement names, or raise `NotSeen`."""
    return seen_or_missing(agreement.named_people, named_id, _("Named person not found. They may have been removed."))


def _choices(by: Actor, account: Account | None, kinds: Collection[str]) -> list[tuple[str, str]]:
    found = agreements_seen_by(by).filter(account=account, kind__in=kinds).exclude(state__in=rules.OVER)
    return [(str(one.pk), str(one)) for one in found.order_by("number", "title", "pk")]
