"""The form for a client's comment on a version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.projects.versions.client_side import MOST_WORDS


class OwnCommentForm(forms.Form):
    """A comment, and the place it is about."""

    words = forms.CharField(
        label=_("Comment"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter your comment.")},
    )  # fmt: skip
    place = forms.CharField(
        label=_("Place"), required=False, max_length=100, help_text=_("For example, page 2, or the headline.")
    )
