"""Save, change and withdraw client preferences. None is deleted."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import policy
from amity.accounts.evidence import NO_EVIDENCE, Evidence, checked_evidence
from amity.accounts.models import Account, Contact, Preference
from amity.accounts.preferences import queries, rules
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line
from amity.shared.values import OneOf, Text, flat, tidied, value_of, write

TEXT_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class PreferenceFields:
    """The editable fields of a preference. A `holder_id` of None means all contacts, a `check_kind` of "" no check."""

    text: Annotated[str, Text(TEXT_MOST, needed=lazy("Enter what they like, or what to avoid."))]
    attitude: Annotated[str, OneOf(rules.ATTITUDES)] = rules.NEVER
    scope: Annotated[str, OneOf(rules.SCOPES)] = "wording"
    basis: Annotated[str, OneOf(rules.BASES)] = rules.STATED
    holder_id: int | None = None
    note: Annotated[str, Text(2000, lines=True)] = ""
    evidence: Evidence = NO_EVIDENCE
    check_kind: Annotated[str, OneOf(rules.CHECKS, needed=False)] = ""
    check_value: Annotated[str, Text(300, lines=True)] = ""


@command
def keep_preference(*, by: Actor, account_id: int, fields: PreferenceFields, now: datetime) -> Preference:
    """Save a preference. A stated one needs its source and date, an observed one a description and its date."""
    account = account_seen_by(by, account_id)
    policy.may_keep(person_of(by), account).or_refuse()
    return _keep(account, fields, by, now)


def keep_assumption(
    *, by: Actor, account: Account, words: str, attitude: str, scope: str, holder_id: int | None, now: datetime
) -> Preference:  # fmt: skip
    """Save what someone believes who decided about an email to the client. The right to decide is enough for it."""
    is_long = len(words) > TEXT_MOST
    text, note = (f"{words[: TEXT_MOST - 1]}…", words) if is_long else (words, "")
    fields = PreferenceFields(
        text, attitude, scope, rules.ASSUMPTION, holder_id=holder_id, note=note
    )  # fmt: skip
    return _keep(account, fields, by, now)


def keep_stated(
    *, by: Actor, contact: Contact, text: str, scope: str, evidence: Evidence, now: datetime
) -> Preference:  # fmt: skip
    """Save what a contact told Amity themselves that they never want. It needs no right of ours."""
    fields = PreferenceFields(text, rules.NEVER, scope, holder_id=contact.pk, evidence=evidence)
    return _keep(contact.account, fields, by, now)


def _keep(account: Account, fields: PreferenceFields, by: Actor, now: datetime) -> Preference:
    preference = Preference(account=account, added_at=now, changed_at=now)
    _put(preference, fields, now)
    preference.save(force_insert=True)
    trail.record("preference.kept", subject=preference, by=by, at=now, changes=image(preference))
    return preference


@command
def edit_preference(
    *, by: Actor, preference_id: int, version: int, fields: PreferenceFields, now: datetime
) -> Preference:
    """Change an active preference."""
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
    """Withdraw a preference that no longer applies. A reason is required."""
    preference = _to_change(by, preference_id, version)
    reason = one_line(because, 300, "because")
    if not reason:
        raise Invalid(_("Enter why it no longer applies."), "because")
    preference.withdrawn_at, preference.withdrawn_because, preference.changed_at = now, reason, now
    preference.save()
    trail.record("preference.withdrawn", subject=preference, by=by, at=now, changes={"because": reason})
    return preference


def image(preference: Preference) -> dict[str, Any]:
    """Return a preference as stored in the audit log."""
    return flat(value_of(preference, PreferenceFields))


def _to_change(by: Actor, preference_id: int, version: int) -> Preference:
    preference = queries.preference_seen_by(by, preference_id, lock=True)
    policy.may_keep(person_of(by), preference.account).or_refuse()
    if preference.withdrawn_at is not None:
        raise Refused(_("This preference has been withdrawn. Add a new one."))
    preference.expect(version)
    return preference


def _put(preference: Preference, fields: PreferenceFields, now: datetime) -> None:
    clean, account = tidied(fields), preference.account
    if clean.holder_id is not None and not account.contacts.filter(pk=clean.holder_id).exists():
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "holder_id")
    stated = clean.basis == rules.STATED
    evidence = checked_evidence(account, clean.evidence, today=timezone.localdate(now), needed=stated)
    if stated and not (evidence.client_words or clean.note):
        raise Invalid(_("Enter their words, or what they said."), "client_words")
    if clean.basis == rules.OBSERVED and not (clean.note and evidence.stated_on):
        raise Invalid(_("Enter what you observed, and the date."), "stated_on" if clean.note else "note")
    write(replace(clean, evidence=evidence, check_value=_usable(clean)), preference)


def _usable(fields: PreferenceFields) -> str:
    """Return the normalised value of the check, or "" without a check."""
    if not fields.check_kind:
        return ""
    try:
        return rules.usable(fields.check_kind, fields.check_value).value
    except rules.BadCheck as bad:
        raise Invalid(_why(bad), "check_value") from None


def _why(bad: rules.BadCheck) -> str:
    return {
        "empty": _("Enter what to look for."),
        "number": _("Enter a whole number from 1 to 20,000."),
        "broken": _("Enter a valid expression. Check its brackets and repetitions."),
        "large": _("This expression is too long or repeats too much. Shorten it."),
        "unsupported": _("Remove look-arounds, back-references and \\Z: they aren’t supported."),
        "ending": _("Enter file extensions, separated by commas, for example docx, zip."),
    }[bad.args[0]]
