"""What a review says: live from its blocks, or frozen as it was released. JSON values for page, PDF and PowerPoint."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.accounts.review_blocks import BlockContent, BlockTable, ReviewScope
from amity.agency.queries import agency
from amity.people.models import Person
from amity.people.queries import person_of
from amity.reports.reviews import queries, rules
from amity.reports.reviews.models import AccountReview
from amity.reports.reviews.queries import PlacedBlock
from amity.reports.reviews.wording import period_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.reader_format import in_language

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no PDF, picture or office file can contain."""
OWN_COLOUR: Final = "#0b7570"
Payload = dict[str, Any]


def content_of(by: Actor, review: AccountReview) -> Payload:
    """Return everything a review shows to the actor: the frozen content once it is released, else the live one."""
    if review.content is not None:
        return shown_to(review.content, person_of(by).money_right)
    return live(by, review, queries.placed_blocks(review))


def live(by: Actor, review: AccountReview, placed: Iterable[PlacedBlock]) -> Payload:
    """Return the content of some blocks now, in the language of its reader, without those that have nothing to show."""
    person = person_of(by)
    with in_language(language_of(review)):
        scope = scope_of(by, review, person)
        blocks = [found for one in placed if one.row.is_shown and (found := _block(one, scope, review, person))]
        return head(review) | {"blocks": blocks}


def shown_to(content: Payload, right: int) -> Payload:
    """Return frozen content without the blocks that need a higher money right."""
    return content | {"blocks": [one for one in content["blocks"] if one["right"] <= right]}


def without_money(content: Payload) -> Payload:
    """Return content without the blocks that name amounts."""
    return content | {"blocks": [one for one in content["blocks"] if not one["names_money"]]}


def printable(value: Any) -> Any:
    """Return JSON values without characters that no file can contain."""
    if isinstance(value, str):
        return FORBIDDEN.sub("", value)
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    return [printable(one) for one in value] if isinstance(value, list | tuple) else value


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of content."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def language_of(review: AccountReview) -> str:
    """Return the language of a client's review, "" for one that only colleagues read."""
    return language_for(review.contact) if review.kind == rules.CLIENT else ""


def scope_of(by: Actor, review: AccountReview, person: Person) -> ReviewScope:
    """Return what the blocks of a review are about."""
    return ReviewScope(by, review.account, review.first_on, review.last_on, person.day_of(timezone.now()))


def head(review: AccountReview) -> Payload:
    """Return the title, the period and the look of a review."""
    own = agency()
    period = period_of(review)
    title = _("Account review") if review.kind == rules.CLIENT else _("Internal account review")
    return {
        "title": title, "account": review.account.name, "agency": own.name or "Amity", "period": period,
        "day": formats.full_day(review.held_on) if review.held_on else "",
        "for": review.contact.name if review.contact else "",
        "foot": _("%(account)s, review of %(period)s") % {"account": review.account.name, "period": period},
        "lang": (get_language() or "en")[:2], "colour": own.colour or OWN_COLOUR, "source_word": _("Sources"),
    }  # fmt: skip


def headline(content: Payload) -> str:
    """Return the account with the title of its review, in the language of the review."""
    with in_language(content["lang"]):
        return _("%(account)s: %(title)s") % {"account": content["account"], "title": content["title"]}


def _block(placed: PlacedBlock, scope: ReviewScope, review: AccountReview, person: Person) -> Payload | None:
    kind = placed.kind
    right = int(kind.right) if kind else 0
    if right > person.money_right:
        return None
    found = _asks(review) if placed.is_asks else kind.load(scope) if kind else None
    if found is None and placed.row.title and placed.row.text:
        found = BlockContent(title=placed.row.title)
    if found is None:
        return None
    values = found.to_payload()
    if placed.row.title:
        values["title"] = placed.row.title
    if placed.row.text:
        values["text"] = [line.strip() for line in placed.row.text.splitlines() if line.strip()]
    return values | {
        "key": placed.row.key,
        "label": placed.label,
        "right": right,
        "names_money": bool(kind and kind.names_money),
    }


def _asks(review: AccountReview) -> BlockContent | None:
    rows = [
        [review.account.name, review.their_ask, review.our_commitment],
        [agency().name or "Amity", review.our_ask, review.their_commitment],
    ]
    if not any(row[1] or row[2] for row in rows):
        return None
    return BlockContent(
        title=_("One ask, one commitment from each side"),
        table=BlockTable([_("Who asks"), _("The ask"), _("Commitment of the other side")], rows),
    )
