"""Reads of quiet checks."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.accounts.of_person import of_managed_accounts
from amity.agency.editions.keeping import kept_for_pages
from amity.gate.quiet.models import QuietCheck
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def quiet_by_account(account_ids: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """Return the checks that are quiet on some accounts, each with its title, by account."""
    every = kept_for_pages("quiet checks", _every)
    return {account: every[account] for account in account_ids if account in every}


def _every() -> Mapping[int, Mapping[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for account_id, key, title in QuietCheck.objects.values_list("account_id", "check_key", "title"):
        found.setdefault(account_id, {})[key] = title
    return found


def quiet_seen_by(by: Actor) -> QuerySet[QuietCheck]:
    """Return quiet checks of accounts that the actor answers for. Those who set lanes for the agency see all."""
    person = person_of(by)
    rows = QuietCheck.objects.select_related("account").order_by("account__name", "title", "pk")
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
        return rows
    return rows.filter(of_managed_accounts(person))


def quiet_check_seen_by(by: Actor, check_id: int) -> QuietCheck:
    """Return one quiet check, or raise `NotSeen`."""
    return seen_or_missing(quiet_seen_by(by), check_id, _("Check not found. It may already be awake."))
