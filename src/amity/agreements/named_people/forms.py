"""The form of a person an agreement names."""

from django.utils.translation import gettext_lazy as lazy

from amity.agreements import wording
from amity.agreements.form_fields import RowForm
from amity.agreements.named_people.commands import Named


class NamedForm(RowForm[Named]):
    """Form for a person on either side, and whether they are key."""

    value = Named
    rows = "agreements.NamedPerson"
    choices = {"side": wording.SIDES, "approves": {"": lazy("nothing"), **wording.APPROVALS}}
