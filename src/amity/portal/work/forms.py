"""The form for a client's comment on a version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.portal.work.queries import PICTURE
from amity.portal.work.rules import MOST_PAGE, MOST_PERCENT, MOST_PLACE, Pin
from amity.projects.versions.client_side import MOST_WORDS


def percent_field(label: Any) -> forms.DecimalField:
    """Return a field for a distance in percent, which a click on the picture fills in."""
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=MOST_PERCENT, max_digits=4, decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.1"}),
    )  # fmt: skip


class OwnCommentForm(forms.Form):
    """A comment, and the place it is about."""

    words = forms.CharField(
        label=_("Comment"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter your comment.")},
    )  # fmt: skip
    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, max_value=MOST_PAGE)
    x = percent_field(_("From the left, in percent"))
    y = percent_field(_("From the top, in percent"))
    place = forms.CharField(
        label=_("Place or passage"), required=False, max_length=MOST_PLACE,
        help_text=_("For example, the headline, or the words you mean."),
    )  # fmt: skip

    def __init__(self, *args: Any, shows: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if shows != PICTURE:
            del self.fields["x"], self.fields["y"]
        if shows == PICTURE or not shows:
            del self.fields["page"]

    def pin(self) -> Pin:
        """Return where the comment is pinned."""
        values = self.cleaned_data
        return Pin(values["place"], values.get("page"), values.get("x"), values.get("y"))
