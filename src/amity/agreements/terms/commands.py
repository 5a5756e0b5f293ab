"""Save the terms of an open agreement against the library."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _

from amity.agreements.library.queries import library_terms
from amity.agreements.models import Agreement
from amity.agreements.terms.models import AgreementTerm
from amity.agreements.transitions import to_change
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import Text, tidied, value_of, write


@dataclass(frozen=True, slots=True)
class TermFields:
    """The wording of a term, the client's request, and its source."""

    value: Annotated[str, Text(4000, lines=True)]
    asked: Annotated[str, Text(4000, lines=True)] = ""
    asked_by: Annotated[str, Text(200, lines=True)] = ""


@command
def say_terms(
    *, by: Actor, agreement_id: int, version: int, fields: Mapping[str, TermFields], now: datetime
) -> Agreement:
    """Set terms by key. "" removes a term, and terms not named stay unchanged. Raises `Invalid` for an unknown key."""
    agreement = to_change(by, agreement_id, version)
    unknown = set(fields) - {term.key for term in library_terms()}
    if unknown:
        raise Invalid(_("Term “%(key)s” not found in the library.") % {"key": sorted(unknown)[0]}, "terms")
    current = {row.key: row for row in agreement.term_values.all()}
    before, after = {}, {}
    for key, term in fields.items():
        row = current.get(key) or AgreementTerm(agreement=agreement, key=key, value="")
        was, will = value_of(row, TermFields), tidied(term)
        if will == was:
            continue
        before[key], after[key] = asdict(was), asdict(will)
        write(will, row)
        row.save()
    agreement.save()
    trail.record("agreement.terms_said", subject=agreement, by=by, at=now, changes={"before": before, "after": after})
    return agreement
