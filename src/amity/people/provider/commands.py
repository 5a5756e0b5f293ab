"""Link and unlink identities of the provider, and set up how people sign in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.audit import trail
from amity.people import policy, queries, rules
from amity.people.models import Person
from amity.people.provider.http import is_address_of_provider
from amity.people.second_factor.commands import update_due
from amity.people.sign_in import mails
from amity.people.sign_in.models import SignInSettings
from amity.people.sign_in.queries import PROVIDER, has_second_factor, identity_of, person_for_mail, sign_in_settings
from amity.people.sign_in.reasons import given_reason
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.sealing import seal
from amity.shared.values import Text, tidied


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFields:
    """The identity provider. A blank secret leaves the stored one."""

    provider_name: Annotated[str, Text(40, needed=gettext_lazy("Enter what the button calls the provider."))]
    issuer: Annotated[str, Text(200, needed=gettext_lazy("Enter the issuer, for example https://id.example.com."))]
    client_id: Annotated[str, Text(191, needed=gettext_lazy("Enter the client ID the provider gave you."))]
    client_secret: Annotated[str, Text(191)]


@command
def link_by_mail(*, subject: str, mail: str, address: str, now: datetime) -> Person | None:
    """Link an identity to the active person with this verified address. Return None if it can't be linked."""
    found = person_for_mail(mail)
    if found is None:
        return None
    person = queries.person_to_change(found.pk)
    if identity_of(person.pk) is not None:
        record_refusal(person_id=person.pk, address=address, now=now)
        return None
    _link(person, subject, by=queries.actor_for(person, "page"), now=now)
    return person


@command
def link(*, by: Actor, subject: str, now: datetime) -> None:
    """Link an identity to the actor, who has just signed in with it at the provider."""
    person = queries.person_to_change(queries.person_of(by).pk)
    owner = SocialAccount.objects.filter(provider=PROVIDER, uid=subject).first()
    if owner is not None and owner.user_id == person.pk:
        return
    if owner is not None:
        raise Refused(_("This identity is linked to someone else. Sign out at the provider and choose another one."))
    if identity_of(person.pk) is not None:
        raise Refused(_("You are already linked to another identity. Unlink it first."))
    _link(person, subject, by=by, now=now)


@command
def unlink(*, by: Actor, now: datetime) -> None:
    """Unlink the actor from their identity."""
    person = queries.person_to_change(queries.person_of(by).pk)
    if identity_of(person.pk) is None:
        return
    close_identity(person)
    trail.record("identity.unlinked", subject=person, by=by, at=now)
    mails.notify(person, lambda: _("Your sign-in was unlinked from the identity provider."), now=now)


@command
def unlink_person(*, by: Actor, person_id: int, reason: str, now: datetime) -> Person:
    """Unlink a person from their identity, as an administrator with a reason."""
    policy.may_look_after_people(by).or_refuse()
    person, why = queries.person_to_change(person_id), given_reason(reason)
    if identity_of(person.pk) is None:
        raise Refused(_("%(name)s isn’t linked to an identity.") % {"name": person.name})
    close_identity(person)
    trail.record("identity.unlinked", subject=person, by=by, at=now, changes={"reason": why})
    mails.notify(person, lambda: _("Your sign-in was unlinked from the identity provider."), reason=why, now=now)
    return person


@command
def record_refusal(*, person_id: int, address: str, now: datetime) -> None:
    """Record that a sign-in with the provider was refused for a person."""
    person = Person.objects.get(pk=person_id)
    by = Actor.stranger("page")
    trail.record("sign_in.provider_refused", subject=person, by=by, at=now, changes={"address": address})


@command
def set_provider(*, by: Actor, fields: ProviderFields, now: datetime) -> SignInSettings:
    """Set the identity provider. With another issuer all identities are unlinked: they belong to the old one."""
    policy.may_look_after_people(by).or_refuse()
    chosen, given = sign_in_settings(lock=True), tidied(fields)
    if not is_address_of_provider(given.issuer):
        raise Invalid(_("The issuer must start with https://."), field="issuer")
    if not given.client_secret and not chosen.client_secret:
        raise Invalid(_("Enter the client secret the provider gave you."), field="client_secret")
    if given.issuer != chosen.issuer:
        _hold_while_passwords_are_off(chosen)
        if not given.client_secret and chosen.issuer:
            raise Invalid(_("Enter the client secret of the new issuer."), field="client_secret")
        SocialAccount.objects.filter(provider=PROVIDER).delete()
    before = _recorded(chosen)
    chosen.provider_name, chosen.issuer, chosen.client_id = given.provider_name, given.issuer, given.client_id
    if given.client_secret:
        chosen.client_secret = seal(given.client_secret)
    _save(chosen, before, by=by, now=now, secret_changed=bool(given.client_secret))
    return chosen


