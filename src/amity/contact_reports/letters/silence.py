"""Whether silence makes a report the working basis: only by a term of a signed agreement that is in force."""

from collections.abc import Iterable
from dataclasses import dataclass

from amity.accounts.models import Account
from amity.agreements import rules as agreements
from amity.agreements.library.rules import SILENCE, figure
from amity.agreements.models import Agreement
from amity.agreements.terms.models import AgreementTerm
from amity.projects.models import Project


@dataclass(frozen=True, slots=True)
class Silence:
    """The agreement whose term makes silence count, and after how many full working days."""

    agreement: Agreement
    days: int


def silence_for(account: Account, project: Project | None) -> Silence | None:
    """Return the term that applies: of the project's agreement, of its parent, else of the account's master agreement.

    An agreement whose term has no number, such as "none", ends the search: the client did not agree to it there.
    """
    own = project.agreement if project is not None else None
    near = [one for one in (own, own.parent if own else None) if one is not None]
    masters = Agreement.objects.filter(account=account, kind=agreements.MSA).order_by("-signed_on", "-pk")
    return _first([*near, *(one for one in masters if one.pk not in {each.pk for each in near})])


def _first(found: Iterable[Agreement]) -> Silence | None:
    running = [one for one in found if one.state == agreements.IN_FORCE]
    if not running:
        return None
    values = dict(AgreementTerm.objects.filter(agreement__in=running, key=SILENCE).values_list("agreement_id", "value"))
    for agreement in running:
        value = values.get(agreement.pk, "").strip()
        if value:
            days = figure(value)
            return Silence(agreement, int(days)) if days else None
    return None
