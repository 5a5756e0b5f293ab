"""Queries for account reviews, their blocks, and the rhythm of an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.accounts.review_blocks import Block, block_of, blocks_for
from amity.people.queries import person_of
from amity.reports.reviews import policy, rules
from amity.reports.reviews.models import AccountReview, ReviewBlock, ReviewQuerySet, ReviewRhythm
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block in its place in a review. `kind` is None for the last block, the asks, and for a part that is gone."""

    row: ReviewBlock
    kind: Block | None

    @property
    def is_asks(self) -> bool:
        """Return whether it is the block of asks and commitments."""
        return self.row.key == rules.ASKS

    @property
    def label(self) -> str:
        """Return its name."""
        return _("One ask, one commitment") if self.is_asks else str(self.kind.label if self.kind else self.row.key)

    @property
    def hint(self) -> str:
        """Return what it contains."""
        return _("from each side") if self.is_asks else str(self.kind.hint if self.kind else "")

    @property
    def is_edited(self) -> bool:
        """Return whether words of the account manager replace its own."""
        return bool(self.row.title or self.row.text)


def reviews_seen_by(by: Actor) -> ReviewQuerySet:
    """Return the reviews the actor can see, with their accounts."""
    rows = AccountReview.objects.visible_to(person_of(by))
    return rows.select_related("account__manager", "account__director", "contact", "released_by")


def review_seen_by(by: Actor, review_id: int, *, lock: bool = False) -> AccountReview:
    """Return one review, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    return seen_or_missing(
        reviews_seen_by(by), review_id, _("Review not found. It may have been deleted, or you don’t have access."),
        lock=lock,
    )  # fmt: skip


def account_to_review(by: Actor, account_id: int) -> Account:
    """Return an account whose reviews the actor can read. Raise `NotSeen` or `Refused`."""
    account = account_seen_by(by, account_id)
    policy.may_read(person_of(by), account).or_refuse()
    return account


def reviews_of(by: Actor, account: Account) -> Sequence[AccountReview]:
    """Return the reviews of an account, the newest first."""
    return list(reviews_seen_by(by).filter(account=account).order_by("-last_on", "-pk"))


def latest_review_of(by: Actor, account: Account) -> AccountReview | None:
    """Return the latest review of an account, or None."""
    return next(iter(rows_on_account(by, account.pk, _latest)), None)


def _latest(by: Actor) -> ReviewQuerySet:
    rows = AccountReview.objects.visible_to(person_of(by)).filter(account=ACCOUNT).defer("content")
    return rows.order_by("-last_on", "-pk")[:1]


def rhythm_of(account: Account, *, lock: bool = False) -> ReviewRhythm:
    """Return how often an account is reviewed. Without a row it is a new one, not saved, and never."""
    rows = ReviewRhythm.objects.select_for_update() if lock else ReviewRhythm.objects
    return rows.filter(account=account).first() or ReviewRhythm(account=account, every=0, version=0)


def placed_blocks(review: AccountReview) -> list[PlacedBlock]:
    """Return the blocks of a review in their order, with those that parts added since it was created."""
    rows = list(review.blocks.all())
    known = {row.key for row in rows}
    place = max((row.place for row in rows), default=0)
    new = [
        ReviewBlock(review=review, key=block.key, place=place + number, is_shown=False)
        for number, block in enumerate((one for one in blocks_for(review.kind) if one.key not in known), 1)
    ]
    return [PlacedBlock(row, block_of(row.key)) for row in [*rows, *new]]


def with_blocks(rows: ReviewQuerySet) -> ReviewQuerySet:
    """Return reviews with their blocks read along."""
    return rows.prefetch_related(Prefetch("blocks", ReviewBlock.objects.order_by("place", "pk")))


def names_money(placed: Sequence[PlacedBlock]) -> bool:
    """Return whether a shown block names amounts."""
    return any(one.row.is_shown and one.kind is not None and one.kind.names_money for one in placed)


def due_rhythms(today: date) -> list[ReviewRhythm]:
    """Return the rhythms whose next review is drafted by a day, locked until the transaction ends."""
    rows = ReviewRhythm.objects.filter(every__gt=0, next_on__lte=today + rules.AHEAD)
    return list(rows.select_related("account").select_for_update(of=("self",)).order_by("pk"))
