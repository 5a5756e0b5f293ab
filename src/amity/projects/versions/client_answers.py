"""What an answer of the client does to a version: its deliverable is accepted, or changes are requested."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.gate.answering import registry
from amity.gate.answering.registry import Effect
from amity.gate.answering.rules import APPROVE
from amity.gate.models import Item
from amity.people.models import Person
from amity.projects import rules
from amity.projects.deliverables.commands import advance
from amity.projects.models import Deliverable
from amity.projects.versions.models import DeliverableVersion
from amity.rights.queries import may_release
from amity.shared.actor import Actor

SUBJECT: Final = "version"
"""The kind of subject of items about a version."""


def register() -> None:
    """Register what answers to a version do."""
    registry.register(SUBJECT, Effect(decide=decide, team=team, waiting=waiting, agreement=agreement_of))


def decide(item: Item, choice: str, words: str, by: Actor, now: datetime) -> str:
    """Accept a deliverable or request changes, if this is still its newest version. Return "" or why not."""
    version = _version(item)
    if version is None:
        return _("The version was removed.")
    row = Deliverable.objects.select_for_update(of=("self",)).select_related("line", "project").get(
        pk=version.deliverable_id
    )  # fmt: skip
    if row.versions.filter(number__gt=version.number).exists():
        return _("A newer version was added since.")
    if row.state != rules.WITH_CLIENT:
        return _("The deliverable was no longer with the client.")
    if choice == APPROVE and not (release := may_release(row.line_id, timezone.localdate(now))):
        return release.sentence
    source = f"{by.label}: {words}" if words else by.label
    advance(row, rules.ACCEPTED if choice == APPROVE else rules.CHANGES_ASKED, by=by, now=now, source=source[:500])
    return ""


def waiting(ids: Collection[int]) -> Collection[int]:
    """Return the versions that are the newest of a deliverable which is with the client."""
    newer = DeliverableVersion.objects.filter(deliverable=OuterRef("deliverable"), number__gt=OuterRef("number"))
    rows = DeliverableVersion.objects.filter(pk__in=ids, deliverable__state=rules.WITH_CLIENT)
    return set(rows.exclude(Exists(newer)).values_list("pk", flat=True))


def team(item: Item) -> Iterable[Person]:
    """Return the project manager."""
    version = _version(item)
    manager = version.deliverable.project.manager if version else None
    return (manager,) if manager else ()


def agreement_of(version_id: int) -> int | None:
    """Return the agreement of the project that a version is made in."""
    rows = DeliverableVersion.objects.filter(pk=version_id)
    return rows.values_list("deliverable__project__agreement_id", flat=True).first()


def _version(item: Item) -> DeliverableVersion | None:
    rows = DeliverableVersion.objects.select_related("deliverable__project__manager", "deliverable__line")
    return rows.filter(pk=item.subject_id or 0).first()
