"""Forms of the page of a personal link: the answer, who is there, the code, and holding on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.portal.answers import rules, wording
from amity.portal.answers.given import Given
from amity.portal.visitors.forms import CodeForm
from amity.shared.errors import Invalid, Refused

ME, OTHER = "me", "other"


class AnswerForm(forms.Form):
    """The answer. None is preset. `known_as` is the name of a visitor who signed in: only a signature is typed."""

    marks_needed = True
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("What is your answer?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("In your words"), required=False, max_length=rules.WORDS_MOST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Required for changes and questions."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Your name or initials"), max_length=rules.NAME_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name or initials, so that we know who answered.")},
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        choices: Sequence[str],
        signs: bool = False,
        corrects: bool = False,
        offers: bool = False,
        known_as: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known_as, self._signs = known_as, signs
        labels, hints = dict(wording.CHOICES), dict(wording.HINTS)
        if offers:
            labels, hints = labels | wording.OFFER_CHOICES, hints | wording.OFFER_HINTS
            self.fields["words"].help_text = _("Required if you decline or have a question.")
        if signs:
            labels[rules.APPROVE], hints[rules.APPROVE] = wording.SIGN, wording.SIGN_HINT
            self.fields["words"].help_text = _("Required unless you sign.")
            self.fields["name"].label = _("Your full name")
            self.fields["name"].error_messages["required"] = _("Enter your full name.")
            self.fields["name"].help_text = _("Required to sign. It is your signature on the document.")
        if corrects:
            labels[rules.CHANGES], hints[rules.CHANGES] = wording.CORRECT, wording.CORRECT_HINT
        self.fields["choice"].choices = [(one, labels[one]) for one in choices]  # type: ignore[attr-defined]
        if rules.APPROVE not in choices:
            words = self.fields["words"]
            words.required, words.help_text = True, ""
            words.error_messages["required"] = _("Enter your question, or what you would like to change.")
        self.picks = [(one, labels[one], hints[one]) for one in choices]
        self.only_question = tuple(choices) == (rules.QUESTION,)
        if self.only_question:
            self.fields["words"].label = _("Your question")
        if known_as and not signs:
            del self.fields["name"]
        elif known_as:
            self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask whoever signs for their full name, also on a device that we know."""
        values = super().clean() or self.cleaned_data
        if self._is_signed and not values.get("name") and "name" not in self.errors:
            self.add_error("name", _("Enter your full name."))
        return values

    @property
    def _is_signed(self) -> bool:
        return self._signs and self.cleaned_data.get("choice") == rules.APPROVE

    def given(self) -> Given:
        """Return the answer that was entered."""
        values = self.cleaned_data
        typed = values.get("name", "")
        return Given(values["choice"], values["words"], typed if self._is_signed else self.known_as or typed)

    def show(self, fault: Invalid | Refused) -> None:
        """Show a refusal at its field."""
        field = fault.field if isinstance(fault, Invalid) and fault.field in self.fields else None
        self.add_error(field, fault.sentence)


class ReplyForm(forms.Form):
    """The answer to a question, under the name of the visitor."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Your answer"), max_length=rules.WORDS_MOST, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter your answer.")},
    )  # fmt: skip

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def given(self) -> Given:
        """Return the answer that was entered."""
        return Given(rules.ANSWER, self.cleaned_data["words"], self.name)

    def show(self, fault: Invalid | Refused) -> None:
        """Show a refusal at its field."""
        field = fault.field if isinstance(fault, Invalid) and fault.field in self.fields else None
        self.add_error(field, fault.sentence)


class WhoForm(forms.Form):
    """Who is opening the link: its correspondent, or someone to whom the email was forwarded."""

    who = forms.ChoiceField(
        choices=[(ME, ME), (OTHER, OTHER)], widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you are, so that we record your answer under your name.")},
    )  # fmt: skip
    mail = forms.EmailField(
        label=_("Work email address"), max_length=254, help_text=_("We’ll send a code to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your work email address.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take an address from someone else alone."""
        super().__init__(*args, **kwargs)
        self.fields["mail"].required = self.data.get("who") != ME


class ConfirmForm(CodeForm):
    """The code, for one request for it."""

    reference = forms.UUIDField(widget=forms.HiddenInput)
    address = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)


class HoldForm(forms.Form):
    """Why to hold on."""

    words = forms.CharField(label=_("Reason"), required=False, max_length=500)
