"""Passwords, the first person of an agency, and the audit records of sign-ins: done, failed, refused."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people import queries, rules
from amity.people.invitations.commands import Invited, checked_mail, end_tokens_of, open_door
from amity.people.models import HeldRole, Person
from amity.people.second_factor.commands import remove_everything
from amity.people.sessions.commands import close_sessions
from amity.people.sign_in import mails
from amity.people.sign_in.queries import sign_in_settings
from amity.people.tokens import queries as token_queries
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

FIRST_ROLES = (rules.ADMINISTRATOR, rules.ACCOUNT_DIRECTOR, rules.FINANCE)


@command
def choose_password(*, person_id: int, password: str, now: datetime, end_tokens: bool = False) -> Person:
    """Set a person's own password. It ends their other sessions, open invitations and, if asked, their API tokens."""
    person = queries.person_to_change(person_id)
    if not sign_in_settings().password_allowed:
        raise Refused(_("Passwords are switched off here. Use another way to sign in."))
    try:
        validate_password(password, person)
    except ValidationError as fault:
        raise Invalid(" ".join(fault.messages), field="password") from fault
    person.set_password(password)
    person.save(update_fields=["password"])
    person.invitations.filter(used_at=None).update(used_at=now)
    by = queries.actor_for(person, "page")
    trail.record("person.password_chosen", subject=person, by=by, at=now)
    if end_tokens:
        end_tokens_of(person, by=by, now=now)
    return person


@command
def accept_invitation(*, token: str, password: str, now: datetime) -> Person:
    """Choose a password by an invitation's link. Refused if the link is used, expired or unknown."""
    invitation = queries.open_invitation(token, now)
    if invitation is not None:
        queries.person_to_change(invitation.person_id)
        invitation = queries.open_invitation(token, now)  # under the person's lock: of two presses one finds it used
    if invitation is None:
        raise Refused(_("This link has already been used or has expired. Ask an administrator for a new one."))
    return choose_password(person_id=invitation.person_id, password=password, now=now)


@command
def first_person(*, mail: str, name: str, locale: str, time_zone: str, now: datetime) -> Invited:
    """Create the first person as administrator, director and finance. Refused if there is anyone already."""
    if Person.objects.exists():
        raise Refused(_("This agency already has people; invite others from Settings."))
    person = Person(name=name, mail=checked_mail(mail), locale=locale, time_zone=time_zone or "UTC", joined_at=now)
    person.set_unusable_password()
    person.save()
    for role in FIRST_ROLES:
        HeldRole.objects.create(person=person, role=role)
    by = Actor(kind="person", id=person.pk, label=person.name, through="cli")
    trail.record("person.first", subject=person, by=by, at=now, changes={"name": name, "roles": list(FIRST_ROLES)})
    return open_door(person, now=now, by_mail=False)


@command
def let_in(*, mail: str, now: datetime) -> Invited:
    """Let an administrator in again: remove their second factor, allow passwords, and make a link for a new one.

    For the command line of the server, when no administrator can sign in.
    """
    found = queries.person_by_mail(mail)
    if found is None or not found.is_active or not found.has_role(rules.ADMINISTRATOR):
        raise Refused(_("No active administrator has this email address."))
    person = queries.person_to_change(found.pk)
    chosen = sign_in_settings(lock=True)
    if not chosen.password_allowed:
        chosen.password_allowed = True
        chosen.save()
    remove_everything(person)
    close_sessions(person)
    trail.record("sign_in.let_in", subject=person, by=Actor.stranger("cli"), at=now)
    mails.notify(person, lambda: _("Your second factor was removed on the server, to let you in again."), now=now)
    return open_door(person, now=now, by_mail=False)


@command
def record_sign_in(*, person_id: int, address: str, now: datetime) -> None:
    """Record that a person signed in, and from which network address."""
    person = Person.objects.get(pk=person_id)
    by = queries.actor_for(person, "page")
    trail.record("sign_in.done", subject=person, by=by, at=now, changes={"address": address})


@command
def record_failed_sign_in(*, person_id: int, address: str, now: datetime) -> None:
    """Record that someone entered a wrong password for a person."""
    _of_stranger("sign_in.failed", person_id, address, now)


def check_password(*, person_id: int, password: str, address: str, now: datetime) -> None:
    """Check a signed-in person's password again. Raise `Invalid` if it is wrong; the try is on the audit log."""
    person = Person.objects.get(pk=person_id)
    if not sign_in_settings().password_allowed or not person.check_password(password):
        record_failed_sign_in(person_id=person_id, address=address, now=now)
        raise Invalid(_("The password is incorrect."), field="password")


@command
def record_reset_request(*, person_id: int, address: str, now: datetime) -> None:
    """Record that someone requested a new password for a person."""
    _of_stranger("sign_in.reset_requested", person_id, address, now)


@command
def record_refused_token(*, token_id: int, now: datetime) -> None:
    """Record that someone used a token that no longer works."""
    token = token_queries.token_to_change(token_id)
    changes = {"name": token.name, "person_id": token.person_id}
    trail.record("token.refused", subject=token, by=Actor.stranger("rest"), at=now, changes=changes)


def _of_stranger(action: str, person_id: int, address: str, now: datetime) -> None:
    person = Person.objects.get(pk=person_id)
    trail.record(action, subject=person, by=Actor.stranger("page"), at=now, changes={"address": address})
