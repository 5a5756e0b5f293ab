"""Forms of sources: find a feed, import a list, change whom a source is about."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.insights.feeds.models import Source
from amity.insights.feeds.wording import SUBJECTS
from amity.ui.acts import ActForm
from amity.ui.forms import WordedForm

MOST_BYTES: Final = 2_000_000


class FindForm(WordedForm):
    """Form for the address of a website or a feed. It changes nothing."""

    columns_of = Source

    account = forms.ChoiceField()
    about = forms.ChoiceField(choices=list(SUBJECTS.items()), widget=forms.RadioSelect, initial="industry")
    address = forms.CharField(
        label=lazy("Website or feed address"), max_length=2000,
        help_text=lazy("For example, https://news.example.com. Amity finds the feeds of a website."),
        error_messages={"required": lazy("Enter an address.")},
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("account", [(one.pk, one.name) for one in accounts])


class OutlineForm(ActForm):
    """Form for a list of feeds from another feed reader."""

    columns_of = Source

    account = forms.ChoiceField()
    about = forms.ChoiceField(choices=list(SUBJECTS.items()), widget=forms.RadioSelect, initial="industry")
    outline_file = forms.FileField(
        label=lazy("OPML file"), widget=forms.ClearableFileInput(attrs={"accept": ".opml,.xml,text/xml"}),
        help_text=lazy("Feed readers export their list of feeds as OPML."),
        error_messages={"empty": lazy("The file is empty."), "required": lazy("Choose a file.")},
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("account", [(one.pk, one.name) for one in accounts])

    def clean_outline_file(self) -> Any:
        """Return the file, or refuse one that is too large."""
        file = self.cleaned_data["outline_file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(lazy("A file can have up to 2 MB."))
        return file


class AboutForm(ActForm):
    """Form for whom a source is about."""

    columns_of = Source

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    about = forms.ChoiceField(choices=list(SUBJECTS.items()), widget=forms.RadioSelect)

    def current_values(self, current: Source) -> Mapping[str, Any]:
        """Return the values of the source as it is."""
        return {"version": current.version, "about": current.about}
