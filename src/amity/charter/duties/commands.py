"""Answer the three questions, and change or reset a duty, for an account or the agency's default."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.accounts.models import Account
from amity.audit import trail
from amity.charter import policy
from amity.charter.duties import rules as duties
from amity.charter.models import Charter, DutyChange
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Stale
from amity.shared.values import OneOf, Text, flat, tidied, value_of


@dataclass(frozen=True, slots=True)
class DutyFields:
    """The editable fields of a duty. A shared one needs a second role and the rule between the two."""

    kind: Annotated[str, OneOf(duties.KINDS)]
    role: Annotated[str, OneOf(duties.ROLES)]
    client: Annotated[str, OneOf(duties.CLIENT_ROLES)] = duties.NOBODY
    also: Annotated[str, OneOf(duties.ROLES, needed=False)] = duties.NOBODY
    rule: Annotated[str, Text(300)] = ""
    person_id: int | None = None
    also_person_id: int | None = None
    contact_id: int | None = None


@command
def set_questions(
    *, by: Actor, account_id: int | None, asked: duties.Questions, now: datetime, version: int = 0
) -> Charter:
    """Answer the three questions. For an account "" takes the agency's answer. `version` 0: there was no charter."""
    for field, given, known in (
        ("preset", asked.preset, duties.PRESETS), ("writes", asked.writes, duties.WRITES),
        ("extra", asked.extra, duties.EXTRAS),
    ):  # fmt: skip
        if given not in known and not (account_id and given == ""):
            raise Invalid(_("Choose from the list."), field)
    charter = _charter_to_change(by, account_id, version)
    before = {"preset": charter.preset, "writes": charter.writes, "extra": charter.extra}
    charter.preset, charter.writes, charter.extra = asked.preset, asked.writes, asked.extra
    charter.save()
    changes = {"before": before, "after": asdict(asked)}
    trail.record("charter.answered", subject=charter, by=by, at=now, changes=changes)
    return charter


@command
def change_duty(
    *, by: Actor, account_id: int | None, duty: str, fields: DutyFields, now: datetime, version: int = 0
) -> Charter:
    """Set a duty by hand, overriding the result of the three answers."""
    _check_duty(duty)
    charter = _charter_to_change(by, account_id, version)
    clean = duty_checked(fields, charter.account)
    charter.save()
    before = charter.changes.filter(duty=duty).first()
    DutyChange.objects.update_or_create(charter=charter, duty=duty, defaults=flat(clean))
    changes = {"duty": duty, "before": _image(before), "after": flat(clean)}
    trail.record("duty.changed", subject=charter, by=by, at=now, changes=changes)
    return charter


@command
def reset_duty(*, by: Actor, account_id: int | None, duty: str, now: datetime, version: int = 0) -> Charter:
    """Reset a duty to the result of the three answers, or to the agency's default."""
    _check_duty(duty)
    charter = _charter_to_change(by, account_id, version)
    change = charter.changes.filter(duty=duty).first() if charter.pk else None
    if change is None:
        raise NotSeen(_("This duty has not been changed."))
    charter.save()
    trail.record("duty.reset", subject=charter, by=by, at=now, changes={"duty": duty, **_image(change)})
    change.delete()
    return charter


def _charter_to_change(by: Actor, account_id: int | None, version: int) -> Charter:
    """Lock the charter and return it with its version increased, or a new one where there is none."""
    person = person_of(by)
    account: Account | None = None
    if account_id is None:
        policy.may_set_default(person).or_refuse()
    else:
        account = accounts.account_to_change(by, account_id)
        policy.may_change(person, account).or_refuse()
    charter = Charter.objects.select_for_update(of=("self",)).filter(account=account).first()
    if charter is None:
        return Charter(account=account, is_default=account is None)
    if not version:
        raise Stale(
            _("Someone else changed this first. Your text is still here. Compare the two and save again."), charter
        )
    charter.expect(version)
    return charter


def _check_duty(duty: str) -> None:
    if duty not in duties.DUTIES:
        raise NotSeen(_("Duty not found."))


def _image(change: DutyChange | None) -> dict[str, object]:
    return flat(value_of(change, DutyFields)) if change else {}


def duty_checked(fields: DutyFields, account: Account | None) -> DutyFields:
    """Return the duty without fields its kind and roles do not need. Raises `Invalid` for a wrong value."""
    also = fields.also if fields.kind == duties.SHARED else duties.NOBODY
    named = replace(
        tidied(replace(fields, also=also)),
        person_id=fields.person_id if fields.role == duties.PERSON else None,
        also_person_id=fields.also_person_id if also == duties.PERSON else None,
        contact_id=fields.contact_id if fields.client == duties.CONTACT else None,
    )
    _check_roles(named)
    _check_people(named, account)
    return named


def _check_roles(fields: DutyFields) -> None:
    if fields.kind == duties.SHARED and fields.also not in duties.ROLES:
        raise Invalid(_("A shared duty needs someone on each side. Choose who shares it."), "also")
    if fields.kind == duties.SHARED and (fields.role, fields.person_id) == (fields.also, fields.also_person_id):
        raise Invalid(_("A person can’t share a duty with themselves. Choose one accountable person."), "also")
    if fields.kind == duties.SHARED and not fields.rule:
        raise Invalid(_("A shared duty needs a rule between the two."), "rule")


def _check_people(fields: DutyFields, account: Account | None) -> None:
    for field, role, person_id in (
        ("person_id", fields.role, fields.person_id), ("also_person_id", fields.also, fields.also_person_id),
    ):  # fmt: skip
        if role == duties.PERSON and not Person.objects.filter(pk=person_id or 0, is_active=True).exists():
            raise Invalid(_("Choose an active person."), field)
    if fields.client == duties.CONTACT:
        known = account is not None and account.contacts.filter(pk=fields.contact_id or 0, is_active=True).exists()
        if not known:
            raise Invalid(_("Choose a contact of this account."), "contact_id")
