"""Second factors: add, rename, remove, use and reset them, and keep up who has to set one up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people import policy, queries
from amity.people.models import Person
from amity.people.second_factor import queries as factor_queries
from amity.people.second_factor import rules
from amity.people.second_factor.queries import APP, CODES, PASSKEY, factors_of
from amity.people.sessions.commands import close_sessions
from amity.people.sign_in import mails
from amity.people.sign_in.queries import has_second_factor
from amity.people.sign_in.reasons import given_reason
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.sealing import Unsealable, seal, unseal
from amity.shared.text.texts import one_line

MOST_PASSKEYS = 20
NAME_LENGTH = 60
Used = Literal["", "app", "recovery"]


@dataclass(frozen=True, slots=True)
class Added:
    """A new second factor. `codes` are the recovery codes made with the first one. They can't be read again."""

    factor: Authenticator
    codes: list[str]


@command
def add_app(*, by: Actor, secret: str, code: str, now: datetime) -> Added:
    """Add an authenticator app by its secret and the first code it shows."""
    person = queries.person_to_change(queries.person_of(by).pk)
    if factors_of(person.pk).filter(type=APP).exists():
        raise Refused(_("You already have an authenticator app. Remove it before you add another."))
    step = rules.matching_step(secret, code, now)
    if step is None:
        raise Invalid(_("The code is incorrect. Enter the one your app shows now."), field="code")
    return _added(person, APP, {"secret": seal(secret), "last_step": step}, "", by=by, now=now)


@command
def add_passkey(*, by: Actor, name: str, credential: dict[str, Any], now: datetime) -> Added:
    """Add a passkey that the browser has made and `passkeys.registered` has verified."""
    person = queries.person_to_change(queries.person_of(by).pk)
    if factors_of(person.pk).filter(type=PASSKEY).count() >= MOST_PASSKEYS:
        raise Refused(_("You already have 20 passkeys. Remove one you no longer use."))
    tidy_name = passkey_name(name)
    return _added(person, PASSKEY, {"name": tidy_name, "credential": credential}, tidy_name, by=by, now=now)


@command
def rename_passkey(*, by: Actor, factor_id: int, name: str, now: datetime) -> Authenticator:
    """Give one of the actor's passkeys another name."""
    person = queries.person_to_change(queries.person_of(by).pk)
    factor = _factor(person, factor_id)
    if factor.type != PASSKEY:
        raise Refused(_("Only a passkey has a name."))
    before, after = factor.data["name"], passkey_name(name)
    factor.data["name"] = after
    factor.save(update_fields=["data"])
    trail.record("second_factor.renamed", subject=person, by=by, at=now, changes={"before": before, "after": after})
    return factor


@command
def remove_factor(*, by: Actor, factor_id: int, now: datetime) -> None:
    """Remove one of the actor's second factors. The last one takes the recovery codes with it."""
    person = queries.person_to_change(queries.person_of(by).pk)
    factor = _factor(person, factor_id)
    is_last = not factors_of(person.pk).exclude(pk=factor.pk).exists()
    if is_last and factor_queries.needs_second_factor(person):
        raise Refused(_("Your role requires a second factor. Add another one before you remove this one."))
    changes = {"kind": factor.type, "name": factor.data.get("name", "")}
    factor.delete()
    if is_last:
        Authenticator.objects.filter(user_id=person.pk).delete()
    trail.record("second_factor.removed", subject=person, by=by, at=now, changes=changes)
    mails.notify(person, lambda: _("A second factor was removed from your sign-in."), now=now)


@command
def make_codes(*, by: Actor, now: datetime) -> list[str]:
    """Make new recovery codes. Older ones stop working."""
    person = queries.person_to_change(queries.person_of(by).pk)
    if not has_second_factor(person.pk):
        raise Refused(_("Add an authenticator app or a passkey first."))
    Authenticator.objects.filter(user_id=person.pk, type=CODES).delete()
    codes = _new_codes(person)
    trail.record("second_factor.codes_made", subject=person, by=by, at=now)
    mails.notify(
        person, lambda: _("New recovery codes were made for your sign-in. Older ones stopped working."), now=now
    )
    return codes


