"""The form for one file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amity.agreements.documents.models import AgreementFile
from amity.files.forms import document_field
from amity.ui.acts import ActForm


class FileForm(ActForm):
    """Form for a file to attach."""

    columns_of = AgreementFile

    file = document_field(_("PDF, Word, Excel, PowerPoint, OpenDocument, a picture or plain text."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = True
