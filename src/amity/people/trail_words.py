"""Audit log labels for actions on people."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field, Named
from amity.people import policy
from amity.people.models import Discipline, DisciplineSince, HeldRole, Invitation, Person, Token
from amity.people.sign_in.models import SignInSettings


def settings_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the settings of sign-in, with their page."""
    return {pk: Named(str(_("Sign-in")), reverse("people:sign_in_settings")) for pk in ids}


words.thing("people.person", _("person"), words.InColumn(Person, "name", "people:person"), policy.may_look_after_people)
words.thing("people.discipline", _("discipline"), words.InColumn(Discipline, "name"))
words.thing("people.token", _("token"), words.InColumn(Token, "name"))
words.thing("people.signinsettings", _("sign-in"), settings_named, policy.may_look_after_people)
words.acts(
    "people",
    _("people and rights"),
    {
        "person.first": _("%(who)s set up Amity as its first person, %(what)s"),
        "person.invited": _("%(who)s invited %(what)s"),
        "person.invited_again": _("%(who)s created a new link for %(what)s"),
        "person.named": _("%(who)s added %(what)s without sign-in"),
        "person.mail_given": _("%(who)s gave %(what)s an email address to sign in with"),
        "person.password_chosen": _("%(who)s chose a password"),
        "person.roles_changed": _("%(who)s changed the roles of %(what)s"),
        "person.money_right_set": _("%(who)s changed the access of %(what)s to figures"),
        "person.discipline_set": _("%(who)s set the discipline of %(what)s"),
        "person.capacity_set": _("%(who)s set the working time of %(what)s"),
        "person.lead_set": _("%(who)s set the lead of %(what)s"),
        "person.deactivated": _("%(who)s deactivated %(what)s"),
        "person.reactivated": _("%(who)s reactivated %(what)s"),
        "person.renamed": _("%(who)s changed the name of %(what)s"),
        "person.preferences_changed": _("%(who)s changed their own settings"),
        "sign_in.done": _("%(who)s signed in"),
        "sign_in.failed": _("%(who)s entered a wrong password for %(what)s"),
        "sign_in.provider_refused": _("%(who)s was refused a sign-in with the identity provider as %(what)s"),
        "sign_in.settings_changed": _("%(who)s changed how people sign in"),
        "sign_in.let_in": _("%(who)s let %(what)s in again at the server’s command line"),
        "second_factor.added": _("%(who)s added a second factor"),
        "second_factor.renamed": _("%(who)s renamed a passkey"),
        "second_factor.removed": _("%(who)s removed a second factor"),
        "second_factor.codes_made": _("%(who)s made new recovery codes"),
        "second_factor.recovery_used": _("%(who)s used a recovery code"),
        "second_factor.failed": _("%(who)s entered a wrong code for %(what)s"),
        "second_factor.reset": _("%(who)s removed the second factor of %(what)s"),
        "identity.linked": _("%(who)s linked %(what)s to the identity provider"),
        "identity.unlinked": _("%(who)s unlinked %(what)s from the identity provider"),
        "session.ended": _("%(who)s ended their own sessions"),
        "person.sessions_ended": _("%(who)s signed %(what)s out everywhere"),
        "sign_in.reset_requested": _("%(who)s requested a new password for %(what)s"),
        "token.refused": _("%(who)s used the token %(what)s, which no longer works"),
        "token.made": _("%(who)s created the token %(what)s"),
        "token.revoked": _("%(who)s revoked the token %(what)s"),
        "discipline.added": _("%(who)s added the discipline %(what)s"),
    },
)
words.call(
    words.of(Discipline, "name")
    | words.of(Person, "mail", "lead_id", "discipline_id", "weekly_seconds")
    | words.of(HeldRole, "person_id")
    | words.of(DisciplineSince, "valid_from")
    | words.of(Token, "scopes")
    | words.of(Invitation, "expires_at")
    | words.of(
        SignInSettings, "provider_name", "issuer", "client_id", "client_secret", "password_allowed", "required_roles"
    )
    | {
        "address": Field(_("network address")),
        "roles": Field(_("roles")),
        "sessions": Field(_("sessions")),
        "reason": Field(_("reason")),
        "kind": Field(_("kind")),
        "manager_id": Field(_("manager"), "people.person"),
        "director_id": Field(_("director"), "people.person"),
        "account_manager_id": Field(_("account manager"), "people.person"),
        "since": Field(_("since")),
    }
)
