"""Reads of items the actor can see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Exists,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.agency.editions.by_roles import rows_by_roles
from amity.gate import policy, rules
from amity.gate.items.rules import READING_LASTS
from amity.gate.models import Frozen, Item, ItemFile, ItemQuerySet, Opened, Overruling, Recipient, Step
from amity.people.any_person import NOW
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen, Refused
from amity.shared.rows.joined import Joined, values_in
from amity.shared.rows.lookup import only_row, seen_or_missing
from amity.shared.rows.prepared import Given

_CLEARED_FIRST: Final = ("clear_by", "pk")
_READ_SINCE: Final = Given("read_since", DateTimeField())
_FILES: Final = Prefetch("files", ItemFile.objects.select_related("file"))


def with_people(rows: ItemQuerySet) -> ItemQuerySet:
    """Return items with what their pages and rights need."""
    return with_account(rows).prefetch_related(_people())


def with_messages(rows: ItemQuerySet) -> ItemQuerySet:
    """Return the same with what was sent to each recipient."""
    return with_account(rows).prefetch_related(_people("message"))


def with_account(rows: ItemQuerySet) -> ItemQuerySet:
    """Return items with what rights to them need."""
    return _named(rows).prefetch_related(covers_along("account"))


def with_names(rows: ItemQuerySet) -> ItemQuerySet:
    """Return items with what a list of them names: account, author and recipients."""
    return rows.select_related("account", "author").prefetch_related(_people())


def whole(rows: ItemQuerySet) -> ItemQuerySet:
    """Return items with their files and answers too, for one page or the checks."""
    return with_messages(rows.prefetch_related(None)).prefetch_related(_FILES, "overrulings")


def complete(items: Sequence[Item]) -> None:
    """Read what `whole` reads along, of items that are there. Overrulings only where one of them `is_overruled`."""
    overrulings = Overruling.objects.all() if any(one.is_overruled for one in items) else Overruling.objects.none()  # type: ignore[attr-defined]
    prefetch_related_objects(
        items, covers_along("account"), _people("message"), _FILES, Prefetch("overrulings", overrulings)
    )
    read_bundled(items)


def read_bundled(items: Iterable[Item]) -> None:
    """Read the items of bundles in their order, with their authors, unless they are there."""
    bundles = [one for one in items if one.kind == rules.BUNDLE]
    prefetch_related_objects(bundles, Prefetch("bundled", Item.objects.select_related("author").order_by("pk")))


def _named(rows: ItemQuerySet) -> ItemQuerySet:
    return rows.select_related("account__manager", "account__director", "author", "decided_by", "asked_again")


def _people(*along: str) -> Prefetch[str, QuerySet[Recipient], str]:
    return Prefetch("recipients", Recipient.objects.select_related("contact", *along).order_by("-way", "pk"))


def items_seen_by(by: Actor) -> ItemQuerySet:
    """Return the items the actor can see."""
    return Item.objects.visible_to(person_of(by))


def item_seen_by(by: Actor, item_id: int, *, lock: bool = False) -> Item:
    """Return one item with all it has, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    return seen_or_missing(whole(items_seen_by(by)), item_id, _not_found(), lock=lock)


def items_known_to(by: Actor) -> ItemQuerySet:
    """Return the items of which the actor knows, with those whose texts are concealed from them."""
    return Item.objects.shown_to(person_of(by))


def item_known_to(by: Actor, item_id: int) -> Item:
    """Return one item of which the actor knows, or raise `NotSeen`. If it `is_concealed`, its text isn't shown."""
    return seen_or_missing(whole(items_known_to(by)), item_id, _not_found())


def _not_found() -> str:
    return _("Email not found. It may have been deleted, or you don’t have access.")


def waiting_and_one(by: Actor, item_id: int, now: datetime, most: int) -> tuple[Sequence[Item], Item]:
    """Return the first items that wait for the actor, and one of which they know. Both are completed together.

    Raise `NotSeen` if they don't know of it. If it `is_concealed`, its text isn't shown.
    """
    values = {"item": item_id, "now": now, _READ_SINCE.name: now - READING_LASTS}
    found = rows_by_roles(
        ("items that wait, and one", most), by, person_of(by).day_of(now), values,
        lambda anyone: _waiting_and_one(anyone, most),
    )  # fmt: skip
    one = next((item for item in found if item.pk == item_id), None)
    if one is None:
        raise NotSeen(_not_found())
    complete(found)
    return [item for item in found if item.waits][:most], one


def _waiting_and_one(by: Actor, most: int) -> QuerySet[Item]:
    """Return the query of `waiting_and_one`, with places for the item and the moment."""
    waits = items_seen_by(by).waiting_for(person_of(by), NOW)
    ids, listed = Item.objects.values("pk"), waits.order_by(*_CLEARED_FIRST).values("pk")[:most]
    shown = ids.filter(pk__in=listed).union(ids.filter(pk=Given("item", BigIntegerField())))
    rows = _named(items_known_to(by)).filter(pk__in=shown).annotate(waits=Exists(waits.filter(pk=OuterRef("pk"))))
    return _for_page(by, rows, _READ_SINCE).order_by(*_CLEARED_FIRST)


def waiting_now(by: Actor, now: datetime, most: int) -> Sequence[Item]:
    """Return the first items that wait for the actor, with all that the checks read of them."""
    waiting = list(_for_page(by, waiting_for(by, now).prefetch_related(None), now - READING_LASTS)[:most])
    complete(waiting)
    return waiting


