"""Forms for a review decision and for outside counsel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements import wording
from amity.agreements.form_fields import words_field
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import GuestLink, Review, ReviewComment
from amity.agreements.versions import rules as versions
from amity.agreements.versions.models import AgreementVersion
from amity.ui.acts import ActForm
from amity.ui.field_words import label_of


class VerdictForm(ActForm):
    """Form for a review decision: the decision, a text, and comments by field."""

    columns_of = Review

    verdict = forms.ChoiceField(widget=forms.RadioSelect)
    words = words_field(rows=4, most=4000)
    field = forms.ChoiceField(label=label_of(ReviewComment, "field"), required=False)
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
        """Return whether more than one comment was typed, so that they aren't folded away."""
        return any(self[f"{name}{number}"].value() for name in ("field", "comment") for number in ("_2", "_3"))

    def comments(self) -> dict[str, str]:
        """Return the comments by field. Two comments on one field are joined."""
        remarks: dict[str, str] = {}
        for number in ("", "_2", "_3"):
            field, text = self.cleaned_data[f"field{number}"], self.cleaned_data[f"comment{number}"].strip()
            if field and text:
                remarks[field] = f"{remarks[field]}\n{text}" if field in remarks else text
        return remarks

    def clean(self) -> dict[str, Any]:
        """Require a field for each comment."""
        data = super().clean() or self.cleaned_data
        for number in ("", "_2", "_3"):
            if data.get(f"comment{number}") and not data.get(f"field{number}"):
                self.add_error(f"field{number}", _("Choose what the comment is about."))
        return data


class CounselForm(ActForm):
    """Form for the outside lawyer to ask."""

    columns_of = GuestLink

    name = forms.CharField(max_length=200)
    mail = forms.EmailField()
