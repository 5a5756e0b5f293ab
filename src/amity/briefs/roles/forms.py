"""Form for a role in the work of a brief."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.choices import BriefChoices
from amity.briefs.form_fields import FEW
from amity.briefs.models import Role
from amity.ui.forms import WordedForm
from amity.ui.likely import LikelyFirst


class RoleForm(WordedForm):
    """Form for a role: who has it, at the client or on our team, and what they do."""

    columns_of = Role

    who = forms.ChoiceField(label=_("Person"), widget=LikelyFirst)
    part = forms.CharField(max_length=120)

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contacts = [(f"c{pk}", name) for pk, name in choices.contacts]
        people = [(f"p{pk}", name) for pk, name in choices.people.pairs]
        likely = [*(code for code, _name in contacts[:1]), *(f"p{pk}" for pk in choices.people.likely[:1])]
        self.offer_people("who", [*contacts, *people], likely, most=FEW)
