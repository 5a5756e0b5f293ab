"""Choices for the forms of a brief: people, goals, retainers, disciplines and services."""

from dataclasses import dataclass

from amity.accounts.candidates import colleagues_by_role, contacts_for, deciding
from amity.accounts.models import Account
from amity.agency.editions.keeping import kept
from amity.agency.queries import services
from amity.agreements.fees.rules import PREPAID, RETAINER
from amity.agreements.models import Agreement
from amity.briefs.models import Brief
from amity.people.candidates import Candidates, with_chosen
from amity.people.queries import disciplines
from amity.people.rules import ACCOUNT_MANAGER, PROJECT_MANAGER, WORKS
from amity.shared.caches.reading import once_a_page
from amity.strategy.models import Goal
from amity.strategy.rules import RUNNING

Choices = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class BriefChoices:
    """People on both sides, goals and retainers of an account."""

    contacts: Choices
    deciding: list[int]
    goals: Choices
    people: Candidates
    managers: Candidates
    account_managers: Candidates
    retainers: Choices
    currency: str


def brief_choices(account: Account, brief: Brief | None = None) -> BriefChoices:
    """Return what a brief of an account can refer to. Its current choices are always included.

    The forms of a page read it once.
    """
    key = "brief choices", account.pk, brief.pk if brief else 0
    return once_a_page(key, lambda: _brief_choices(account, brief))


def _brief_choices(account: Account, brief: Brief | None) -> BriefChoices:
    likely = (brief.manager_id, brief.account_manager_id) if brief else ()
    contacts = contacts_for(account)
    goals = Goal.objects.filter(account=account, state=RUNNING).order_by("pk")
    able = colleagues_by_role(account, (WORKS, PROJECT_MANAGER, ACCOUNT_MANAGER), likely)
    retainers = Agreement.objects.filter(account=account, fee_model__in=(RETAINER, PREPAID)).order_by("-pk")
    return BriefChoices(
        contacts=[(one.pk, one.name) for one in contacts],
        deciding=deciding(contacts),
        goals=[(one.pk, one.title) for one in goals],
        people=able[WORKS],
        managers=with_chosen(able[PROJECT_MANAGER], brief.manager if brief else None),
        account_managers=with_chosen(able[ACCOUNT_MANAGER], brief.account_manager if brief else None),
        retainers=[(one.pk, str(one)) for one in retainers],
        currency=brief.currency if brief else account.currency,
    )


def discipline_names() -> dict[int, str]:
    """Return every discipline by id."""
    return kept("disciplines", lambda: {one.pk: one.name for one in disciplines()})


def service_choices() -> Choices:
    """Return the agency's services as choices."""
    return kept("services", lambda: [(one.pk, one.name) for one in services()])
