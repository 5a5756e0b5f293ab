"""Forms for expectations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm, keep_only
from amity.accounts.models import Account
from amity.expectations import queries, rules
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.models import Expectation
from amity.people.rules import OWNER
from amity.shared.text.dates import coming_due_in
from amity.ui.likely import LikelyFirst, offer_likely

WHO = _("Who expects it?")
ASKED = {
    rules.ALIGNED: EVIDENCE,
    rules.RESET: ("statement", *EVIDENCE, "note"),
    rules.AT_RISK: ("note",),
    rules.MISSED: ("note",),
    rules.MET: ("note", *EVIDENCE),
    rules.OPEN: ("note",),
}
"""The fields that each change of state needs."""
ASKED_OF_PROMISES = ASKED | {rules.RESET: ("promised_until", *EVIDENCE, "note")}
"""The same of a promise. A reset of one is a new date."""
ASKED_OF_DATES = ASKED | {rules.RESET: ("statement", "promised_until", *EVIDENCE, "note")}
"""The same of an expected date. A reset of one is a new statement with its date."""


class ExpectationForm(EvidenceForm[ExpectationFields]):
    """An expectation or a promise, with its evidence."""

    value = ExpectationFields
    rows = "expectations.Expectation"
    choices = {"kind": queries.KINDS}
    widgets = {"kind": forms.RadioSelect()}
    read_without_money_right = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    project_id = forms.TypedChoiceField(
        label=_("Project"), widget=LikelyFirst, required=False, empty_value=None, coerce=int
    )
    body = "expectations/expectation_fields.html"
    folded = ("client_words", "line_id")
    field_order = ("statement", "project_id", *EVIDENCE, "kind")
    quick = ("statement", "stated_by_id", "stated_on")

    def __init__(
        self, *args: Any, account: Account, short: bool = False, projects: Sequence[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.in_row = short
        self.offer_evidence(account, WHO)
        if short:
            keep_only(self, self.quick)
            return
        if projects:
            blank = _("no particular project")
            offer_likely(self.fields["project_id"], projects, (), _("Another project…"), blank=blank)
        else:
            del self.fields["project_id"]
        self.offer("line_id", queries.lines_of(account), _("no particular line"))
        found = colleagues_for(account, OWNER)
        self.offer_people("promised_by_id", found.pairs, found.likely, _("no one"), others=found.others)
        if self.initial.get("kind") == rules.PROMISE:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["statement"].label, self.fields["stated_by_id"].label = _("What we promised"), _("Promised to")

    def clean(self) -> dict[str, Any]:
        """Read the date of a new promise, or of an expected date, in its words where none was entered."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_new = cleaned.get("kind") in rules.DATED and not cleaned.get("version")
        if is_new and "promised_until" not in self.errors and cleaned.get("promised_until") is None:
            today = timezone.localdate()
            words, stated_on = cleaned.get("statement") or "", cleaned.get("stated_on") or today
            cleaned["promised_until"] = coming_due_in(words, stated_on, today)
        return cleaned


class MoveForm(EvidenceForm[Move]):
    """A change of an expectation's state, with the fields that state needs."""

    value = Move
    rows = "expectations.Expectation"
    read_without_money_right = True
    statement = forms.CharField(label=_("New expectation"), max_length=500)
    note = forms.CharField(
        label=_("What happened"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    state = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("statement", "promised_until", *EVIDENCE, "note")

    def __init__(self, *args: Any, account: Account, state: str, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_evidence(account)
        asked = {rules.PROMISE: ASKED_OF_PROMISES, rules.DATE: ASKED_OF_DATES}.get(kind, ASKED)
        keep_only(self, ("state", "version", *asked.get(state, ())))
        if "promised_until" in self.fields:
            self.fields["promised_until"].label = _("New due date") if kind == rules.PROMISE else _("New date")
            self.fields["promised_until"].required = True
            self.fields["stated_by_id"].label = _("Who agreed?")
        if state in rules.NEED_A_REASON:
            self.fields["note"].required = True
        if state in rules.NEED_THEIR_WORD:
            self.need_their_word(timezone.localdate())

    def current_values(self, thing: Expectation) -> Mapping[str, Any]:
        """Initial values of an expectation."""
        return {"version": thing.version}
