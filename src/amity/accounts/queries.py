"""Queries for accounts and contacts the actor can see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import places, policy, rules
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account, AccountHolder, AccountQuerySet
from amity.accounts.opened import know_opened
from amity.accounts.pins.models import Pin
from amity.agency.editions.by_roles import row_by_roles, rows_by_roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.people.rules import ACCOUNT_MANAGER
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.dates.duties import Held
from amity.shared.permission import Answer
from amity.shared.rows.lookup import seen_or_missing


def count_managed(by: Actor) -> tuple[int, bool]:
    """Return how many open accounts the actor answers for; never marked as late."""
    person = person_of(by)
    return Account.objects.managed_by(person).exclude(status="closed").count(), False


def accounts_seen_by(by: Actor) -> AccountQuerySet:
    """Return the accounts the actor can see, with their people on our side."""
    return Account.objects.visible_to(person_of(by)).select_related("manager", "director")


def listed(by: Actor, *, contacts: bool) -> list[Account]:
    """Return the accounts of the list by name, with whether the actor pinned them, and whether they answer for them: as
    their own, or covering. With `contacts` comes their number of active contacts.
    """
    today, name = person_of(by).day_of(timezone.now()), ("accounts of the list", contacts)
    rows = rows_by_roles(name, by, today, {}, lambda anyone: _listed(anyone, contacts=contacts).order_by("name", "pk"))
    _share_people(rows)
    return rows


def _share_people(accounts: Iterable[Any]) -> None:
    """Give each account its manager and director, one object a person: most accounts name the same few people."""
    people: dict[int, Person] = {}
    for account in accounts:
        account.manager = _shared(people, account.manager_id, account.manager_name, account.manager_lead)
        account.director = _shared(people, account.director_id, account.director_name, account.director_lead)


def _shared(people: dict[int, Person], person_id: int | None, name: str, lead_id: int | None) -> Person | None:
    if person_id is not None and person_id not in people:
        people[person_id] = Person.from_db(DEFAULT_DB_ALIAS, ("id", "name", "lead_id"), (person_id, name, lead_id))
    return people[person_id] if person_id is not None else None


def _listed(by: Actor, *, contacts: bool) -> AccountQuerySet:
    found = (
        Account.objects.visible_to(person_of(by))
        .only("name", "status", "tier", "manager", "director")
        .annotate(
            manager_name=F("manager__name"),
            manager_lead=F("manager__lead"),
            director_name=F("director__name"),
            director_lead=F("director__lead"),
            is_pinned=_pinned_by(by),
            is_own=Exists(Account.objects.managed_by(person_of(by)).filter(pk=OuterRef("pk"))),
        )
    )
    if not contacts:
        return found
    return found.annotate(contact_count=Count("contacts", filter=Q(contacts__is_active=True), distinct=True))


def account_seen_by(by: Actor, account_id: int) -> Account:
    """Return one account, read once for a page, or raise `NotSeen`."""
    gone = _("Account not found. It may have been deleted, or you don’t have access.")
    found: Account = once_a_page(
        ("account", by.person_id, account_id),
        lambda: row_by_roles("account", by, account_id, gone, _for_its_page),
    )
    know_opened(person_of(by), [found.pk])
    return found


def _for_its_page(by: Actor) -> AccountQuerySet:
    """Return accounts with what the frame of their pages shows."""
    heads = [one for one in places.heads.entries if isinstance(one, places.AccountHead)]
    columns = {name: column for head in heads for name, column in head.columns().items()}
    columns |= {name: column for read in places.columns_of_reader for name, column in read(by).items()}
    return accounts_seen_by(by).annotate(is_pinned=_pinned_by(by), **columns).prefetch_related(covers_along())


def _pinned_by(by: Actor) -> Exists:
    return Exists(Pin.objects.filter(account=OuterRef("pk"), person_id=by.person_id))


def account_to_change(by: Actor, account_id: int) -> Account:
    """Return one account, its row locked until the transaction ends, or raise `NotSeen`."""
    accounts = Account.objects.visible_to(person_of(by)).select_related("manager")
    return seen_or_missing(
        accounts, account_id, _("Account not found. It may have been deleted, or you don’t have access."), lock=True
    )


def sees_whole(by: Actor, account: Account) -> bool:
    """Return whether the actor has full access to the account, not only to their own work there."""
    return policy.sees_whole(person_of(by), account)


def held(account: Account) -> list[Held]:
    """Return the account's managers and directors over time."""
    rows = AccountHolder.objects.filter(account=account).values_list("duty", "person_id", "valid_from")
    return [Held(*row) for row in rows]