def _for_page(by: Actor, rows: ItemQuerySet, since: datetime | Given) -> QuerySet[Item]:
    """Let items bring along who opened them, whether a finding was overruled, and how many weren't delivered."""
    lost = _undelivered(by).order_by().annotate(number=Func("pk", function="COUNT")).values("number")
    own = Exists(_opened_by(by).filter(item=OuterRef("pk"), digest=OuterRef("digest")))
    overruled = Exists(Overruling.objects.filter(item=OuterRef("pk")))
    return _with_readers(by, rows, since).annotate(
        undelivered=Subquery(lost, output_field=IntegerField()), is_opened=own, is_overruled=overruled
    )  # fmt: skip


def _opened_by(by: Actor) -> QuerySet[Opened]:
    return Opened.objects.filter(person=by.person_id)


def _with_readers(by: Actor, rows: ItemQuerySet, since: datetime | Given) -> ItemQuerySet:
    """Let items bring along the names of others who have had them open since a moment."""
    others = Opened.objects.filter(item=OuterRef("pk"), at__gt=since).exclude(person=by.person_id)
    return rows.annotate(read_by=Subquery(others.annotate(names=Joined("person__name")).values("names")))


def count_undelivered(by: Actor, shown: Iterable[Item] = ()) -> int:
    """Return how many items weren't delivered, of those the actor sees. Those of a page may bring it along."""
    known = [item.undelivered for item in shown if hasattr(item, "undelivered")]
    return int(known[0]) if known else _undelivered(by).count()


def _undelivered(by: Actor) -> ItemQuerySet:
    return not_delivered(items_seen_by(by))


def not_delivered(rows: ItemQuerySet) -> ItemQuerySet:
    """Return those items that someone must decide about because their client may lack them. A bundle is one of them.

    One that no server sent is left out once a newer email about the same thing was submitted.
    """
    same = Item.objects.filter(subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    newer = same.filter(pk__gt=OuterRef("pk")).exclude(state__in=(rules.DRAFT, rules.WITHDRAWN))
    is_last = Q(subject_id=None) | ~Exists(newer)
    return rows.filter(Q(state=rules.UNDELIVERED) | Q(is_last, state=rules.STORED), bundle=None)


def item_by_id(item_id: int) -> Item | None:
    """Return an item with all it has, for the worker."""
    return only_row(whole(Item.objects.filter(pk=item_id)))


def waiting_for(by: Actor, now: datetime) -> ItemQuerySet:
    """Return what waits for the actor's decision and they can read, the first to be cleared first."""
    return with_people(items_seen_by(by).waiting_for(person_of(by), now)).order_by(*_CLEARED_FIRST)


def scheduled(by: Actor) -> ItemQuerySet:
    """Return what is cleared and goes at its time."""
    return with_people(items_seen_by(by).filter(state__in=rules.GOING)).order_by("goes_at", "pk")


def own_open(by: Actor) -> ItemQuerySet:
    """Return the actor's drafts, what was returned to them, and what they submitted and no one has decided."""
    states = (*rules.OF_AUTHOR, *rules.WAITING)
    rows = with_people(Item.objects.filter(author=by.person_id, state__in=states))
    return rows.order_by("-changed_at", "-pk")


def undelivered(by: Actor) -> ItemQuerySet:
    """Return what wasn't delivered, as far as the actor can decide about it or see it."""
    return with_messages(_undelivered(by)).order_by("-released_at", "-pk")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many items wait for someone, whether any is past its time, and when the oldest was submitted."""

    count: int
    is_late: bool
    oldest: datetime | None


def waiting_numbers(by: Actor, now: datetime) -> Numbers:
    """Return how many items wait for the actor, also those that a page has no room for."""
    found = items_seen_by(by).waiting_for(person_of(by), now).aggregate(
        count=Count("pk"), late=Count("pk", filter=Q(clear_by__lt=now)), oldest=Min("submitted_at")
    )  # fmt: skip
    return Numbers(found["count"], found["late"] > 0, found["oldest"])


def count_waiting(by: Actor, now: datetime) -> tuple[int, bool]:
    """Return how many items wait for the actor, and whether any is past its time."""
    return (found := waiting_numbers(by, now)).count, found.is_late


def steps_of(item: Item) -> QuerySet[Step]:
    """Return the history of an item, newest first."""
    return item.steps.order_by("-pk")


def has_opened(by: Actor, item: Item) -> bool:
    """Return whether the actor has opened an item as it is now. Those of a page bring it along."""
    known: bool | None = getattr(item, "is_opened", None)
    return _opened_by(by).filter(item=item, digest=item.digest).exists() if known is None else known


def readers_of(by: Actor, item: Item, now: datetime) -> Sequence[str]:
    """Return who else has had an item open in the last ten minutes, by name. Those of a page bring it along."""
    if hasattr(item, "read_by"):
        return sorted(values_in(item.read_by))
    return [
        name
        for one in _with_readers(by, Item.objects.filter(pk=item.pk), now - READING_LASTS)
        for name in readers_of(by, one, now)
    ]


def frozen(item: Item, digest: str) -> Frozen | None:
    """Return the content that an item had under a digest, or None."""
    return item.frozen.filter(digest=digest).first() if digest else None


def is_attached(file_id: int) -> bool:
    """Return whether an item has a file."""
    return ItemFile.objects.filter(file=file_id).exists()


def may_read_file(by: Actor, file_id: int) -> bool:
    """Return whether the actor can see an item that has a file."""
    return items_seen_by(by).filter(files__file=file_id).exists()


def may_write_there(by: Actor, account: object) -> bool:
    """Return whether the actor can write to the client of an account."""
    return isinstance(account, Account) and bool(policy.may_write(person_of(by), account))


def may_set_lanes(by: Actor, account: object) -> bool:
    """Return whether the actor can set lanes, of the agency or of an account."""
    try:
        person = person_of(by)
    except Refused:
        return False
    return bool(policy.may_set_lanes(person, account if isinstance(account, Account) else None))
