"""The actions on a person's page: the form and the command of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amity.people import commands, forms
from amity.people.employment import commands as employment_commands
from amity.people.employment import forms as employment_forms
from amity.people.invitations import commands as invitation_commands
from amity.people.models import Person
from amity.people.provider import commands as provider_commands
from amity.people.queries import PersonPage
from amity.people.rights import commands as rights_commands
from amity.people.rights import forms as rights_forms
from amity.people.second_factor import commands as factor_commands
from amity.people.sessions import commands as session_commands
from amity.people.sign_in import forms as sign_in_forms
from amity.shared.errors import Invalid, Refusal
from amity.ui.formats import full_day, hours


def _unchanged(values: dict[str, Any]) -> dict[str, Any]:
    return values


def with_seconds(values: dict[str, Any]) -> dict[str, Any]:
    """Replace `weekly_hours` of a form by the `weekly_seconds` of a command. None stays None."""
    hours: Decimal | None = values.get("weekly_hours")
    others = {name: value for name, value in values.items() if name != "weekly_hours"}
    return others | {"weekly_seconds": None if hours is None else int(hours * 3600)}


def _is_active(person: Person) -> bool:
    return person.is_active


def _has_left(person: Person) -> bool:
    return not person.is_active


@dataclass(frozen=True, slots=True)
class Act:
    """An action on a person. One that `ends_something` is offered while there is something to end."""

    about: str | Promise
    label: str | Promise
    form: type[django_forms.Form]
    run: Callable[..., Any]
    arguments: Callable[[dict[str, Any]], dict[str, Any]] = _unchanged
    shown: Callable[[Person], bool] = lambda person: True
    hint: str | Promise = ""
    ends_something: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """An action on a person's page. `now` is the current value of what it changes, as text."""

    verb: str
    act: Act
    form: django_forms.Form
    now: str = ""


ACTS: dict[str, Act] = {
    "name": Act(_("Name"), _("Change name"), forms.NameForm, commands.rename_person),
    "roles": Act(_("Roles"), _("Change roles"), rights_forms.RolesForm, rights_commands.change_roles),
    "money-right": Act(
        _("Access to figures"),
        _("Change access to figures"),
        rights_forms.MoneyRightForm,
        rights_commands.set_money_right,
        hint=_("Decides which amounts this person can see, on every page."),
    ),
    "discipline": Act(
        _("Discipline"), _("Set discipline"), employment_forms.DisciplineForm, employment_commands.set_discipline
    ),
    "capacity": Act(
        _("Hours a week"),
        _("Set working time"),
        employment_forms.CapacityForm,
        employment_commands.set_capacity,
        with_seconds,
    ),
    "lead": Act(_("Lead"), _("Set lead"), employment_forms.LeadForm, employment_commands.set_lead),
    "mail": Act(
        _("Email address"),
        _("Set email address"),
        forms.MailForm,
        invitation_commands.give_mail,
        hint=_("Ends their sessions and sends them a link to set a new password."),
    ),
    "resend": Act(
        _("Link"),
        _("Create a new link"),
        forms.NothingForm,
        invitation_commands.resend_invitation,
        shown=lambda person: bool(person.mail and person.is_active),
        hint=_("For a lost invitation or password. Older links stop working."),
    ),
    "end-sessions": Act(
        _("Sessions"),
        _("Sign out everywhere"),
        sign_in_forms.ReasonForm,
        session_commands.end_sessions_of,
        shown=_is_active,
        ends_something=True,
        hint=_("The person is notified by email."),
    ),
    "reset-second-factor": Act(
        _("Second factor"),
        _("Remove second factor"),
        sign_in_forms.ReasonForm,
        factor_commands.reset_second_factor,
        shown=_is_active,
        ends_something=True,
        hint=_("For a lost phone. Their sessions end, and the person is notified by email."),
    ),
    "unlink-identity": Act(
        _("Identity provider"),
        _("Unlink"),
        sign_in_forms.ReasonForm,
        provider_commands.unlink_person,
        shown=_is_active,
        ends_something=True,
        hint=_("The person is linked again at their next sign-in with the same verified email address."),
    ),
    "deactivate": Act(
        _("Sign-in"),
        _("Deactivate"),
        forms.NothingForm,
        commands.deactivate_person,
        shown=_is_active,
        hint=_("Sign-in stops at once. Time, roles and history are unchanged."),
    ),
    "reactivate": Act(_("Sign-in"), _("Reactivate"), forms.NothingForm, commands.reactivate_person, shown=_has_left),
}


def cards(page: PersonPage, today: date, sent: dict[str, django_forms.Form]) -> list[Card]:
    """Return the actions available for a person, with current values. A form just sent keeps its input."""
    person, values = page.person, _current_values(page)
    initial = {
        "name": person.name,
        "mail": person.mail,
        "roles": sorted(person.roles),
        "right": "" if person.own_money_right is None else str(person.own_money_right),
        "discipline_id": str(person.discipline_id or ""),
        "weekly_hours": Decimal(person.weekly_seconds) / 3600,
        "lead_id": str(person.lead_id or ""),
        "valid_from": today,
    }
    return [
        Card(verb, act, sent.get(verb) or act.form(initial=initial, auto_id=f"id_{verb}_%s"), values.get(verb, ""))
        for verb, act in ACTS.items()
        if act.shown(person) and (values.get(verb) or verb in sent or not act.ends_something)
    ]


def _current_values(page: PersonPage) -> dict[str, str]:
    """Return the current value of what each action changes, as text."""
    person = page.person
    works = page.invited_until
    until = gettext("works until %(day)s") % {"day": full_day(works.date())} if works else ""
    sign_in = gettext("active") if page.can_sign_in else gettext("invited") if page.invited_until else gettext("none")
    return {
        "name": person.name,
        "roles": ", ".join(page.roles),
        "money-right": page.money_right,
        "discipline": person.discipline.name if person.discipline else "",
        "capacity": hours(person.weekly_seconds) if person.weekly_seconds else "",
        "lead": person.lead.name if person.lead else "",
        "mail": person.mail or "",
        "resend": until,
        "deactivate": sign_in,
        "reactivate": gettext("closed"),
        "end-sessions": str(page.sessions or ""),
        "reset-second-factor": gettext("set up") if page.has_second_factor else "",
        "unlink-identity": gettext("linked") if page.is_linked else "",
    }


def show(form: django_forms.Form, fault: Refusal) -> None:
    """Show a command's refusal at the field it names, or above the form."""
    field = fault.field if isinstance(fault, Invalid) else ""
    form.add_error(field if field in form.fields else None, fault.sentence)
