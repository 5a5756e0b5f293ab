"""Deliverables and their versions, as far as they were released to a contact."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from amity.gate import rules as gate
from amity.portal.answers.models import Answer
from amity.portal.answers.queries import questions_with_us
from amity.portal.released.queries import released_to
from amity.portal.released.rules import DELIVERED
from amity.portal.work.models import OwnComment
from amity.projects import rules
from amity.projects.models import Project
from amity.projects.versions.client_answers import SUBJECT
from amity.projects.versions.models import DeliverableVersion
from amity.shared.errors import NotSeen

if TYPE_CHECKING:
    from amity.accounts.models import Contact
    from amity.gate.models import Item, ItemFile


PICTURE, PAGES = "picture", "pages"
PICTURES: Final = frozenset({"image/png", "image/jpeg"})
"""Files that a browser draws within a page, by the bytes they begin with."""


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version with the email that showed it, and the comments that contacts wrote on the client's pages."""

    version: DeliverableVersion
    item: "Item"
    comments: Sequence[OwnComment]

    @property
    def shows(self) -> str:
        """Return what a comment can be pinned to: a picture, the pages of a document, or ""."""
        return shows(self.version)

    @property
    def pinned(self) -> list[tuple[int, OwnComment]]:
        """Return the comments that are pinned to a point, each with its number among all."""
        return [(number, one) for number, one in enumerate(self.comments, 1) if one.pin.has_point]


@dataclass(frozen=True, slots=True)
class ShownDeliverable:
    """A deliverable with its released versions, the newest first. Its title is that of the newest email about it.

    `asked_at`: when they asked a question about the newest version, until someone on our team has answered.
    """

    id: int
    versions: Sequence[ShownVersion]
    is_accepted: bool
    is_held: bool
    waits: bool
    asked_at: datetime | None

    @property
    def newest(self) -> ShownVersion:
        """Return the newest version that was released."""
        return self.versions[0]

    @property
    def title(self) -> str:
        """Return the subject of the newest email."""
        return self.newest.item.subject


def deliverables_shown(contacts: "Sequence[Contact]") -> list[ShownDeliverable]:
    """Return the deliverables of which a version was released, the one shown last at the top."""
    emails: dict[int, Item] = {}
    shown_by = released_to(contacts).filter(kind__in=DELIVERED, subject_kind=SUBJECT, subject_id__isnull=False)
    for item in shown_by:
        if item.subject_id is not None:
            emails.setdefault(item.subject_id, item)
    rows = DeliverableVersion.objects.filter(pk__in=emails).select_related("deliverable__project", "file")
    versions = [row for row in rows if row.deliverable.project.account_id == emails[row.pk].account_id]
    comments = _comments(versions)
    grouped: dict[int, list[ShownVersion]] = {}
    for row in sorted(versions, key=lambda one: -one.number):
        shown = ShownVersion(row, emails[row.pk], comments.get(row.pk, ()))
        grouped.setdefault(row.deliverable_id, []).append(shown)
    held, asked = _held_and_asked(emails.values(), contacts)
    found = [_deliverable(pk, shown, held, asked) for pk, shown in grouped.items()]
    return sorted(found, key=lambda one: (one.newest.item.released_at, one.id), reverse=True)


def deliverable_shown(contacts: "Sequence[Contact]", deliverable_id: int) -> ShownDeliverable:
    """Return one deliverable of which a version was released, or raise `NotSeen`."""
    for one in deliverables_shown(contacts):
        if one.id == deliverable_id:
            return one
    raise NotSeen(_("Page not found."))


def shows(version: DeliverableVersion) -> str:
    """Return what a version shows within a page, or its pages: a picture, a document, or "" for a link."""
    if version.file is None:
        return ""
    return PICTURE if version.file.content_type in PICTURES else PAGES


def besides(item: "Item", version: DeliverableVersion | None) -> "list[ItemFile]":
    """Return the files of an email that aren't the copy of a version's own file."""
    own = version.file if version is not None else None
    return [one for one in item.files.all() if own is None or one.file.sha256 != own.sha256]


def version_of(item: "Item") -> DeliverableVersion | None:
    """Return the version that a released item is about, or None."""
    if item.kind not in DELIVERED or item.subject_kind != SUBJECT or item.subject_id is None:
        return None
    rows = DeliverableVersion.objects.filter(pk=item.subject_id, deliverable__project__account=item.account_id)
    return rows.select_related("deliverable", "file").first()


def status_of(contacts: "Sequence[Contact]") -> "list[Item]":
    """Return the latest status of each account and of each project that hasn't ended, as it was cleared."""
    latest: dict[tuple[int, int | None], Item] = {}
    for item in released_to(contacts).filter(kind=gate.STATUS):
        latest.setdefault((item.account_id, item.subject_id), item)
    about = [project_id for _account_id, project_id in latest if project_id]
    over = set(Project.objects.filter(pk__in=about, status__in=rules.OVER).values_list("pk", flat=True))
    return [item for (_account_id, project_id), item in latest.items() if project_id not in over]


def _comments(versions: Sequence[DeliverableVersion]) -> dict[int, list[OwnComment]]:
    rows = OwnComment.objects.filter(comment__version__in=[one.pk for one in versions])
    found: dict[int, list[OwnComment]] = {}
    for own in rows.select_related("comment__contact").order_by("comment__added_at", "pk"):
        found.setdefault(own.comment.version_id, []).append(own)
    return found


def _held_and_asked(items: "Iterable[Item]", contacts: "Sequence[Contact]") -> tuple[set[int], dict[int, datetime]]:
    """Return the emails on which the client asked to hold on, and when they asked what isn't answered, by email."""
    asked = Q(pk__in=questions_with_us(contacts).values("pk"))
    rows = Answer.objects.filter(asked | Q(held_at__isnull=False, resumed_at=None), item__in=[one.pk for one in items])
    held: set[int] = set()
    asked_at: dict[int, datetime] = {}
    for row in rows.order_by("at", "pk"):
        if row.is_held:
            held.add(row.item_id)
        else:
            asked_at[row.item_id] = row.at
    return held, asked_at


def _deliverable(
    deliverable_id: int, shown: Sequence[ShownVersion], held: Collection[int], asked: Mapping[int, datetime]
) -> ShownDeliverable:
    state = shown[0].version.deliverable.state
    return ShownDeliverable(
        deliverable_id, tuple(shown), is_accepted=state == rules.ACCEPTED,
        is_held=any(one.item.pk in held for one in shown), waits=state == rules.WITH_CLIENT,
        asked_at=asked.get(shown[0].item.pk),
    )  # fmt: skip
