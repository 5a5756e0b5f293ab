"""Lock an agreement that the actor can change, change its status, and freeze versions."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements import policy, queries
from amity.agreements.models import Agreement
from amity.agreements.steps.models import Recorded
from amity.agreements.versions import rules as versions
from amity.agreements.versions.content import content_of
from amity.agreements.versions.models import AgreementVersion
from amity.agreements.versions.newest import newest_versions
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.text.texts import within


def save_edit(agreement: Agreement, *, versioned: bool) -> None:
    """Save an edit and increase the version, unless `expect` already did, so that a concurrent edit is stale."""
    if not versioned:
        agreement.version += 1
    agreement.save()


def to_write(by: Actor, agreement_id: int, version: int | None = None) -> Agreement:
    """Return an agreement the actor can write, in any status.

    `version` is the one they saw, None where it doesn't matter.
    """
    agreement = queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_write(person_of(by), agreement).or_refuse()
    if version is not None:
        agreement.expect(version)
    return agreement


def to_change(by: Actor, agreement_id: int, version: int | None = None) -> Agreement:
    """Return an agreement the actor can edit now. Refused with the reason once it is in review or signed."""
    agreement = queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_change(person_of(by), agreement).or_refuse()
    if version is not None:
        agreement.expect(version)
    return agreement


def move(agreement: Agreement, to: str) -> str:
    """Set another status without saving, and return the former one. Refused if the change isn't legal."""
    policy.may_move(agreement, to).or_refuse()
    before, agreement.state = agreement.state, to
    return before


def note_why(agreement: Agreement, step: str, reason: str, by: Actor, now: datetime) -> None:
    """Save the reason why an agreement was returned or withdrawn, for its page."""
    Recorded.objects.create(
        agreement=agreement, step=step, happened_on=timezone.localdate(now), note=within(reason, 500, "reason"),
        recorded_by=by.label, recorded_at=now,
    )  # fmt: skip


def freeze(agreement: Agreement, by: Actor, now: datetime, skipped: tuple[str, ...] = ()) -> AgreementVersion:
    """Store the agreement's current content as its next version, with its hash."""
    content = content_of(agreement)
    last = agreement.versions.order_by("-number").first()
    return AgreementVersion.objects.create(
        agreement=agreement,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=versions.sha256(content),
        skipped=list(skipped),
        frozen_at=now,
        frozen_by_id=by.person_id,
        frozen_by=by.label,
    )


def newest(agreement: Agreement) -> AgreementVersion:
    """Return the version that was cleared. Refused if the content, such as a line, has changed since."""
    version = newest_versions([agreement.pk]).get(agreement.pk)
    if version is None or version.sha256 != versions.sha256(content_of(agreement)):
        raise Refused(
            _(
                "A line of %(agreement)s has changed since it was cleared. Return it to draft, then send it for "
                "review again."
            )
            % {"agreement": agreement}
        )
    return version