@command
def use_code(*, person_id: int, code: str, address: str, now: datetime) -> Used:
    """Use a code of the authenticator app, or a recovery code, which works once. Return which, or "" if it is wrong."""
    person = queries.person_to_change(person_id)
    used = _use(person, code, now)
    by = queries.actor_for(person, "page") if used else Actor.stranger("page")
    if used == "recovery":
        trail.record("second_factor.recovery_used", subject=person, by=by, at=now, changes={"address": address})
        mails.notify(person, lambda: _("A recovery code was used to sign in as you."), now=now)
    elif not used:
        trail.record("second_factor.failed", subject=person, by=by, at=now, changes={"address": address})
    return used


def expect_code(*, person_id: int, code: str, address: str, now: datetime) -> None:
    """Use a code. Raise `Invalid` if it is wrong; the try is on the audit log all the same."""
    if not use_code(person_id=person_id, code=code, address=address, now=now):
        raise Invalid(_("The code is incorrect, or it was used before."), field="code")


@command
def note_passkey(*, factor_id: int, now: datetime) -> None:
    """Record when a passkey was used."""
    Authenticator.objects.filter(pk=factor_id).update(last_used_at=now)


@command
def reset_second_factor(*, by: Actor, person_id: int, reason: str, now: datetime) -> Person:
    """Remove a person's second factors and codes, as an administrator with a reason. Their sessions end."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    if person.pk == by.person_id:
        raise Refused(_("Change your own second factor under My settings."))
    why = given_reason(reason)
    remove_everything(person)
    close_sessions(person)
    trail.record("second_factor.reset", subject=person, by=by, at=now, changes={"reason": why})
    mails.notify_of_reset(person, reason=why, by=by, now=now)
    return person


def remove_everything(person: Person) -> None:
    """Delete a locked person's second factors and recovery codes."""
    Authenticator.objects.filter(user_id=person.pk).delete()
    update_due([person.pk])


def update_due(person_ids: Iterable[int] | None = None) -> None:
    """Keep up who has to set up a second factor, for these people or for everyone."""
    people = Person.objects.all() if person_ids is None else Person.objects.filter(pk__in=list(person_ids))
    due = set(factor_queries.people_due().filter(pk__in=people.values("pk")).values_list("pk", flat=True))
    people.filter(pk__in=due, second_factor_due=False).update(second_factor_due=True)
    people.filter(second_factor_due=True).exclude(pk__in=due).update(second_factor_due=False)


def passkey_name(name: str) -> str:
    """Return the name of a passkey on one line. Raise `Invalid` if it is blank or too long."""
    tidy_name = one_line(name, NAME_LENGTH, "name")
    if not tidy_name:
        raise Invalid(_("Enter a name, for example the device it is on."), field="name")
    return tidy_name


def _added(person: Person, kind: str, data: dict[str, Any], name: str, *, by: Actor, now: datetime) -> Added:
    factor = Authenticator.objects.create(user_id=person.pk, type=kind, data=data, created_at=now)
    has_codes = Authenticator.objects.filter(user_id=person.pk, type=CODES).exists()
    codes = [] if has_codes else _new_codes(person)
    update_due([person.pk])
    trail.record("second_factor.added", subject=person, by=by, at=now, changes={"kind": kind, "name": name})
    mails.notify(person, lambda: _("A second factor was added to your sign-in."), now=now)
    return Added(factor, codes)


def _new_codes(person: Person) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    return codes


def _factor(person: Person, factor_id: int) -> Authenticator:
    return seen_or_missing(factors_of(person.pk), factor_id, _("Second factor not found."), lock=True)


def _use(person: Person, code: str, now: datetime) -> Used:
    app = factors_of(person.pk).select_for_update().filter(type=APP).first()
    try:
        if app is not None:
            step = rules.matching_step(unseal(app.data["secret"]), code, now, after=app.data["last_step"])
            if step is not None:
                app.data["last_step"], app.last_used_at = step, now
                app.save(update_fields=["data", "last_used_at"])
                return "app"
        codes = Authenticator.objects.filter(user_id=person.pk, type=CODES).first()
        if codes is not None and RecoveryCodes(codes).validate_code("".join(code.split())):
            Authenticator.objects.filter(pk=codes.pk).update(last_used_at=now)
            return "recovery"
    except Unsealable:
        return ""
    return ""
