"""Forms for duties."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.evidence_fields import EvidenceForm
from amity.accounts.models import Account
from amity.charter import wording
from amity.charter.duties import rules as duties
from amity.charter.duties.commands import DutyFields
from amity.charter.models import Charter
from amity.people.rules import TAKES_PART
from amity.ui.acts import ActForm

ANSWERS = ("preset", "writes", "extra")
USUAL = "usual"
"""The choice of an account that takes the agency's answer."""
CurrentDuty = Callable[[], tuple[duties.Duty, str, int]]
"""The current state of a duty: the duty, the text of its rule, and its charter's version (0: no charter)."""


class QuestionsForm(ActForm):
    """Form for the three questions, each a row of chips. For an account, the agency's answer is marked as usual.

    Who chooses that follows the agency, also once it answers differently.
    """

    preset = forms.ChoiceField(widget=forms.RadioSelect)
    writes = forms.ChoiceField(widget=forms.RadioSelect)
    extra = forms.ChoiceField(widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, default: duties.Questions | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._default = default
        for name, label in wording.question_words().items():
            field, labels = self.fields[name], wording.answer_words()[name]
            choices: dict[str, Any] = dict(labels)
            if default is not None:
                usual = getattr(default, name)
                choices[usual] = _("%(answer)s (usual)") % {"answer": labels[usual]}
            self.offer(name, [(self._choice(name, answer), word) for answer, word in choices.items()])
            field.label, field.initial = label, USUAL if default else next(iter(labels))

    def _choice(self, name: str, answer: str) -> str:
        """Return what the form calls an answer: as usual if the agency answers so, or none is given."""
        is_usual = self._default is not None and answer in ("", getattr(self._default, name))
        return USUAL if is_usual else answer

    def current_values(self, thing: Charter | None) -> Mapping[str, Any]:
        """Initial values of a charter, or of none."""
        if thing is None:
            return {"version": 0}
        return {name: self._choice(name, getattr(thing, name)) for name in ANSWERS} | {"version": thing.version}

    def asked(self) -> duties.Questions:
        """Return the answers as the command takes them."""
        values = self.values()
        return duties.Questions(**{name: "" if values[name] == USUAL else values[name] for name in ANSWERS})


class DutyForm(EvidenceForm[DutyFields]):
    """Form for a duty."""

    value = DutyFields
    rows = "charter.DutyChange"
    choices = {
        "kind": wording.kind_labels, "role": wording.role_labels,
        "also": lambda: {"": _("no one"), **wording.role_labels()},
    }  # fmt: skip
    hints = {"rule": _("One sentence: who writes, who agrees.")}
    widgets = {"kind": forms.RadioSelect()}
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("kind", "role", "person_id", "also", "also_person_id", "client", "contact_id", "rule")

    def __init__(self, *args: Any, account: Account | None, current: CurrentDuty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._current = current
        found = colleagues_for(account, TAKES_PART)
        for name in ("person_id", "also_person_id"):
            self.offer_people(name, found.pairs, found.likely, _("no one"), others=found.others)
        client = wording.client_labels()
        if account is None:
            client.pop(duties.CONTACT)
            del self.fields["contact_id"]
        else:
            self.offer_contacts(account, "contact_id", _("no one"))
        self.offer("client", client.items())
        self.initial = {**self.initial, **self.current_values(None)}
        self.keep_holders()

    def current_values(self, thing: Charter | None) -> Mapping[str, Any]:
        """Return the current duty, the text of its rule, and the version of the charter."""
        duty, rule, version = self._current()
        return {**self.initial_values(duty), "rule": rule, "version": version}
