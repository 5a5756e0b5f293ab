"""Audit log labels for actions on people."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field, Named
from amity.people import policy
from amity.people.models import Discipline, DisciplineSince, HeldRole, Invitation, Person, Token


def people_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return people by name, with their pages."""
    found = Person.objects.filter(pk__in=ids).values_list("pk", "name")
    return {pk: Named(name, reverse("people:person", args=[pk])) for pk, name in found}


def disciplines_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return disciplines by name."""
    return {pk: Named(name) for pk, name in Discipline.objects.filter(pk__in=ids).values_list("pk", "name")}


def tokens_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return tokens by name."""
    return {pk: Named(name) for pk, name in Token.objects.filter(pk__in=ids).values_list("pk", "name")}


words.thing("people.person", _("person"), people_named, policy.may_look_after_people)
words.thing("people.discipline", _("discipline"), disciplines_named)
words.thing("people.token", _("token"), tokens_named)
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
    | {
        "address": Field(_("network address")),
        "roles": Field(_("roles")),
        "manager_id": Field(_("manager"), "people.person"),
        "director_id": Field(_("director"), "people.person"),
        "account_manager_id": Field(_("account manager"), "people.person"),
        "since": Field(_("since")),
    }
)
