"""Forms for versions of a deliverable and comments on them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_fields import EvidenceForm
from amity.accounts.models import Account
from amity.files.forms import document_field
from amity.projects.versions.fields import CommentFields, VersionFields
from amity.ui.value_forms import ValueForm


class VersionForm(ValueForm[VersionFields]):
    """A file or a link, and what is new in it."""

    value = VersionFields
    rows = "projects.DeliverableVersion"
    hints: ClassVar[Mapping[str, Any]] = {
        "link": _("For a film, a prototype, or a folder elsewhere."),
        "note": _("For example, larger logo, new headline."),
    }
    widgets = {"link": forms.URLInput(attrs={"inputmode": "url"})}

    file = document_field(_("PDF, picture, Word, Excel, PowerPoint, OpenDocument or plain text."))

    field_order = ("file", "link", "note")


class CommentForm(ValueForm[CommentFields]):
    """A comment by our team."""

    value = CommentFields
    rows = "projects.VersionComment"
    read_without_money_right = True


class ClientCommentForm(EvidenceForm[Evidence]):
    """What a contact said of a version."""

    value = Evidence
    rows = ("projects.VersionComment", "accounts.Preference")
    labels: ClassVar[Mapping[str, Any]] = {"client_words": _("Comment, in their words")}
    read_without_money_right = True
    field_order = ("stated_by_id", "stated_in", "stated_on", "client_words")

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_evidence(account)
        self.need_their_word(today)
        self.fields["client_words"].required = True
