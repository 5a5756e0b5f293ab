"""The form for a file of emails."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from amity.mailbox.uploads.models import Upload
from amity.ui.acts import ActForm


class UploadForm(ActForm):
    """Form for a file of emails."""

    columns_of = Upload

    file = forms.FileField(
        label=lazy("File of emails"),
        help_text=lazy("One email (.eml) or a mailbox (.mbox), as Gmail, Apple Mail and Thunderbird export it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".eml,.mbox,.mbx,.msg,.txt,message/rfc822,application/mbox"}),
    )
