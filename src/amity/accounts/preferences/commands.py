"""Save, change and withdraw client preferences. None is deleted."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts import evidence, policy
from amity.accounts.evidence import Evidence
from amity.accounts.models import Account, Preference
from amity.accounts.preferences import queries, rules
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.texts import one_line


@dataclass(frozen=True, slots=True)
class PreferenceFields:
    """The editable fields of a preference. `holder_id` None is all contacts; "" as `check_kind` is no check."""

    text: str
    attitude: str = rules.NEVER
    scope: str = "wording"
    basis: str = rules.STATED
    holder_id: int | None = None
    note: str = ""
    evidence: Evidence = evidence.NONE
    check_kind: str = ""
    check_value: str = ""


@command
def keep_preference(*, by: Actor, account_id: int, fields: PreferenceFields, now: datetime) -> Preference:
    """Save a preference. A stated one needs its source and date; an observed one, what was observed and when."""
    account = account_seen_by(by, account_id)
    policy.may_keep(person_of(by), account).or_refuse()
    preference = Preference(account=account, added_at=now, changed_at=now)
    _put(preference, fields, now)
    preference.save(force_insert=True)
    trail.record("preference.kept", subject=preference, by=by, at=now, changes=image(preference))
    return preference


@command
def edit_preference(
    *, by: Actor, preference_id: int, version: int, fields: PreferenceFields, now: datetime
) -> Preference:
    """Change a preference that holds."""
    preference = _to_change(by, preference_id, version)
    before = image(preference)
    _put(preference, fields, now)
    preference.changed_at = now
    preference.save()
    changes = {"before": before, "after": image(preference)}
    trail.record("preference.edited", subject=preference, by=by, at=now, changes=changes)
    return preference


@command
def withdraw_preference(*, by: Actor, preference_id: int, version: int, because: str, now: datetime) -> Preference:
    """Say that a preference no longer holds, and why: they changed their mind, or our belief was wrong."""
    preference = _to_change(by, preference_id, version)
    reason = one_line(because, 300, "because")
    if not reason:
        raise Invalid(_("Enter why it no longer applies."), "because")
    preference.withdrawn_at, preference.withdrawn_because, preference.changed_at = now, reason, now
    preference.save()
    trail.record("preference.withdrawn", subject=preference, by=by, at=now, changes={"because": reason})
    return preference


def fields_of(preference: Preference) -> PreferenceFields:
    """Return the current fields of a preference."""
    return PreferenceFields(
        text=preference.text,
        attitude=preference.attitude,
        scope=preference.scope,
        basis=preference.basis,
        holder_id=preference.holder_id,
        note=preference.note,
        evidence=evidence.of(preference),
        check_kind=preference.check_kind,
        check_value=preference.check_value,
    )


def image(preference: Preference) -> dict[str, Any]:
    """Return a preference as stored in the audit log."""
    plain = asdict(fields_of(preference))
    return {**plain.pop("evidence"), **plain}


def _to_change(by: Actor, preference_id: int, version: int) -> Preference:
    preference = queries.preference_seen_by(by, preference_id, lock=True)
    policy.may_keep(person_of(by), preference.account).or_refuse()
    if preference.withdrawn_at is not None:
        raise Refused(_("This preference has been withdrawn. Add a new one."))
    preference.expect(version)
    return preference


def _put(preference: Preference, fields: PreferenceFields, now: datetime) -> None:
    preference.text = one_line(fields.text, 300, "text")
    if not preference.text:
        raise Invalid(_("Enter what they like, or what to avoid."), "text")
    for name, offered in (("attitude", rules.ATTITUDES), ("scope", rules.SCOPES), ("basis", rules.BASES)):
        if getattr(fields, name) not in offered:
            raise Invalid(_("Choose from the list."), name)
        setattr(preference, name, getattr(fields, name))
    preference.holder_id = _holder(preference.account, fields.holder_id)
    preference.note = fields.note.strip()
    stated = fields.basis == rules.STATED
    kept = evidence.put(preference, preference.account, fields.evidence, today=now.date(), needed=stated)
    if stated and not (kept.said_words or preference.note):
        raise Invalid(_("Enter their words, or what they said."), "said_words")
    if fields.basis == rules.OBSERVED and not (preference.note and kept.said_on):
        raise Invalid(_("Enter what you observed, and the date."), "said_on" if preference.note else "note")
    _put_check(preference, fields)


def _put_check(preference: Preference, fields: PreferenceFields) -> None:
    preference.check_kind = preference.check_value = ""
    if not fields.check_kind:
        return
    if fields.check_kind not in rules.CHECKS:
        raise Invalid(_("Choose from the list."), "check_kind")
    if len(fields.check_value) > 300:
        raise Invalid(_("Enter at most 300 characters."), "check_value")
    try:
        check = rules.usable(fields.check_kind, fields.check_value)
    except rules.BadCheck as bad:
        raise Invalid(_why(bad), "check_value") from None
    preference.check_kind, preference.check_value = check.kind, check.value


def _why(bad: rules.BadCheck) -> str:
    return {
        "empty": _("Enter what to look for."),
        "number": _("Enter a whole number from 1 to 20,000."),
        "broken": _("Enter a valid expression. Check its brackets and repetitions."),
        "large": _("This expression is too long or repeats too much. Shorten it."),
        "unsupported": _("Remove look-arounds, back-references and \\Z: they aren’t supported."),
        "ending": _("Enter file extensions, separated by commas, for example docx, zip."),
    }[bad.args[0]]


def _holder(account: Account, contact_id: int | None) -> int | None:
    if contact_id is not None and not account.contacts.filter(pk=contact_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "holder_id")
    return contact_id
