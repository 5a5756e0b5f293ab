"""What the checks read of an item, or of one that is being written."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from amity.accounts.models import Contact
from amity.gate.checks.registry import Finding, Findings, Letter, blocking, checked_each, together
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
        known_reply=item.known_reply,
        item_id=item.pk or 0,
        author_id=item.author_id,
        written_at=item.created_at,
        goes_at=item.goes_at or item.send_at or timezone.now(),
        about=About(item.subject_kind, item.subject_id, item.subject_version),
    )


def findings_of(item: Item, extra: Mapping[str, tuple[str, str]] | None = None) -> Findings:
    """Run the checks on an item, and on each item of a bundle. `extra` are answers that someone is about to give."""
    return findings_by_item([item], extra)[item.pk]


def blocks_of(item: Item) -> list[Finding]:
    """Return what blocks an item, and each item of a bundle, without running the checks that only warn."""
    return findings_by_item([item], only=blocking())[item.pk].blocks


def findings_by_item(
    items: Collection[Item], extra: Mapping[str, tuple[str, str]] | None = None, only: Collection[str] = ()
) -> dict[int, Findings]:  # fmt: skip
    """Run the checks on each item, by its id, or `only` some. What they need is read once for all items."""
    members = _members([item.pk for item in items if item.kind == BUNDLE])
    letters, answers, owners = [], [], []
    for item in items:
        answered = {one.finding: (one.chip, one.words) for one in item.overrulings.all()} | dict(extra or {})
        for one in (item, *members.get(item.pk, ())):
            letters.append(letter_of(one))
            answers.append(answered)
            owners.append(item.pk)
    every: defaultdict[int, list[Findings]] = defaultdict(list)
    for owner, findings in zip(owners, checked_each(letters, answers, only), strict=True):
        every[owner].append(findings)
    return {owner: together(own) for owner, own in every.items()}


def whole_members(bundle: Item) -> Sequence[Item]:
    """Return the items of a bundle with what the checks read of them."""
    return _members([bundle.pk]).get(bundle.pk, [])


def _members(bundle_ids: Collection[int]) -> Mapping[int, list[Item]]:
    """Return the items of bundles with what the checks read of them, by the bundle's id."""
    found: defaultdict[int, list[Item]] = defaultdict(list)
    if bundle_ids:
        rows = Item.objects.filter(bundle__in=bundle_ids).select_related("account", "author").order_by("pk")
        for one in rows.prefetch_related("recipients__contact", "files__file", "overrulings"):
            found[one.bundle_id or 0].append(one)
    return found
