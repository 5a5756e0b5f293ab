"""The form of a person an agreement names."""

from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy

from amity.accounts.evidence_fields import offer_names
from amity.agreements import wording
from amity.agreements.form_fields import RowForm
from amity.agreements.models import Agreement
from amity.agreements.named_people.commands import Named
from amity.agreements.named_people.queries import names_for, reach_of, title_of
from amity.agreements.named_people.rules import AGENCY, CLIENT

WHO: Final = {CLIENT: lazy("Who at the client"), AGENCY: lazy("Who on our team")}


class NamedForm(RowForm[Named]):
    """Form for a person on one side, and whether they are key: someone known there, or any other name."""

    value = Named
    rows = "agreements.NamedPerson"
    left_out = ("side",)
    choices = {"approves": {"": lazy("nothing"), **wording.APPROVALS}}
    hints = {"reach": lazy("Leave blank to use the email or phone that Amity has.")}
    field_order = ("name", "role", "reach")

    def __init__(self, *args: Any, agreement: Agreement, side: str, **kwargs: Any) -> None:
        self.amounts_in = agreement.currency
        super().__init__(*args, **kwargs)
        self.agreement, self.side = agreement, side
        self.fields["name"].label = WHO[side]
        offer_names(self, "name", names_for(agreement, side))
        if side == CLIENT:
            self.fields["role"].required = False
            self.fields["role"].help_text = lazy("Leave blank to use the role that Amity has.")
        else:
            del self.fields["approves"], self.fields["approves_up_to"]

    def named_given(self) -> Named:
        """Return the entered person, with the role and address that Amity has unless others were entered."""
        named = self.value_given(side=self.side)
        is_entered = named.reach and ("name" not in self.changed_data or "reach" in self.changed_data)
        known = "" if is_entered else reach_of(self.agreement, self.side, named.name)
        role = named.role or (title_of(self.agreement, named.name) if self.side == CLIENT else "")
        return replace(named, role=role, reach=known or named.reach)
