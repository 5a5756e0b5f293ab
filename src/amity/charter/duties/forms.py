"""What is typed about duties."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts import queries as accounts
from amity.accounts.contacts import queries as contact_queries
from amity.accounts.models import Account
from amity.charter import wording
from amity.charter.duties import rules as duties
from amity.charter.duties.commands import DutyFields
from amity.charter.models import Charter, DutyChange
from amity.ui.acts import ActForm

ANSWERS = ("preset", "writes", "extra")
USUAL = "usual"
"""The chip of an account that takes the agency's answer."""
Stands = Callable[[], tuple[duties.Duty, str, int]]
"""How a duty stands now: the duty, its rule in words, the version of its charter (0: there is none)."""


def _number(value: str) -> int | None:
    return int(value) if value else None


def _by_name() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(required=False, coerce=_number, empty_value=None)


class QuestionsForm(ActForm):
    """The three questions, each a row of chips; of an account, with the agency's answer as one of them."""

    preset = forms.ChoiceField(widget=forms.RadioSelect)
    writes = forms.ChoiceField(widget=forms.RadioSelect)
    extra = forms.ChoiceField(widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, default: duties.Questions | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in wording.question_words().items():
            field, labels = self.fields[name], wording.answer_words()[name]
            choices = list(labels.items())
            if default is not None:
                choices.insert(0, (USUAL, _("as usual: %(answer)s") % {"answer": labels[getattr(default, name)]}))
            field.label, field.initial = label, choices[0][0]
            field.choices = choices  # type: ignore[attr-defined]

    def current_values(self, thing: Charter | None) -> Mapping[str, Any]:
        """Initial values of a charter, or of none."""
        if thing is None:
            return {"version": 0}
        return {name: getattr(thing, name) or USUAL for name in ANSWERS} | {"version": thing.version}

    def asked(self) -> duties.Questions:
        """The answers as the command takes them."""
        said = self.values()
        return duties.Questions(**{name: "" if said[name] == USUAL else said[name] for name in ANSWERS})


class DutyForm(ActForm):
    """A duty as someone wants it."""

    columns_of = DutyChange

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    role = forms.ChoiceField()
    person_id = _by_name()
    also = forms.ChoiceField(required=False)
    also_person_id = _by_name()
    client = forms.ChoiceField(required=False)
    contact_id = _by_name()
    rule = forms.CharField(
        max_length=300,
        required=False,
        help_text=_("One sentence: who writes, who agrees."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, account: Account | None, stands: Stands, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stands = stands
        everybody = [(str(one.pk), one.name) for one in accounts.assignable()]
        nobody = ("", _("no one"))
        contacts = [(str(one.pk), one.name) for one in contact_queries.others_of(account, None)] if account else []
        roles, client = wording.role_labels(), wording.client_labels()
        if account is None:
            client.pop(duties.CONTACT)
            del self.fields["contact_id"]
        offered: dict[str, list[tuple[str, Any]]] = {
            "kind": list(wording.kind_labels().items()),
            "role": list(roles.items()),
            "also": [nobody, *roles.items()],
            "client": list(client.items()),
            "person_id": [nobody, *everybody],
            "also_person_id": [nobody, *everybody],
            "contact_id": [nobody, *contacts],
        }
        for name in offered.keys() & self.fields.keys():
            self.fields[name].choices = offered[name]  # type: ignore[attr-defined]
        self.initial = {**self.initial, **self.current_values(None)}

    def current_values(self, thing: Charter | None) -> Mapping[str, Any]:
        """The duty in force, its rule in words, and the version of the charter, read now."""
        duty, rule, version = self._stands()
        names = ("kind", "role", "also", "client", "person_id", "also_person_id", "contact_id")
        values = {name: getattr(duty, name) for name in names if name in self.fields}
        return {**values, "rule": rule, "version": version}

    def value_given(self) -> DutyFields:
        """The values as the command takes them."""
        return DutyFields(**{name: value for name, value in self.values().items() if name != "version"})
