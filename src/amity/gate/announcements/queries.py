"""The changes that a person can announce to clients: covers that run or will, and account managers who begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account, AccountHolder, Cover
from amity.accounts.queries import accounts_seen_by
from amity.gate import policy, rules
from amity.gate.announcements.letters import COVER, MANAGER
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor

BACK: Final = timedelta(days=30)
"""How long a new account manager can still be announced."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an account, and the email about it if there is one."""

    key: str
    id: int
    account: Account
    person: str
    starts_on: date
    ends_on: date | None
    item_id: int | None

    @property
    def value(self) -> str:
        """Return what names the change in a form."""
        return f"{self.key}:{self.id}"


def changes_to_announce(by: Actor, today: date) -> Sequence[Change]:
    """Return the changes of accounts that the actor can write to, by account."""
    person = person_of(by)
    covers = list(Cover.objects.filter(ended_at=None, ends_on__gte=today).select_related("stand_in"))
    holders = _new_managers(today)
    ids = {one.account_id for one in covers} | {one.account_id for one in holders}
    seen = accounts_seen_by(by).filter(pk__in=ids).prefetch_related(covers_along())
    accounts = {one.pk: one for one in seen if policy.may_write(person, one)}
    covers = [one for one in covers if one.account_id in accounts]
    holders = [one for one in holders if one.account_id in accounts]
    written = _written(COVER, [one.pk for one in covers]) | _written(MANAGER, [one.pk for one in holders])
    found = [
        Change(
            COVER, one.pk, accounts[one.account_id], one.stand_in.name, one.starts_on, one.ends_on,
            written.get((COVER, one.pk)),
        )
        for one in covers
    ]  # fmt: skip
    found += [
        Change(
            MANAGER, one.pk, accounts[one.account_id], one.person.name, one.valid_from, None,
            written.get((MANAGER, one.pk)),
        )
        for one in holders
        if one.person is not None
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.account.name, one.starts_on, one.key))


def _new_managers(today: date) -> Sequence[AccountHolder]:
    """Return the account managers who begin or began lately, where someone else was it before."""
    lately = AccountHolder.objects.filter(duty="manager", valid_from__gte=today - BACK).values("account")
    rows = AccountHolder.objects.filter(account__in=lately, duty="manager").select_related("person")
    before: dict[int, int | None] = {}
    found = []
    for one in rows.order_by("valid_from", "pk"):
        is_new = before.get(one.account_id) not in (None, one.person_id)
        if is_new and one.person_id and one.valid_from >= today - BACK:
            found.append(one)
        before[one.account_id] = one.person_id
    return found


def _written(key: str, ids: Sequence[int]) -> dict[tuple[str, int], int]:
    """Return the newest email about each change that wasn't withdrawn."""
    rows = Item.objects.filter(subject_kind=key, subject_id__in=ids).exclude(state=rules.WITHDRAWN).order_by("pk")
    return {(key, subject or 0): pk for pk, subject in rows.values_list("pk", "subject_id")}
