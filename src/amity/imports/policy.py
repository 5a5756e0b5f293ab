"""Who may bring files and take them back."""

from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no

MAY = (roles.FINANCE, roles.ACCOUNT_DIRECTOR)


def may_import(person: Person) -> Answer:
    """Finance and directors bring files in, and undo them."""
    if person.has_role(*MAY):
        return YES
    return no(_("Only finance and directors bring files in."))
