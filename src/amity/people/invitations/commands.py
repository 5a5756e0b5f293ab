"""Add people: by an invitation with a single-use link, by an import, or by adding an email address later."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.outbox import queries as outgoing
from amity.outbox.rules import LINK
from amity.people import policy, queries, rules
from amity.people.employment import commands as employment_commands
from amity.people.mails import Letter, mail_person
from amity.people.models import HeldRole, Invitation, Person
from amity.people.provider.commands import close_identity
from amity.people.second_factor.commands import update_due
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.deleting import delete_in_steps
from amity.shared.text.texts import one_line

LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invited person and their link. `link` is "" if it was emailed, so that no one else has it."""

    person: Person
    link: str


@command
def invite_person(
    *,
    by: Actor,
    name: str,
    mail: str,
    roles: Iterable[str],
    now: datetime,
    discipline_id: int | None = None,
    weekly_seconds: int | None = None,
    locale: str = "en_GB",
    time_zone: str = "UTC",
) -> Invited:
    """Add a person and send them a link to choose a password. Refused unless `by` is an administrator.

    Without an email server the link is returned, to be shown once to the person who invites.
    """
    policy.may_look_after_people(by).or_refuse()
    held = checked_roles(roles)
    person = Person(name=_named(name), mail=checked_mail(mail), locale=locale, time_zone=time_zone, joined_at=now)
    person.set_unusable_password()
    person.save()
    for role in held:
        HeldRole.objects.create(person=person, role=role)
    trail.record("person.invited", subject=person, by=by, at=now, changes={"name": person.name, "roles": held})
    today = timezone.localdate(now)
    if discipline_id:
        employment_commands.set_discipline(
            by=by, person_id=person.pk, discipline_id=discipline_id, valid_from=today, now=now
        )
    if weekly_seconds is not None:
        employment_commands.set_capacity(
            by=by, person_id=person.pk, weekly_seconds=weekly_seconds, valid_from=today, now=now
        )
    update_due([person.pk])
    person.refresh_from_db()
    return open_door(person, now=now)


@command
def name_person(*, by: Actor, name: str, now: datetime, roles: Iterable[str] = (rules.TEAM_MEMBER,)) -> Person:
    """Add a person named in a file. They have no email and can't sign in until an administrator adds one.

    A file can't grant rights. Only an administrator can assign any role but team member.
    """
    policy.may_name_person(by).or_refuse()
    held = checked_roles(roles)
    if held != [rules.TEAM_MEMBER]:
        policy.may_look_after_people(by).or_refuse()
    person = Person(name=_named(name), mail=None, joined_at=now)
    person.set_unusable_password()
    person.save()
    for role in held:
        HeldRole.objects.create(person=person, role=role)
    trail.record("person.named", subject=person, by=by, at=now, changes={"name": person.name})
    return person


@command
def give_mail(*, by: Actor, person_id: int, mail: str, now: datetime) -> Invited:
    """Set or change a person's email address and invite them to it. Their sessions and API tokens end."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    before, person.mail = person.mail, checked_mail(mail, besides=person.pk)
    person.set_unusable_password()
    person.session_round += 1
    person.save()
    close_identity(person)
    person.emailaddress_set.all().delete()  # type: ignore[attr-defined] # allauth's own copy would still let the old one in
    trail.record("person.mail_given", subject=person, by=by, at=now, changes={"before": before, "after": person.mail})
    end_tokens_of(person, by=by, now=now)
    return open_door(person, now=now)


@command
def resend_invitation(*, by: Actor, person_id: int, now: datetime) -> Invited:
    """Send a new link and end older ones and API tokens. This also helps someone who lost their password."""
    policy.may_look_after_people(by).or_refuse()
    person = queries.person_to_change(person_id)
    if not person.mail:
        raise Refused(_("%(name)s has no email address yet. Add one first.") % {"name": person.name})
    if not person.is_active:
        raise Refused(_("%(name)s is not active. Reactivate them first.") % {"name": person.name})
    trail.record("person.invited_again", subject=person, by=by, at=now)
    end_tokens_of(person, by=by, now=now)
    return open_door(person, now=now)


def end_tokens_of(person: Person, *, by: Actor, now: datetime) -> None:
    """Revoke all API tokens of a person, each with an audit record. Anyone who had the password may have made one."""
    for token in person.tokens.select_for_update().filter(revoked_at=None):
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        changes = {"name": token.name, "person_id": person.pk}
        trail.record("token.revoked", subject=token, by=by, at=now, changes=changes)


def open_door(person: Person, *, now: datetime, by_mail: bool = True) -> Invited:
    """Make a link for a person, invalidate older ones, and queue the email if there is an email server."""
    token = secrets.token_urlsafe(32)
    person.invitations.filter(used_at=None).update(used_at=now)
    Invitation.objects.create(person=person, token_hash=queries.token_hash(token), expires_at=now + LASTS)
    link = settings.ENVIRONMENT.url + reverse("people:accept_invitation", args=[token])
    if not by_mail:
        return Invited(person, link)
    mail_person(person, "invitation", _invitation, now=now, secret=link)
    return Invited(person, "" if outgoing.mail_server_configured() else link)


def _invitation() -> Letter:
    return Letter(
        _("Your sign-in to Amity"),
        (
            _("You have been invited to Amity. Choose your password here:"),
            LINK,
            _("The link works once, within 14 days."),
        ),
        _("You received this email because an administrator has given you access to Amity."),
    )


def checked_mail(mail: str, besides: int = 0) -> str:
    """Return the address in lower case. Raise `Invalid` if it isn't valid or belongs to someone else."""
    address = mail.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(_("Enter a valid email address."), field="mail") from None
    owner = Person.objects.filter(mail__iexact=address).exclude(pk=besides).first()
    if owner is not None:
        raise Invalid(_("%(name)s already has this email address.") % {"name": owner.name}, field="mail")
    return address


def checked_roles(roles: Iterable[str]) -> list[str]:
    """Return the roles sorted, without duplicates. Raise `Invalid` if there are none or one is unknown."""
    held = sorted(set(roles))
    if not held or not set(held) <= set(rules.ROLES):
        raise Invalid(_("Choose at least one role."), field="roles")
    return held


def _named(name: str) -> str:
    tidy_name = one_line(name, 200, "name")
    if not tidy_name:
        raise Invalid(_("Enter a name."), field="name")
    return tidy_name


def forget_expired_links(now: datetime) -> int:
    """Delete links for a first or new password that have expired, used or not. Return how many."""
    return delete_in_steps(Invitation.objects.filter(expires_at__lt=now))
