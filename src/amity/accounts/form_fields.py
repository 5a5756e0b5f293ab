"""Choices of people in forms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amity.accounts import queries

NOBODY = ("", _("no one"))


def people_offered() -> list[tuple[str, Any]]:
    """The people an account can be given to, as choices, and no one."""
    return [NOBODY, *((str(person.pk), person.name) for person in queries.assignable())]
