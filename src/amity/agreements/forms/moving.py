"""What is typed where an agreement moves: reasons, evidence, verdicts, who is asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements import wording
from amity.agreements.commands import Evidence, Renewed
from amity.agreements.forms.drafting import words_field
from amity.agreements.models import Agreement, AgreementVersion
from amity.agreements.queries import ends_on
from amity.agreements.rules import reviews, versions
from amity.files.rules import DOCUMENTS
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class ReasonForm(ActForm):
    """Why an agreement goes back, or is let go."""

    reason = words_field(_("Reason"), 3, required=True, most=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """The version somebody saw."""
        return {"version": thing.version}


def file_field(label: Any, help_text: Any = "") -> forms.FileField:
    """A paper: as long as its limit, which the command holds."""
    accept = ",".join(f".{ending}" for ending in DOCUMENTS)
    return forms.FileField(
        label=label, required=False, help_text=help_text, widget=forms.ClearableFileInput(attrs={"accept": accept})
    )


class EvidenceForm(ActForm):
    """What happened elsewhere: the day, who, what was said, and the paper."""

    on = day_field(label=_("Date"))
    client = forms.CharField(label=_("Contact at the client"), max_length=200, required=False)
    agency = forms.CharField(label=_("Person on our team"), max_length=200, required=False)
    note = words_field(_("Details"), 3, most=500)
    file = file_field(_("Document"), _("Saved with the agreement as evidence."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: str, today: date, person: str, client: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = person if step in ("with_client", "signed") else ""
        self.initial = {**self.initial, "on": today, "agency": ours, "client": client}
        needed = {"with_client": ("client",), "signed": ("client", "agency"), "terminated": ("note",)}.get(step, ())
        for name in needed:
            self.fields[name].required = True

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """The version somebody saw."""
        return {"version": thing.version}

    def evidence(self, file_id: int | None) -> Evidence:
        """The values as the command takes them."""
        said = {name: self.cleaned_data[name] for name in ("on", "client", "agency", "note")}
        return Evidence(**said, file_id=file_id)


class SuccessorForm(EvidenceForm):
    """Which agreement stands in the place of this one."""

    successor_id = forms.TypedChoiceField(label=_("Replaced by"), coerce=int)
    field_order = ("successor_id", "on", "note", "file")

    def __init__(self, *args: Any, successors: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_successor = bool(successors)
        self.fields["successor_id"].choices = list(successors)  # type: ignore[attr-defined]
        for name in ("client", "agency"):
            self.fields[name].widget = forms.HiddenInput()


class RenewalForm(EvidenceForm):
    """Until when an agreement runs now, and its next days."""

    until = day_field(label=_("New end date"), required=False)
    renews_on = day_field(label=_("Next renewal date"), required=False)
    notice_on = day_field(label=_("Notice by"), required=False)
    field_order = ("until", "renews_on", "notice_on", "on", "client", "agency", "note", "file")

    def __init__(self, *args: Any, by_word: bool, **kwargs: Any) -> None:
        super().__init__(*args, step="renewed", **kwargs)
        self.fields["client"].required = by_word

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """The days as they stand, to be said anew."""
        stands = {"renews_on": thing.renews_on, "notice_on": thing.notice_on, "until": ends_on(thing)}
        return {**super().as_it_stands(thing), **stands}

    def renewed(self) -> Renewed:
        """The days as the command takes them."""
        return Renewed(**{name: self.cleaned_data[name] for name in ("until", "renews_on", "notice_on")})


class FileForm(ActForm):
    """A file to keep."""

    file = file_field(_("File"), _("PDF, Word, Excel, PowerPoint, OpenDocument, a picture or plain text."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = True


class VerdictForm(ActForm):
    """What a reviewer thinks of a version: the verdict, words, and one comment for each field they name."""

    verdict = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    words = words_field(_("Overall comment"), 4, most=4000)
    field = forms.ChoiceField(label=_("About"), required=False)
    comment = words_field(_("Comment"), 2, most=2000)
    field_2 = forms.ChoiceField(label=_("About (second comment)"), required=False)
    comment_2 = words_field(_("Second comment"), 2, most=2000)
    field_3 = forms.ChoiceField(label=_("About (third comment)"), required=False)
    comment_3 = words_field(_("Third comment"), 2, most=2000)

    def __init__(self, *args: Any, version: AgreementVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]
            (reviews.CLEARED, _("Clear for the client")),
            (reviews.RETURNED, _("Return to draft")),
        ]
        about = dict.fromkeys(versions.about(field) for field in versions.fields(version.content))
        choices: list[tuple[str, Any]] = [("", _("nothing in particular"))]
        choices += [(field, wording.field_label(field, version.content)) for field in about]
        for name in ("field", "field_2", "field_3"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def says_more(self) -> bool:
        """Whether more than one comment was typed: they are not folded away then."""
        return any(self[f"{name}{number}"].value() for name in ("field", "comment") for number in ("_2", "_3"))

    def comments(self) -> dict[str, str]:
        """Comments by the field they are about; two about one field are one."""
        said: dict[str, str] = {}
        for number in ("", "_2", "_3"):
            field, text = self.cleaned_data[f"field{number}"], self.cleaned_data[f"comment{number}"].strip()
            if field and text:
                said[field] = f"{said[field]}\n{text}" if field in said else text
        return said

    def clean(self) -> dict[str, Any]:
        """A comment says what it is about."""
        data = super().clean() or self.cleaned_data
        for number in ("", "_2", "_3"):
            if data.get(f"comment{number}") and not data.get(f"field{number}"):
                self.add_error(f"field{number}", _("Choose what the comment is about."))
        return data


class CounselForm(ActForm):
    """Which outside lawyer is asked."""

    name = forms.CharField(label=_("Name"), max_length=200)
    mail = forms.EmailField(label=_("Email address"))
