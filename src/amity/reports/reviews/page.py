"""Values of the pages of account reviews: the list of an account, the composer, and one slide."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.gate.subjects.queries import sendings_of
from amity.people.queries import person_of
from amity.reports.reviews import policy, queries, rules, wording
from amity.reports.reviews.charts import chart_of
from amity.reports.reviews.commands import REVIEW
from amity.reports.reviews.content import content_of, live
from amity.reports.reviews.models import AccountReview
from amity.reports.reviews.queries import PlacedBlock
from amity.reports.reviews.sending import may_send
from amity.reports.reviews.tables import table_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.ui.acts import ActPage

Text = str | Promise


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block in the list of the composer, with its state in a word."""

    placed: PlacedBlock
    word: str
    shape: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Check:
    """Something to do before the release, with the page where it is done."""

    text: str
    address: str = ""
    is_done: bool = False


def list_address(account: Account) -> str:
    """Return the URL of the reviews of an account."""
    return reverse("reports:reviews", args=[account.pk])


def plan_card(by: Actor, account: Account) -> dict[str, Any]:
    """Return an account's latest review for its plan, and whether the actor can prepare another."""
    return {
        "may_prepare": policy.prepares(by, account),
        "latest": queries.latest_review_of(by, account),
    }


def plan_summary(loaded: dict[str, Any]) -> str:
    """Return the period of the latest review."""
    review = loaded["latest"]
    return _("Latest: %(text)s") % {"text": wording.period_of(review)} if review else _("None yet")


def address_of(review: AccountReview, key: str = "") -> str:
    """Return the URL of a review, with one of its blocks open."""
    return block_address(review.pk, key) if key else reverse("reports:review", args=[review.pk])


def act(review: AccountReview, title: Text, button: Text, *, hint: Text = "", key: str = "") -> ActPage:
    """Return a page with one form about a review."""
    crumbs = ((review.account.name, list_address(review.account)), (wording.period_of(review), address_of(review)))
    return ActPage(title=title, button=button, back=address_of(review, key), crumbs=crumbs, hint=hint)


def act_on(account: Account, title: Text, button: Text, *, hint: Text = "") -> ActPage:
    """Return a page with one form about the reviews of an account."""
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (account.name, list_address(account)))
    return ActPage(title=title, button=button, back=list_address(account), crumbs=crumbs, hint=hint)


def list_context(by: Actor, account: Account) -> dict[str, Any]:
    """Return the reviews of an account with their states, and the rhythm."""
    rhythm = queries.rhythm_of(account)
    rows = [
        (one, wording.period_of(one), wording.KINDS[one.kind], wording.STATES[one.state], wording.SHAPES[one.state])
        for one in queries.reviews_of(by, account)
    ]
    return {
        "account": account, "rows": rows, "rhythm": rhythm, "rhythm_word": wording.RHYTHMS[rhythm.every],
        "may_prepare": bool(policy.may_prepare(person_of(by), account)),
    }  # fmt: skip


def context(by: Actor, review: AccountReview, key: str) -> dict[str, Any]:
    """Return everything that the page of a review shows, but for the slide, which it loads."""
    person = person_of(by)
    placed = queries.placed_blocks(review)
    is_draft = review.state == rules.DRAFT
    current = next((one for one in placed if one.row.key == key), None) or next(
        (one for one in placed if one.row.is_shown), placed[0]
    )
    may_prepare = bool(policy.may_prepare(person, review.account))
    checks = list(_checks(review, placed)) if is_draft else []
    shown = sum(one.row.is_shown for one in placed)
    return {
        "review": review, "account": review.account, "rows": [_row(review, one, current) for one in placed],
        "current": current, "shown": shown, "count": len(placed), "period": wording.period_of(review),
        "title": wording.title(review, sum(not one.is_done for one in checks)), "checks": checks,
        "is_draft": is_draft, "is_client": review.kind == rules.CLIENT, "may_prepare": may_prepare,
        "may_edit": is_draft and may_prepare, "state": wording.STATES[review.state],
        "may_release": is_draft and bool(
            policy.may_release(person, review.account, names_money=queries.names_money(placed))
        ),
        "may_withdraw": review.state == rules.RELEASED and may_prepare, "may_send": bool(may_send(person, review)),
        "sendings": [] if is_draft else sendings_of(by, REVIEW, [review.pk]).get(review.pk, ()),
    }  # fmt: skip


def _row(review: AccountReview, placed: PlacedBlock, current: PlacedBlock) -> BlockRow:
    word, shape = _("Live"), "well"
    if not placed.row.is_shown:
        word, shape = _("Left out"), "none"
    elif review.content is not None:
        is_in = any(block["key"] == placed.row.key for block in review.content["blocks"])
        word, shape = (_("Released"), "info") if is_in else (_("Nothing to show"), "none")
    elif placed.is_asks and _asks(review).missing:
        word, shape = _("Add the ask"), "watch"
    elif placed.is_edited:
        word, shape = _("Edited"), "info"
    return BlockRow(placed, word, shape, placed.row.key == current.row.key)


def _asks(review: AccountReview) -> rules.Asks:
    return rules.Asks(review.their_ask, review.our_commitment, review.our_ask, review.their_commitment)


def _checks(review: AccountReview, placed: list[PlacedBlock]) -> list[Check]:
    """Return what is left to do before a draft is released, and what was checked."""
    if review.kind != rules.CLIENT:
        return []
    edit = reverse("reports:edit_review", args=[review.pk])
    found = []
    if any(one.is_asks and one.row.is_shown for one in placed):
        asks = reverse("reports:set_asks", args=[review.pk])
        if not review.their_ask:
            found.append(Check(_("Add what %(account)s wants us to do") % {"account": review.account.name}, asks))
        if not review.our_ask:
            found.append(Check(_("Add what we ask of %(account)s") % {"account": review.account.name}, asks))
    if review.contact is None:
        found.append(Check(_("Choose for whom it is, so that it is in their language"), edit))
    return [*found, Check(_("No cost, margin or internal note is included"), is_done=True)]


def placed_of(review: AccountReview, key: str) -> PlacedBlock:
    """Return a block of a review, or raise `NotSeen`."""
    placed = next((one for one in queries.placed_blocks(review) if one.row.key == key), None)
    if placed is None:
        raise NotSeen(_("Block not found."))
    return placed


def block_address(review_id: int, key: str) -> str:
    """Return the URL of a review with a block open, for after a change of that block."""
    return f"{reverse('reports:review', args=[review_id])}?block={key}#slide"


def slide_context(by: Actor, review: AccountReview, key: str) -> dict[str, Any]:
    """Return one block as its slide. Without anything to show, `block` is None."""
    placed = placed_of(review, key)
    content = content_of(by, review) if review.content is not None else live(by, review, [placed])
    block = next((one for one in content["blocks"] if one["key"] == key), None)
    is_hidden = placed.kind is not None and placed.kind.right > person_of(by).money_right
    return {
        "review": review, "placed": placed, "content": content, "block": block, "is_hidden": is_hidden,
        "chart": chart_of(block) if block else None, "table": table_of(block) if block else None,
        "is_draft": review.state == rules.DRAFT,
        "may_edit": review.state == rules.DRAFT and bool(policy.may_prepare(person_of(by), review.account)),
    }  # fmt: skip
