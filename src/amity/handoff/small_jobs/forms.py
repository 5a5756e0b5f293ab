"""The form of a small job."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for, contacts_for, deciding
from amity.accounts.evidence_fields import EvidenceForm, when_field, who_field
from amity.accounts.models import Account
from amity.briefs.choices import discipline_names
from amity.briefs.conversion.rules import BUDGET, LINES
from amity.briefs.estimate.pricing import Prices
from amity.briefs.lines.fields import HOURS_OF
from amity.briefs.lines.rules import read_line
from amity.briefs.small_jobs.quote import Quote, quote_of
from amity.handoff.small_jobs import queries
from amity.handoff.small_jobs.fields import SmallJobFields, faults
from amity.people.rules import PROJECT_MANAGER
from amity.shared.errors import Invalid, Refused
from amity.shared.money import Money
from amity.shared.text.dates import coming_due_in
from amity.shared.values import value_from
from amity.ui import formats
from amity.ui.channels import how_field, offer_channels
from amity.ui.number_fields import HoursField

MAIN_DISCIPLINES: Final = 3
SHOWN_PRICE: Final = "shown_price"
"""The price on the button, in minor units: a job starts at no other."""
TWO_LINES: Final = forms.Textarea(attrs={"rows": 2})


class SmallJobForm(EvidenceForm[SmallJobFields]):
    """A small job with its hand-off. A draft needs only the client's words."""

    value = SmallJobFields
    rows = ("briefs.Brief", "expectations.Expectation")
    needed: ClassVar[tuple[str, ...]] = ("stated_by_id", "client_words", "done_when", "wanted_on", "promise")
    labels = {
        "client_words": _("What they want, in their words"),
        "title": _("Job name"),
        "done_when": _("Definition of done"),
        "wanted_on": _("Due date"),
        "budget": _("Budget"),
        "must_not": _("Limits and no-gos"),
        "promise": _("What you promised"),
        "promise_due_on": _("Promise due date"),
    }
    hints = {
        "title": _("Leave blank to take it from their words."),
        "approver_id": _("Leave blank to find out. You’ll be reminded."),
        "budget": _("Leave blank to use the hours at the rate card."),
        "stated_in": "", "wanted_on": "", "manager_id": "", "stated_by_id": "", "must_not": "",
        "promise": _("Becomes your promise to the contact who asked. If there is none, enter “nothing”."),
    }  # fmt: skip
    widgets = {
        "client_words": forms.Textarea(attrs={"rows": 2, "class": "voice-f"}),
        **dict.fromkeys(("done_when", "must_not", "promise"), TWO_LINES),
    }
    left_out = ("hours",)
    stated_by_id = who_field(_("Who asked?"), is_first=True)
    stated_in = how_field()
    stated_on = when_field()
    is_done_confirmed = forms.BooleanField(label=_("The client said so"), required=False)
    price = forms.ChoiceField(required=False, choices=[(LINES, ""), (BUDGET, "")])
    hands_over = forms.BooleanField(label=_("And hand it to"), required=False, initial=True)

    only_filters = True

    def __init__(self, *args: Any, account: Account, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.is_draft = account, is_draft
        self.today, self.amounts_in = timezone.localdate(), account.currency
        self.prices = Prices(account.currency)
        self.contacts = contacts_for(account)
        self.usual_manager = queries.usual_manager(account.pk)
        self.managers = colleagues_for(account, PROJECT_MANAGER, likely=(self.usual_manager,))
        self._offer_all()
        self.disciplines = self._add_hours()
        for name in self.needed:
            if name != "stated_by_id":
                self.fields[name].widget.attrs["aria-required"] = "true"

    def _offer_all(self) -> None:
        retainers = queries.retainers(self.account)
        self.offer_likely_contacts(self.contacts)
        offer_channels(self, chosen=True)
        self.offer_today(self.today)
        contacts = [(one.pk, one.name) for one in self.contacts]
        decides = deciding(self.contacts)
        self.offer_people("approver_id", contacts, decides, _("to find out"), in_row=True)
        self.initial.setdefault("approver_id", decides[0] if len(decides) == 1 else None)
        self.offer_people("manager_id", self.managers.pairs, self.managers.likely, "–", in_row=True)
        if self.managers.offers(self.usual_manager):
            self.initial.setdefault("manager_id", self.usual_manager)
        self.initial.setdefault("must_not", _now("nothing"))
        if retainers:
            self.offer("retainer_id", retainers, "–")
        else:
            del self.fields["retainer_id"]
        self.fields["budget"].label = f"{self.fields['budget'].label}, {self.account.currency}"

    def _add_hours(self) -> dict[int, str]:
        """Add a field for each discipline, the ones usual at this client first."""
        names = discipline_names()
        order = dict.fromkeys([pk for pk in queries.usual_disciplines(self.account) if pk in names] + list(names))
        for pk in order:
            self.fields[f"{HOURS_OF}{pk}"] = HoursField(label=names[pk], required=False)
        return {pk: names[pk] for pk in order}

    def take_hours(self, typed: str) -> None:
        """Fill in hours written as “8 design 4 dev”, as an address can have them; other words are left out."""
        for pk, seconds in read_line(typed, discipline_names()).hours:
            self.initial[f"{HOURS_OF}{pk}"] = seconds

    def hours(self) -> tuple[tuple[int, int], ...]:
        """Return the seconds by discipline that are entered."""
        values: Mapping[str, Any] = self.cleaned_data if self.is_bound else self.initial
        found = ((pk, values.get(f"{HOURS_OF}{pk}")) for pk in self.disciplines)
        return tuple((pk, seconds) for pk, seconds in found if seconds)

    def entered(self) -> SmallJobFields:
        """Return the job as far as it is entered; fields that can't be read have their defaults."""
        if self.is_bound:
            self.is_valid()
            return self.value_given(client_words=self.cleaned_data.get("client_words", ""), hours=self.hours())
        known = {name: self.initial[name] for name in self.names() if name in self.initial}
        ticked = {"hands_over": self.initial.get("hands_over", True)}
        return value_from({"client_words": "", **ticked, **known, "hours": self.hours()}, SmallJobFields)

    def quote(self, job: SmallJobFields) -> Quote | None:
        """Return the quote of a job; None for a retainer request, which has no price of its own."""
        if job.retainer_id is not None:
            return None
        return quote_of(self.prices, job.hours, job.budget, self.today)

    def clean(self) -> dict[str, Any]:
        """Show every fault at its field, and a price that wasn't on the button yet."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "promise_due_on" not in self.errors and cleaned.get("promise_due_on") is None:
            words, stated_on = cleaned.get("promise") or "", cleaned.get("stated_on") or self.today
            cleaned["promise_due_on"] = coming_due_in(words, stated_on, self.today)
        if self.is_draft:
            return cleaned
        job = self.value_given(client_words=cleaned.get("client_words", ""), hours=self.hours())
        runner = queries.runner_of(self.account, job) if job.retainer_id is not None else job.manager_id
        one_hat = queries.is_one_hat(self.account, runner)
        for name, sentence in faults(replace(job, manager_id=runner), self.today, one_hat=one_hat):
            if name not in self.errors and not (name == "hours" and self._has_wrong_hours()):
                self.show(Invalid(sentence, name))
        if not self.errors:
            self._hold_price(job)
        return cleaned

    def show(self, fault: Invalid | Refused) -> None:
        """Show a refusal at its field; one of the hours at the first of them."""
        if isinstance(fault, Invalid) and fault.field == "hours" and self.disciplines:
            fault = Invalid(fault.sentence, f"{HOURS_OF}{next(iter(self.disciplines))}")
        super().show(fault)

    def _has_wrong_hours(self) -> bool:
        return any(name.startswith(HOURS_OF) for name in self.errors)

    def _hold_price(self, job: SmallJobFields) -> None:
        quote = self.quote(job)
        price = quote.offer.price(job.price or None) if quote else None
        if price is not None and self.data.get(SHOWN_PRICE) != str(price):
            amount = formats.money(Money(price, self.account.currency))
            sentence = _now("The price is %(amount)s. Press the button again to start at it.")
            self.add_error(None, sentence % {"amount": amount})
