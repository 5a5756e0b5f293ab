"""Create an account, edit it, change its status, and set its email domains, manager and director."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import hooks, policy, queries, rules
from amity.accounts.models import Account, AccountHolder, MailDomain
from amity.agency.queries import agency
from amity.audit import trail
from amity.jobs.registry import actor_of_job
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.duties import holder_on
from amity.shared.errors import Invalid, Refused
from amity.shared.values import Currency, OneOf, Text, flat, tidied, value_of, write


@dataclass(frozen=True, slots=True)
class AccountChanges:
    """The editable fields of an account: its name, tier ("" for none) and currency."""

    name: Annotated[str, Text(200, needed=lazy("Enter a name."))]
    currency: Annotated[str, Currency()]
    tier: Annotated[str, OneOf(rules.TIERS, needed=False)] = ""


@command
def open_account(
    *, by: Actor, name: str, now: datetime, currency: str = "", tier: str = "", status: str = rules.ACTIVE,
    manager_id: int | None = None, director_id: int | None = None,
) -> Account:  # fmt: skip
    """Create an account in the agency's currency unless another is given.

    An account manager who creates one and names no one manages it from today.
    """
    person = person_of(by)
    policy.may_open(person).or_refuse()
    if status not in rules.STATUSES:
        raise Invalid(_("Choose a status from the list."), "status")
    clean = _checked(AccountChanges(name, currency or agency().currency, tier))
    account = Account(status=status, opened_at=now)
    write(clean, account)
    account.save(force_insert=True)
    if manager_id is None and person.has_role(roles.ACCOUNT_MANAGER):
        manager_id = person.pk
    for duty, held_by in ((rules.MANAGER, manager_id), (rules.DIRECTOR, director_id)):
        if held_by is not None:
            hold(account, duty, held_by, timezone.localdate(now), today=timezone.localdate(now))
    changes = {**flat(clean), "status": status, "manager_id": manager_id, "director_id": director_id}
    trail.record("account.opened", subject=account, by=by, at=now, changes=changes)
    return account


@command
def edit_account(*, by: Actor, account_id: int, version: int, changes: AccountChanges, now: datetime) -> Account:
    """Change name, tier or currency. Time already logged keeps the currency it was priced in."""
    account = queries.account_to_change(by, account_id)
    policy.may_edit(person_of(by), account).or_refuse()
    account.expect(version)
    clean = _checked(changes, account.pk)
    before = flat(value_of(account, AccountChanges))
    write(clean, account)
    account.save()
    trail.record("account.edited", subject=account, by=by, at=now, changes={"before": before, "after": flat(clean)})
    return account


@command
def move_account(*, by: Actor, account_id: int, version: int, status: str, now: datetime) -> Account:
    """Change an account's status: activate, pause, close or reopen it."""
    account = queries.account_to_change(by, account_id)
    policy.may_edit(person_of(by), account).or_refuse()
    account.expect(version)
    if not rules.may_move(account.status, status):
        labels = queries.status_labels()
        raise Refused(
            _("An account that is %(before)s can’t become %(after)s.")
            % {"before": labels[account.status], "after": labels.get(status, status)}
        )
    if status == rules.CLOSED:
        for guard in hooks.before_close:
            guard(account).or_refuse()
    before, account.status = account.status, status
    account.save()
    trail.record("account.moved", subject=account, by=by, at=now, changes={"before": before, "after": status})
    return account


