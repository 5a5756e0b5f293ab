"""The form that names a stand-in."""

from typing import Any, ClassVar

from amity.accounts.candidates import colleagues_for
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.stand_ins.commands import StandInFields
from amity.ui.value_forms import ValueForm


class StandInForm(ValueForm[StandInFields]):
    """The stand-in, the first and last day, and a note. Directors choose the project manager too."""

    value = StandInFields
    rows = "projects.ManagerCover"
    field_order = ("manager_id", "stand_in_id", "starts_on", "ends_on", "note")
    left_out: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = colleagues_for(None, roles.PROJECT_MANAGER)
        if person.has_role(roles.ACCOUNT_DIRECTOR):
            self.offer_people("manager_id", found.pairs, found.likely)
        else:
            del self.fields["manager_id"]
        others = [pair for pair in found.pairs if pair[0] != person.pk]
        self.offer_people("stand_in_id", others, found.likely)