def behind_their_dates(today: date) -> list[int]:
    """Return the ids of accounts whose dated change of manager or director is due but not yet applied."""
    behind: set[int] = set()
    for duty in rules.DUTIES:
        newest = AccountHolder.objects.filter(account=OuterRef("pk"), duty=duty, valid_from__lte=today)
        person = newest.order_by("-valid_from").values("person_id")[:1]
        rows = Account.objects.annotate(due=Subquery(person)).filter(Exists(newest))
        same = Q(due=F(f"{duty}_id")) | Q(due=None, **{f"{duty}_id": None})
        behind |= set(rows.exclude(same).values_list("pk", flat=True))
    return sorted(behind)


def manager_on(account: Account, day: date) -> Person | None:
    """Return the person to ask and email on a date: the stand-in during a cover, otherwise the account manager."""
    return next((one.stand_in for one in account.known_covers if one.runs_on(day)), account.manager)


@dataclass(frozen=True, slots=True)
class Rights:
    """The actor's permissions on an account's page."""

    whole: bool
    edit: Answer
    add: Answer
    assign: Answer
    cover: Answer


def rights(by: Actor, account: Account) -> Rights:
    """Return the actor's permissions on an account, checked once per page."""
    person = person_of(by)
    return Rights(
        policy.sees_whole(person, account),
        policy.may_edit(person, account),
        policy.may_bring_in(person, account),
        policy.may_assign(person),
        policy.may_cover(person, account),
    )


def may_keep(by: Actor, account: Account) -> Answer:
    """Return whether the actor can record preferences and the state of the relationship."""
    return policy.may_keep(person_of(by), account)


def may_cover(by: Actor, account: Account) -> Answer:
    """Return whether the actor can name a stand-in."""
    return policy.may_cover(person_of(by), account)


def may_open(by: Actor) -> Answer:
    """Return whether the actor can create accounts."""
    return policy.may_open(person_of(by))


def domains_of(account: Account) -> list[str]:
    """Return the email domains of an account."""
    return sorted(account.domains.values_list("domain", flat=True))


def usual_holders(by: Actor) -> dict[str, int | None]:
    """Return who holds the duties of an account manager's accounts: themselves, and the director most of them have."""
    person = person_of(by)
    if not person.has_role(ACCOUNT_MANAGER):
        return {}
    own = Account.objects.filter(manager=person, director__isnull=False).values("director")
    usual = own.annotate(times=Count("pk")).order_by("-times", "director").first()
    return {"manager_id": person.pk, "director_id": usual["director"] if usual else None}


def status_labels() -> dict[str, str]:
    """Return the labels of the statuses."""
    return {
        rules.PROSPECT: _("prospect"),
        rules.ACTIVE: _("active"),
        rules.DORMANT: _("dormant"),
        rules.CLOSED: _("closed"),
    }


def move_labels() -> dict[str, str]:
    """Return the button labels of status changes."""
    return {
        rules.ACTIVE: _("Mark as active"),
        rules.DORMANT: _("Mark as dormant"),
        rules.CLOSED: _("Close account"),
    }


def duty_labels() -> dict[str, str]:
    """Return the labels of the duties."""
    return {rules.MANAGER: _("account manager"), rules.DIRECTOR: _("director")}
