"""Form for returning a week."""

from django import forms

from amity.timesheets.approval import commands
from amity.timesheets.approval.models import WeekSheet
from amity.ui.forms import WordedForm


class ReturnForm(WordedForm):
    """Form for the reason why a week is returned."""

    columns_of = WeekSheet

    reason = forms.CharField(max_length=commands.LONGEST_REASON)