@command
def remove_provider(*, by: Actor, now: datetime) -> None:
    """Remove the identity provider. Identities are unlinked."""
    policy.may_look_after_people(by).or_refuse()
    chosen = sign_in_settings(lock=True)
    _hold_while_passwords_are_off(chosen)
    before = _recorded(chosen)
    SocialAccount.objects.filter(provider=PROVIDER).delete()
    chosen.provider_name = chosen.issuer = chosen.client_id = chosen.client_secret = ""
    _save(chosen, before, by=by, now=now)


@command
def set_requirements(*, by: Actor, password_allowed: bool, required_roles: Iterable[str], now: datetime) -> None:
    """Set whether passwords are allowed, and which roles need a second factor.

    Refused if no administrator could sign in any more, or if the actor would be the first to be stopped.
    """
    policy.may_look_after_people(by).or_refuse()
    chosen, required = sign_in_settings(lock=True), sorted(set(required_roles))
    if not set(required) <= set(rules.ROLES):
        raise Invalid(_("Choose roles from the list."), field="required_roles")
    if not password_allowed:
        _expect_a_linked_administrator(chosen)
    me = queries.person_of(by)
    if not me.roles.isdisjoint(required) and not has_second_factor(me.pk):
        raise Invalid(
            _("Set up your own second factor under My settings first, so that you know it works here."),
            field="required_roles",
        )
    before = _recorded(chosen)
    chosen.password_allowed, chosen.required_roles = password_allowed, required
    _save(chosen, before, by=by, now=now)
    update_due()


def _link(person: Person, subject: str, *, by: Actor, now: datetime) -> None:
    SocialAccount.objects.create(provider=PROVIDER, uid=subject, user_id=person.pk)
    trail.record("identity.linked", subject=person, by=by, at=now)
    mails.notify(person, lambda: _("Your sign-in was linked to the identity provider."), now=now)


def close_identity(person: Person) -> None:
    """Remove a locked person's identity, unless they are the last administrator who can still sign in."""
    is_administrator = person.is_active and person.has_role(rules.ADMINISTRATOR)
    if is_administrator and not sign_in_settings().password_allowed and not queries.administrators_besides(person.pk):
        raise Refused(
            _("%(name)s is the last administrator who can sign in. Allow passwords first, under Settings → Sign-in.")
            % {"name": person.name}
        )
    SocialAccount.objects.filter(provider=PROVIDER, user_id=person.pk).delete()


def _hold_while_passwords_are_off(chosen: SignInSettings) -> None:
    if chosen.has_provider and not chosen.password_allowed:
        raise Refused(_("No one could sign in. Allow passwords first, then change the provider."))


def _expect_a_linked_administrator(chosen: SignInSettings) -> None:
    if not chosen.has_provider:
        raise Invalid(_("Set up an identity provider first."), field="password_allowed")
    linked = SocialAccount.objects.filter(
        provider=PROVIDER, user__held_roles__role=rules.ADMINISTRATOR, user__is_active=True, user__mail__isnull=False
    )
    if not linked.exists():
        raise Invalid(
            _("No administrator could sign in. Link yourself to the provider first, under My settings."),
            field="password_allowed",
        )


def _recorded(chosen: SignInSettings) -> dict[str, object]:
    """Return what the audit log shows of the settings: never the secret."""
    return {
        "provider_name": chosen.provider_name, "issuer": chosen.issuer, "client_id": chosen.client_id,
        "password_allowed": chosen.password_allowed, "required_roles": chosen.required_roles,
    }  # fmt: skip


def _save(
    chosen: SignInSettings, before: dict[str, object], *, by: Actor, now: datetime, secret_changed: bool = False
) -> None:
    chosen.save()
    after = _recorded(chosen)
    changes: dict[str, object] = {name: value for name, value in after.items() if value != before[name]}
    if secret_changed:
        changes["client_secret"] = _("changed")
    if changes:
        trail.record("sign_in.settings_changed", subject=chosen, by=by, at=now, changes=changes)
