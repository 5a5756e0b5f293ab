"""Form for a client's answer to a story."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.insights.shares.rules import NOT_USEFUL, USEFUL
from amity.portal.answers.rules import WORDS_MOST


class StoryForm(forms.Form):
    """A reply, or one of two buttons, or both."""

    words = forms.CharField(
        label=_("Your reply"), required=False, max_length=WORDS_MOST, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.ChoiceField(required=False, choices=[("", ""), (USEFUL, USEFUL), (NOT_USEFUL, NOT_USEFUL)])
