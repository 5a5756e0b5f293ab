"""Read how the last emails of a kind went, and which offers are open."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts
from amity.gate import policy, rules
from amity.gate.edits.models import Edit
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.lane_offers.rules import BACK, LAPSED, LIGHTER, RUN, TAKEN
from amity.gate.lanes.queries import lane_by_settings
from amity.gate.lanes.rules import FLOORS, WATCHING
from amity.gate.models import Item, Overruling, Step
from amity.gate.watch.models import Watched
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor


def last_of(item: Item, author: str, lane: str) -> list[bool]:
    """Return whether the last emails of an item's kind by the same authors were clean, the newest first.

    An email in another lane isn't clean. Those with a floor and of the first weeks aren't in the row.
    """
    rows = Item.objects.filter(account=item.account_id, kind=item.kind, released_at__isnull=False)
    rows = rows.exclude(lane_because__in=(*FLOORS, WATCHING)).select_related("author")
    decided = _last_answer(item.account_id, item.kind, author)
    if decided is not None and decided.answered_at is not None:
        rows = rows.filter(released_at__gt=decided.answered_at)
    found = [one for one in _with_outcome(rows).order_by("-released_at", "-pk")[: RUN * 5]
             if policy.author_role(one.author, item.account) == author][:RUN]  # fmt: skip
    if found and found[-1].released_at and _returned_since(item, author, found[-1]):
        return [False]
    return [one.lane == lane and not one.was_bad for one in found]  # type: ignore[attr-defined]


def is_bad(item: Item) -> bool:
    """Return whether an item was returned, or went out although a check would have stopped it."""
    return item.state == rules.RETURNED or Watched.objects.filter(item=item, stopped=True).exists()


def lane_taken(account: Account, kind: str, author: str) -> LaneOffer | None:
    """Return the offer by which the present lane came to be a lighter one, or None."""
    last = LaneOffer.objects.filter(account=account, kind=kind, author=author, why=LIGHTER, answer=TAKEN)
    offer = last.order_by("-pk").first()
    if offer is None or offer.after != lane_by_settings(account, kind, author).lane:
        return None
    later = LaneOffer.objects.filter(account=account, kind=kind, author=author, why=BACK, answer=TAKEN, pk__gt=offer.pk)
    return None if later.exists() else offer


def open_on(account: Account) -> list[LaneOffer]:
    """Return the open offers of an account."""
    return list(LaneOffer.objects.filter(account=account, answer="").select_related("item").order_by("pk"))


def open_for(person: Person) -> QuerySet[LaneOffer]:
    """Return the open offers on accounts that a person looks after."""
    rows = LaneOffer.objects.filter(of_handled_accounts(person), answer="").select_related("account__manager", "item")
    return rows.prefetch_related(covers_along("account")).order_by("pk")


def offers_seen_by(by: Actor) -> QuerySet[LaneOffer]:
    """Return the open offers on accounts that the actor answers for."""
    person = person_of(by)
    rows = LaneOffer.objects.filter(answer="").order_by("pk")
    if person.has_role(roles.ACCOUNT_DIRECTOR):
        return rows
    return rows.filter(account__in=Account.objects.managed_by(person).values("pk"))


def _last_answer(account_id: int, kind: str, author: str) -> LaneOffer | None:
    rows = LaneOffer.objects.filter(account=account_id, kind=kind, author=author, answered_at__isnull=False)
    return rows.exclude(answer=LAPSED).order_by("-answered_at").first()


def _with_outcome(rows: QuerySet[Item]) -> QuerySet[Item]:
    """Add whether an item was returned on its way, changed by its clearer, explained, or would have been stopped."""
    of = {"item": OuterRef("pk")}
    bad = (
        Exists(Step.objects.filter(**of, verb=rules.RETURN)) | Exists(Edit.objects.filter(**of))
        | Exists(Overruling.objects.filter(**of, chip=rules.TYPED))
        | Exists(Watched.objects.filter(**of, stopped=True))
    )  # fmt: skip
    return rows.annotate(was_bad=bad)


def _returned_since(item: Item, author: str, first: Item) -> bool:
    rows = Step.objects.filter(
        Q(verb=rules.RETURN, at__gt=F("item__created_at")), item__account=item.account_id, item__kind=item.kind,
        at__gt=first.released_at,
    ).select_related("item__author")  # fmt: skip
    return any(policy.author_role(one.item.author, item.account) == author for one in rows)
