"""Account reviews for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.people.models import Person
from amity.reports.models import AccountReview
from amity.reports.reviews import commands, rules
from amity.reports.reviews.rules import Asks, ReviewFields
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

OCTOBER = 202610


def make_review(
    person: Person, account: Account, *, first: int = OCTOBER, kind: str = rules.CLIENT, asks: bool = True,
    held_on: date | None = None,
) -> AccountReview:  # fmt: skip
    """Create the review of a quarter, with the asks of both sides."""
    fields = ReviewFields(first_month=first, held_on=held_on, kind=kind)
    review = commands.create_review(by=acting(person), account_id=account.pk, fields=fields, now=MONDAY)
    if asks and kind == rules.CLIENT:
        words = Asks("Proofs on Mondays", "Proofs by noon", "One approver", "Cleo approves")
        review = commands.set_asks(
            by=acting(person), review_id=review.pk, version=review.version, asks=words, now=MONDAY
        )
    return review


def released(person: Person, account: Account, first: int = OCTOBER) -> AccountReview:
    """Create a review and release it."""
    review = make_review(person, account, first=first)
    return commands.release_review(by=acting(person), review_id=review.pk, version=review.version, now=MONDAY)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a draft, one for the agency itself, and a released one."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    by = viewers[AM]
    return {
        "account_review_id": make_review(by, account).pk,
        "internal_review_id": make_review(by, account, kind=rules.INTERNAL).pk,
        "released_review_id": released(by, account, 202607).pk,
    }


def grow(scene: "Scene", rows: int) -> None:
    """Add reviews of earlier quarters, for the query counts."""
    account = Account.objects.get(pk=int(scene.known["account_id"]))
    for number in range(rows):
        year, quarter = divmod(AccountReview.objects.count() + number, 4)
        make_review(scene.viewers[AM], account, first=(2001 + year) * 100 + quarter * 3 + 1)
