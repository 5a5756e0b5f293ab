"""The list of people under Settings."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit.actor_rights import actor_of
from amity.people import policy, queries, rules
from amity.people.employment.forms import NewDisciplineForm
from amity.people.models import Person
from amity.people.second_factor.queries import has_factor, people_due, required_roles
from amity.people.sign_in.queries import NO_PASSWORD
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab


def _roles(person: Person) -> str:
    return ", ".join(label for role, label in queries.role_labels().items() if role in person.roles)


def _is_invited(person: Person) -> bool:
    return person.is_active and bool(person.mail) and not person.has_usable_password()


def _sign_in(person: Person) -> str:
    if not person.is_active:
        return _("has left")
    if not person.mail:
        return _("no sign-in")
    if _is_invited(person):
        return _("invited")
    if not person.last_login:
        return _("never signed in")
    return _("last sign-in %(on_day)s") % {
        "on_day": formats.day_with("on", timezone.localdate(person.last_login), timezone.localdate())
    }


def _second_factor(person: Any) -> str:
    if not person.mail or not person.is_active:
        return ""
    return _("Set up") if person.has_factor else _("Not set up")


class PersonList(ScopedList):
    """Everyone at the agency, for an administrator: active people, by name."""

    key = "people"
    title = lazy("People")
    template = "people/people.html"
    fragment = "ui/settings_list.html"
    table_class = "two"
    order = Order("name")
    find = ("name", "mail")
    states = ()
    over = Q(is_active=False)
    over_label = lazy("People who left")
    open_label = lazy("Active")
    tabs = (
        Tab(key="invited", label=lazy("Invited"), passes=lambda today: Q(mail__isnull=False) & NO_PASSWORD),
        Tab(key="no_sign_in", label=lazy("No sign-in"), passes=lambda today: Q(mail=None)),
        Tab(key="no_role", label=lazy("No role"), passes=lambda today: Q(held_roles=None)),
        Tab(key="administrators", label=lazy("Administrators"),
            passes=lambda today: Q(held_roles__role=rules.ADMINISTRATOR)),
        Tab(key="no_factor", label=lazy("Required second factor missing"),
            passes=lambda today: Q(pk__in=people_due().values("pk"))),
    )  # fmt: skip
    columns = (
        Column(key="name", label=label_of(Person, "name"), sort="name", note=lambda row: row.mail or "",
            link=lambda row: reverse("people:person", args=[row.pk])),
        Column(key="roles", label=lazy("Roles"), value=_roles),
        Column(key="discipline", label=label_of(Person, "discipline"), sort="discipline__name", wide=True,
            value=lambda row: row.discipline.name if row.discipline else ""),
        Column(key="weekly_seconds", label=label_of(Person, "weekly_seconds"), kind="hours", sort="weekly_seconds",
            wide=True, value=lambda row: row.weekly_seconds or None),
        Column(key="money_right", label=label_of(Person, "own_money_right"), sort=f"{CALCULATED}money_right",
            value=lambda row: queries.money_right_labels()[row.money_right], wide=True),
        Column(key="sign_in", label=lazy("Sign-in"), value=_sign_in,
            shape=lambda row: "watch" if _is_invited(row) else ""),
        Column(key="second_factor", label=lazy("Second factor"), value=_second_factor, wide=True),
        Column(key="last_login", label=lazy("Last sign-in"), kind="day", sort="last_login", aside=True),
        Column(key="lead", label=label_of(Person, "lead"), sort="lead__name", aside=True,
            value=lambda row: row.lead.name if row.lead else ""),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Person]:
        """Return everyone. Raise `Refused` unless the actor looks after people."""
        policy.may_look_after_people(actor).or_refuse()
        return queries.people().annotate(has_factor=has_factor())

    def calculated(self, name: str, rows: QuerySet[Any]) -> Mapping[int, Any]:
        """Return the money right of each person, which follows from their roles."""
        found: Sequence[Person] = list(rows.prefetch_related("held_roles"))
        return {person.pk: person.money_right for person in found}

    def extra(self) -> dict[str, Any]:
        """Return how many people can sign in, whether a second factor is required, and the disciplines."""
        policy.may_look_after_people(actor_of(self.request)).or_refuse()
        counts = {key: formats.number(count) for key, count in queries.head_count().items()}
        sub = _("%(active)s active people, of whom %(with_sign_in)s can sign in.") % counts
        return {
            "sub": sub if required_roles() else " ".join([sub, _("No role requires a second factor.")]),
            "disciplines": queries.disciplines(),
            "discipline_form": NewDisciplineForm(),
        }