@command
def set_domains(*, by: Actor, account_id: int, domains: Iterable[str], now: datetime) -> list[str]:
    """Replace the client's email domains and return them normalised. A domain belongs to one account."""
    account = queries.account_to_change(by, account_id)
    policy.may_bring_in(person_of(by), account).or_refuse()
    wanted = sorted({_domain(text) for text in domains if text.strip()})
    taken = MailDomain.objects.filter(domain__in=wanted).exclude(account=account).first()
    if taken is not None:
        raise Invalid(_("%(domain)s already belongs to another account.") % {"domain": taken.domain}, "domains")
    before = sorted(account.domains.values_list("domain", flat=True))
    if wanted != before:
        account.domains.exclude(domain__in=wanted).delete()
        for domain in wanted:
            if domain not in before:
                MailDomain.objects.create(account=account, domain=domain)
        changes = {"before": before, "after": wanted}
        trail.record("account.domains_set", subject=account, by=by, at=now, changes=changes)
    return wanted


def _domain(text: str) -> str:
    domain = rules.domain_of(text)
    if domain is None:
        raise Invalid(_("“%(text)s” isn’t a valid email domain.") % {"text": text.strip()}, "domains")
    if domain in rules.PUBLIC_MAIL:
        raise Invalid(
            _("Anyone can have an address at %(domain)s. Enter the client’s own domain.") % {"domain": domain},
            "domains",
        )
    return domain


def _checked(fields: AccountChanges, account_id: int = 0) -> AccountChanges:
    clean = tidied(replace(fields, currency=fields.currency.strip().upper()))
    if Account.objects.filter(name__iexact=clean.name).exclude(pk=account_id).exists():
        raise Invalid(_("An account with this name already exists."), "name")
    return clean


@command
def assign_account(
    *, by: Actor, account_id: int, duty: str, person_id: int | None, valid_from: date, now: datetime
) -> Account:
    """Set the manager or director of an account from a date; None leaves the duty open.

    A past date is added to the history and changes today's holder only if no newer row exists. A future date is saved,
    and `follow_dates` applies it when it is due.
    """
    policy.may_assign(person_of(by)).or_refuse()
    account = queries.account_to_change(by, account_id)
    hold(account, duty, person_id, valid_from, today=timezone.localdate(now))
    changes = {"duty": duty, "person_id": person_id, "valid_from": valid_from}
    trail.record("account.assigned", subject=account, by=by, at=now, changes=changes)
    return account


def hold(account: Account, duty: str, person_id: int | None, valid_from: date, *, today: date) -> None:
    """Add the history row and update the account's column."""
    if duty not in rules.DUTIES:
        raise Invalid(_("Choose account manager or director."), "duty")
    if (valid_from - today).days > rules.FURTHEST_AHEAD:
        raise Invalid(_("Choose a date within a year from today."), "valid_from")
    if person_id is not None and not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise Invalid(_("Choose an active person."), "person_id")
    AccountHolder.objects.update_or_create(
        account=account, duty=duty, valid_from=valid_from, defaults={"person_id": person_id}
    )
    _bring_up_to_date(account, duty, today)
    account.version += 1
    account.save()


def follow_dates(*, now: datetime) -> int:
    """Apply dated changes of account managers and directors that are due, and return their number."""
    return sum(_follow(account_id, now) for account_id in queries.behind_their_dates(timezone.localdate(now)))


@command
def _follow(account_id: int, now: datetime) -> bool:
    account = Account.objects.select_for_update().get(pk=account_id)
    moved = [duty for duty in rules.DUTIES if _bring_up_to_date(account, duty, timezone.localdate(now))]
    if not moved:
        return False
    account.version += 1
    account.save()
    by = actor_of_job(0, _("the daily job"))
    changes = {f"{duty}_id": getattr(account, f"{duty}_id") for duty in moved}
    trail.record("account.followed_dates", subject=account, by=by, at=now, changes=changes)
    return True


def _bring_up_to_date(account: Account, duty: str, today: date) -> bool:
    """Set the account's column to the holder of the duty on that date. Return whether that changed it."""
    current = holder_on(queries.held(account), duty, today)
    person_id = current.person_id if current else getattr(account, f"{duty}_id")
    if person_id == getattr(account, f"{duty}_id"):
        return False
    setattr(account, f"{duty}_id", person_id)
    return True
