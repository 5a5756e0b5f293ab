"""Queries for the versions of a deliverable and their comments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from amity.gate.subjects.queries import Sending, has_open
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import projects_seen_by
from amity.projects.versions.models import DeliverableVersion, VersionComment
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class Commented:
    """A version with the comments of either side, the oldest first."""

    version: DeliverableVersion
    client: Sequence[VersionComment]
    team: Sequence[VersionComment]
    sendings: Sequence[Sending] = ()

    @property
    def open(self) -> int:
        """Return how many comments aren't done yet."""
        return sum(one.done_at is None for one in (*self.client, *self.team))

    @property
    def is_on_its_way(self) -> bool:
        """Return whether an email with the version hasn't arrived yet, or is a draft of the reader."""
        return has_open(self.sendings)

    @property
    def is_removable(self) -> bool:
        """Return whether the version can be removed: the client hasn't seen it, and no one commented on it."""
        return self.version.shown_at is None and not self.client and not self.team


def versions_of(project: Project, line_id: int) -> list[Commented]:
    """Return the versions of a line's deliverable, the newest first, in two queries."""
    rows = DeliverableVersion.objects.filter(deliverable__project=project, deliverable__line=line_id)
    found = list(rows.select_related("file", "added_by", "deliverable").order_by("-number"))
    of_version: defaultdict[int, list[VersionComment]] = defaultdict(list)
    comments = VersionComment.objects.filter(version__in=found).select_related("contact", "person")
    for comment in comments.order_by("added_at", "pk") if found else ():
        of_version[comment.version_id].append(comment)
    return [
        Commented(
            version,
            [one for one in of_version[version.pk] if one.contact_id],
            [one for one in of_version[version.pk] if one.person_id],
        )
        for version in found
    ]


def version_seen_by(by: Actor, version_id: int) -> DeliverableVersion:
    """Return a version of a project that the actor can see, or raise `NotSeen`."""
    return seen_or_missing(_versions(by), version_id, _gone_version())


def version_to_change(by: Actor, version_id: int) -> DeliverableVersion:
    """Return a version, locked until the transaction ends, or raise `NotSeen`."""
    return seen_or_missing(_versions(by), version_id, _gone_version(), lock=True)


def comment_to_change(by: Actor, comment_id: int) -> VersionComment:
    """Return a comment of a project that the actor can see, locked until the transaction ends, or raise `NotSeen`."""
    rows = VersionComment.objects.filter(version__deliverable__project__in=projects_seen_by(by))
    rows = rows.select_related("version__deliverable__project", "version__deliverable__line")
    gone = _("Comment not found. It may have been deleted, or you don’t have access.")
    return seen_or_missing(rows, comment_id, gone, lock=True)


def open_comments(project: Project) -> dict[int, int]:
    """Return how many comments aren't done yet, by line."""
    rows = VersionComment.objects.filter(version__deliverable__project=project, done_at=None)
    found: defaultdict[int, int] = defaultdict(int)
    for line_id in rows.values_list("version__deliverable__line_id", flat=True):
        found[line_id] += 1
    return dict(found)


def client_comments(by: Actor) -> QuerySet[VersionComment]:
    """Return the comments of clients on projects the actor can see."""
    seen = Project.objects.visible_to(person_of(by))
    return VersionComment.objects.filter(Q(contact__isnull=False), version__deliverable__project__in=seen)


def _versions(by: Actor) -> QuerySet[DeliverableVersion]:
    rows = DeliverableVersion.objects.filter(deliverable__project__in=projects_seen_by(by))
    return rows.select_related("deliverable__project__account", "deliverable__line", "file")


def _gone_version() -> str:
    return _("Version not found. It may have been removed, or you don’t have access.")
