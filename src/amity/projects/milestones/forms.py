"""Forms for milestones."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.projects.models import Milestone
from amity.ui.acts import ActForm
from amity.ui.number_fields import DecimalTextField, day_field


class MilestoneForm(ActForm):
    """Form for a milestone."""

    columns_of = Milestone

    name = forms.CharField(max_length=200)
    due_on = day_field()
    share = DecimalTextField(
        required=False, most_places=2,
        help_text=_("Only if a fixed fee is earned by milestones."),
    )  # fmt: skip


class MoveMilestoneForm(ActForm):
    """Form for a milestone's new date."""

    columns_of = Milestone

    due_on = day_field()
