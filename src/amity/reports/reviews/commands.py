"""Prepare, release and withdraw account reviews, and set how often an account is reviewed."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account, Contact
from amity.accounts.queries import account_to_change
from amity.accounts.review_blocks import blocks_for
from amity.audit import trail
from amity.gate.subjects.queries import has_open, sendings_of
from amity.people.queries import person_of
from amity.reports.reviews import content, policy, queries, rules
from amity.reports.reviews.models import AccountReview, ReviewBlock
from amity.reports.reviews.rules import Asks, BlockText, ReviewFields
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import month_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.values import tidied, write

REVIEW: Final = "account-review"
"""The key of a review among what is sent to clients."""
JOB: Final = Actor(kind="job", id=0, label="Amity", through="job")


@command
def create_review(*, by: Actor, account_id: int, fields: ReviewFields, now: datetime) -> AccountReview:
    """Create the draft of a review with every block of its kind, and set when the next one is due."""
    account = account_to_change(by, account_id)
    policy.may_prepare(person_of(by), account).or_refuse()
    kept = tidied(fields)
    review = _created(by, account, kept, now)
    if kept.kind == rules.CLIENT:
        _set_rhythm(by, account, kept.every, review.held_on or review.last_on, now)
    return review


def _created(by: Actor, account: Account, fields: ReviewFields, now: datetime) -> AccountReview:
    first, last = rules.period_for(timezone.localdate(now), fields.months)
    if fields.first_month is not None:
        first, last = rules.span(_month(fields.first_month), fields.months)
    same = AccountReview.objects.filter(account=account, kind=fields.kind, first_on=first, last_on=last).first()
    if same is not None:
        raise Invalid(_("A review of this period already exists. Open that one, or choose another period."), "months")
    review = AccountReview.objects.create(
        account=account, kind=fields.kind, first_on=first, last_on=last, held_on=fields.held_on,
        contact=_contact(account, fields.contact_id), created_by=by.label, created_at=now,
    )  # fmt: skip
    kinds = blocks_for(fields.kind)
    rows = [(one.key, one.chosen) for one in kinds]
    if fields.kind == rules.CLIENT:
        rows.append((rules.ASKS, True))
    for place, (key, is_shown) in enumerate(rows, 1):
        ReviewBlock.objects.create(review=review, key=key, place=place, is_shown=is_shown)
    changes = {"first_on": first, "last_on": last, "held_on": fields.held_on}
    trail.record("review.created", subject=review, by=by, at=now, changes=changes)
    return review


def _month(month: int) -> int:
    if not (2000_01 <= month <= 2099_12 and 1 <= month % 100 <= 12):
        raise Invalid(_("Enter a month such as 202610."), "first_month")
    return month


def _contact(account: Account, contact_id: int | None) -> Contact | None:
    if contact_id is None:
        return None
    found = Contact.objects.filter(pk=contact_id, account=account, is_active=True).first()
    if found is None:
        raise Invalid(_("Choose a contact of %(account)s.") % {"account": account.name}, "contact_id")
    return found


@command
def edit_review(
    *, by: Actor, review_id: int, version: int, held_on: date | None, contact_id: int | None, now: datetime
) -> AccountReview:
    """Change the date of a draft and for whom it is."""
    review = _draft(by, review_id, version)
    review.held_on, review.contact = held_on, _contact(review.account, contact_id)
    review.save()
    trail.record("review.edited", subject=review, by=by, at=now, changes={"held_on": held_on})
    return review


@command
def set_asks(*, by: Actor, review_id: int, version: int, asks: Asks, now: datetime) -> AccountReview:
    """Write the ask and the commitment of each side."""
    review = _draft(by, review_id, version)
    write(tidied(asks), review)
    review.save()
    trail.record("review.asks_set", subject=review, by=by, at=now, changes=asdict(tidied(asks)))
    return review


@command
def edit_block(*, by: Actor, review_id: int, key: str, text: BlockText, now: datetime) -> ReviewBlock:
    """Replace the title and the text of a block. Blank ones follow the figures again."""
    review = _draft(by, review_id)
    block, kept = _block(review, key), tidied(text)
    write(kept, block)
    block.save()
    trail.record("review.block_edited", subject=review, by=by, at=now, changes={"block": key, **asdict(kept)})
    return block


@command
def show_block(*, by: Actor, review_id: int, key: str, is_shown: bool, now: datetime) -> ReviewBlock:
    """Show a block in the review, or leave it out."""
    review = _draft(by, review_id)
    block = _block(review, key)
    block.is_shown = is_shown
    block.save()
    trail.record("review.block_shown", subject=review, by=by, at=now, changes={"block": key, "is_shown": is_shown})
    return block


@command
def change_block(*, by: Actor, review_id: int, key: str, text: BlockText, is_shown: bool, now: datetime) -> None:
    """Replace the words of a block, and show it or leave it out, in one step."""
    edit_block(by=by, review_id=review_id, key=key, text=text, now=now)
    show_block(by=by, review_id=review_id, key=key, is_shown=is_shown, now=now)


@command
def move_block(*, by: Actor, review_id: int, key: str, steps: int, now: datetime) -> None:
    """Move a block up (−1) or down (1)."""
    review = _draft(by, review_id)
    _block(review, key)
    rows = {one.key: one for one in review.blocks.all()}
    order = rules.moved(list(rows), key, steps)
    for place, one in enumerate(order, 1):
        if rows[one].place != place:
            rows[one].place = place
            rows[one].save(update_fields=["place"])
    trail.record("review.block_moved", subject=review, by=by, at=now, changes={"block": key})


@command
def release_review(*, by: Actor, review_id: int, version: int, now: datetime) -> AccountReview:
    """Freeze the figures and the words of a review. From then on page, PDF and PowerPoint show exactly these."""
    review = _draft(by, review_id, version)
    placed = queries.placed_blocks(review)
    person = person_of(by)
    policy.may_release(person, review.account, names_money=queries.names_money(placed)).or_refuse()
    frozen = content.live(by, review, placed)
    if not frozen["blocks"]:
        raise Refused(_("No block has anything to show yet. Add a reading, a date or an ask first."))
    review.state, review.content, review.digest = rules.RELEASED, frozen, content.digest_of(frozen)
    review.released_by, review.released_at = person, now
    review.save()
    trail.record("review.released", subject=review, by=by, at=now, changes={"digest": review.digest})
    return review


@command
def withdraw_release(*, by: Actor, review_id: int, version: int, now: datetime) -> AccountReview:
    """Make a released review a draft with live figures again, as long as no email about it is on its way."""
    review = _to_prepare(by, review_id)
    review.expect(version)
    if review.state != rules.RELEASED:
        raise Refused(_("Only a released review that the client doesn’t have yet can be withdrawn."))
    if has_open(sendings_of(by, REVIEW, [review.pk]).get(review.pk, ())):
        raise Refused(_("An email with this review is in Going out. Withdraw the email first."))
    review.state, review.content, review.digest = rules.DRAFT, None, ""
    review.released_by, review.released_at = None, None
    review.save()
    trail.record("review.release_withdrawn", subject=review, by=by, at=now, changes={})
    return review


@command
def delete_review(*, by: Actor, review_id: int, now: datetime) -> None:
    """Delete a draft."""
    review = _draft(by, review_id)
    trail.record("review.deleted", subject=review, by=by, at=now, changes={"first_on": review.first_on})
    review.delete()


@command
def set_rhythm(*, by: Actor, account_id: int, every: int, next_on: date | None, now: datetime) -> None:
    """Set how often an account is reviewed with its client, and when next."""
    account = account_to_change(by, account_id)
    policy.may_prepare(person_of(by), account).or_refuse()
    if every not in rules.RHYTHMS:
        raise Invalid(_("Choose how often."), "every")
    if every and next_on is None:
        raise Invalid(_("Enter the date of the next review."), "next_on")
    _write_rhythm(by, account, every, next_on if every else None, now)


@command
def draft_due_reviews(*, now: datetime) -> int:
    """Create the drafts of reviews that are due within two weeks, and move each rhythm on. Return how many."""
    made = 0
    for rhythm in queries.due_rhythms(timezone.localdate(now)):
        held_on = rhythm.next_on
        assert held_on is not None  # noqa: S101 - the query asks for it
        first, last = rules.period_for(held_on, rhythm.every)
        exists = AccountReview.objects.filter(account=rhythm.account, kind=rules.CLIENT, first_on=first, last_on=last)
        if not exists.exists():
            fields = ReviewFields(rhythm.every, month_of(first), held_on, every=rhythm.every)
            _created(JOB, rhythm.account, fields, now)
            made += 1
        rhythm.next_on = rules.next_date(held_on, rhythm.every)
        rhythm.version += 1
        rhythm.save()
    return made


def _set_rhythm(by: Actor, account: Account, every: int, held_on: date, now: datetime) -> None:
    """Set the rhythm that a new review names, unless it is as before."""
    next_on = rules.next_date(held_on, every) if every else None
    before = queries.rhythm_of(account, lock=True)
    if (before.every, before.next_on) != (every, next_on):
        _write_rhythm(by, account, every, next_on, now)


def _write_rhythm(by: Actor, account: Account, every: int, next_on: date | None, now: datetime) -> None:
    rhythm = queries.rhythm_of(account, lock=True)
    rhythm.every, rhythm.next_on = every, next_on
    rhythm.version += 1
    rhythm.save()
    trail.record("review.rhythm_set", subject=account, by=by, at=now, changes={"every": every, "next_on": next_on})


def _to_prepare(by: Actor, review_id: int) -> AccountReview:
    review = queries.review_seen_by(by, review_id, lock=True)
    policy.may_prepare(person_of(by), review.account).or_refuse()
    return review


def _draft(by: Actor, review_id: int, version: int | None = None) -> AccountReview:
    """Return a draft that the actor can change, its row locked. Its version grows with each change."""
    review = _to_prepare(by, review_id)
    if review.state != rules.DRAFT:
        raise Refused(_("This review was released, so it can’t change any more. Withdraw the release first."))
    if version is not None:
        review.expect(version)
    return review


def _block(review: AccountReview, key: str) -> ReviewBlock:
    for placed in queries.placed_blocks(review):
        if placed.row.key == key:
            if placed.row._state.adding:
                placed.row.save(force_insert=True)
            return placed.row
    raise NotSeen(_("Block not found."))
