"""Save the terms of an open agreement against the library."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amity.agreements.library.queries import library_terms
from amity.agreements.models import Agreement, AgreementTerm
from amity.agreements.transitions import to_change
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.texts import within


@dataclass(frozen=True, slots=True)
class TermFields:
    """The wording of a term, what the client asked for, and who said so, where and when."""

    value: str
    asked: str = ""
    asked_by: str = ""


@command
def say_terms(
    *, by: Actor, agreement_id: int, version: int, fields: Mapping[str, TermFields], now: datetime
) -> Agreement:
    """Set terms by key; "" removes a term and terms not named stay unchanged. Raises `Invalid` for an unknown key."""
    agreement = to_change(by, agreement_id, version)
    unknown = set(fields) - {term.key for term in library_terms()}
    if unknown:
        raise Invalid(_("Term “%(key)s” not found in the library.") % {"key": sorted(unknown)[0]}, "terms")
    standing = {row.key: row for row in agreement.said_terms.all()}
    before, after = {}, {}
    for key, one in fields.items():
        row = standing.get(key) or AgreementTerm(agreement=agreement, key=key, value="")
        was = TermFields(row.value, row.asked, row.asked_by)
        will = TermFields(one.value.strip(), one.asked.strip(), within(one.asked_by, 200, "asked_by"))
        if will == was:
            continue
        before[key], after[key] = asdict(was), asdict(will)
        row.value, row.asked, row.asked_by = will.value, will.asked, will.asked_by
        row.save()
    agreement.save()
    trail.record("agreement.terms_said", subject=agreement, by=by, at=now, changes={"before": before, "after": after})
    return agreement
