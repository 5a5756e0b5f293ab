"""Which accounts an actor can open: a colleague may hear of one they don't work for."""

from collections.abc import Iterable

from amity.accounts.models import Account
from amity.accounts.policy import sees_whole
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page


def accounts_opened_by(by: Actor, accounts: Iterable[Account]) -> frozenset[int]:
    """Return the ids of those accounts the actor can open.

    A page asks once about the same accounts, and not about those that it has found to be open to the actor.
    """
    known, found = {account.pk: account for account in accounts}, once_a_page(_opens(by.person_id), set[int])
    whole = {pk for pk, one in known.items() if pk in found or sees_whole(person_of(by), one)}
    asked = frozenset(known.keys() - whole)
    part = Account.objects.visible_to(person_of(by)).filter(pk__in=asked).values_list("pk", flat=True)
    opened = once_a_page(("opened accounts", by.person_id, asked), lambda: set(part)) if asked else ()
    return frozenset(whole.union(opened))


def know_opened(person: Person, account_ids: Iterable[int]) -> None:
    """Let the page know of accounts that a person can open, as it has read for another reason."""
    known: set[int] = once_a_page(_opens(person.pk), set)
    known.update(account_ids)


def _opens(person_id: int | None) -> tuple[str, int | None]:
    return "opens accounts", person_id
