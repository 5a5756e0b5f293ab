"""Why a week is returned."""

from django import forms

from amity.timesheets.approval import commands
from amity.timesheets.approval.models import WeekSheet
from amity.ui.forms import WordedForm


class ReturnForm(WordedForm):
    """Why a week goes back."""

    columns_of = WeekSheet

    reason = forms.CharField(max_length=commands.LONGEST_REASON)
