"""What the checks read of an item, or of one that is being written."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from amity.accounts.models import Contact
from amity.gate.checks.registry import Findings, Letter, checked_together
from amity.gate.checks.rules import own_text
from amity.gate.items.fields import About
from amity.gate.models import Item
from amity.gate.rules import BUNDLE


def letter_of(item: Item, people: Sequence[tuple[Contact, str]] | None = None) -> Letter:
    """Return what the checks read of an item. `people` are given where they aren't stored yet."""
    given = people if people is not None else [(one.contact, one.way) for one in item.recipients.all()]
    return Letter(
        account=item.account,
        kind=item.kind,
        people=given,
        subject=item.subject,
        text=own_text(item.body),
        files=[one.file.name for one in item.files.all()] if item.pk else [],
        known_message=item.known_message,
        author_id=item.author_id,
        written_at=item.created_at,
        goes_at=item.goes_at or item.send_at or timezone.now(),
        about=About(item.subject_kind, item.subject_id, item.subject_version),
    )


def findings_of(item: Item, extra: Mapping[str, tuple[str, str]] | None = None) -> Findings:
    """Run the checks on an item, and on each item of a bundle. `extra` are answers that someone is about to give."""
    answered = {one.finding: (one.chip, one.words) for one in item.overrulings.all()}
    letters = [letter_of(item)]
    if item.kind == BUNDLE:
        letters += [letter_of(one) for one in whole_members(item)]
    return checked_together(letters, answered | dict(extra or {}))


def whole_members(bundle: Item) -> Sequence[Item]:
    """Return the items of a bundle with what the checks read of them."""
    rows = bundle.bundled.select_related("account", "author").order_by("pk")
    return list(rows.prefetch_related("recipients__contact", "files__file", "overrulings"))
