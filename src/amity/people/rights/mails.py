"""Notify the other administrators and the directors by email when someone's roles or money right change."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.people import rules
from amity.people.mails import Letter, mail_person
from amity.people.models import Person
from amity.people.queries import money_right_labels, role_labels
from amity.shared.actor import Actor


def notify_of_roles(person: Person, *, before: Iterable[str], after: Iterable[str], by: Actor, now: datetime) -> None:
    """Queue the emails about changed roles."""
    roles = (list(before), list(after))

    def what() -> str:
        words = role_labels()
        was, now_is = (", ".join(str(words[role]) for role in held) or "–" for held in roles)
        return _("Roles: %(before)s → %(after)s") % {"before": was, "after": now_is}

    _notify(person, what=what, by=by, now=now)


def notify_of_money_right(person: Person, *, before: int | None, after: int | None, by: Actor, now: datetime) -> None:
    """Queue the emails about a changed money right."""

    def what() -> str:
        words = {right: str(label) for right, label in money_right_labels().items()}
        was, now_is = (_("follows the roles") if right is None else words[right] for right in (before, after))
        return _("Access to figures: %(before)s → %(after)s") % {"before": was, "after": now_is}

    _notify(person, what=what, by=by, now=now)


def _notify(person: Person, *, what: Callable[[], str], by: Actor, now: datetime) -> None:
    watching = Person.objects.filter(
        held_roles__role__in=(rules.ADMINISTRATOR, rules.ACCOUNT_DIRECTOR), is_active=True, mail__isnull=False
    )

    def write() -> Letter:
        return Letter(
            _("Rights changed: %(name)s") % {"name": person.name},
            (
                _("%(by)s changed the rights of %(name)s.") % {"by": by.label, "name": person.name},
                what(),
                _("See who changed what, and when:"),
                f"{settings.ENVIRONMENT.url}{reverse('audit:trail')}?subject=people.person:{person.pk}",
            ),
            _("You received this email because you are an administrator or an account director."),
        )

    for reader in watching.exclude(pk=by.person_id).distinct().order_by("pk"):
        mail_person(reader, "rights_changed", write, now=now)
