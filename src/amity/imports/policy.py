"""Permissions for imports: who can import files and undo them."""

from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no

MAY = (roles.FINANCE, roles.ACCOUNT_DIRECTOR)


def may_import(person: Person) -> Answer:
    """Return whether a person can import files and undo them: finance and directors."""
    if person.has_role(*MAY):
        return YES
    return no(_("Only finance and directors can import files."))


def may_take_rows(person: Person, brought_by: int, *, needs: MoneyRight) -> Answer:
    """Decide who can download a file's original rows: its importer, or someone with the right to its amounts."""
    if brought_by == person.pk or person.money_right >= needs:
        return may_import(person)
    if needs == MoneyRight.COST:
        return no(
            _("This file shows people’s cost. Only the person who imported it, or finance, can download its rows.")
        )
    return no(
        _(
            "This file shows amounts. Only the person who imported it, or people who can see margins, can "
            "download its rows."
        )
    )
