"""Forms of a small job and of its price."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.choices import BriefChoices
from amity.briefs.conversion.rules import BUDGET, LINES
from amity.briefs.fields import BriefFields
from amity.briefs.form_fields import column, in_currency, minor, offer, text
from amity.briefs.models import Brief
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField


class NoteForm(ActForm):
    """A small job: what they want and who said so, done means, hours or budget, the day, who approves."""

    columns_of = Brief

    title = forms.CharField(
        label=_("What they want"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True})
    )
    said_words = column("said_words")
    said_by_id = column("said_by_id", help_text=_("Leave blank if no one at the client has said so."))
    said_on = column("said_on")
    said_where = column("said_where", help_text=_("For example, a call, an email, a meeting."))
    done_when = column("done_when")
    approver_id = column("approver_id")
    budget = DecimalTextField(label=_("Budget"), required=False, most_places=3)
    hours = text(_("Hours"), help_text=_("For example, “4 design 2 dev”. Without hours, the budget is the price."))
    price = forms.ChoiceField(required=False, choices=[(LINES, ""), (BUDGET, "")])
    wanted_on = column("wanted_on")
    retainer_id = column("retainer_id")
    manager_id = column(
        "manager_id", help_text=_("Leave blank to use the project manager of this client’s current work.")
    )

    only_filters = True

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = choices.currency
        offer(
            self, choices, said_by_id="contacts", approver_id="contacts", retainer_id="retainers", manager_id="people"
        )
        in_currency(self, "budget")
        if not choices.retainers:
            del self.fields["retainer_id"]

    def value_given(self) -> BriefFields:
        """The note as a brief: words belong to the person named, and to no one else."""
        values = self.cleaned_data
        amount = minor(values["budget"], self.currency)
        return BriefFields(
            title=values["title"], said_words=values["said_words"] or values["title"],
            said_by_id=values["said_by_id"] if values["said_words"] else None,
            said_on=values["said_on"] if values["said_by_id"] else None, said_where=values["said_where"],
            done_when=values["done_when"], approver_id=values["approver_id"],
            budget_kind="amount" if amount is not None else "", budget_high=amount, wanted_on=values["wanted_on"],
            retainer_id=values.get("retainer_id"), manager_id=values["manager_id"],
        )  # fmt: skip


class NotePriceForm(forms.Form):
    """What the price of a small job depends on."""

    budget = DecimalTextField(required=False, most_places=3)
    hours = text("")
    price = forms.CharField(required=False)
    retainer_id = forms.CharField(required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def budget_minor(self) -> int | None:
        """Return the budget in minor units."""
        return minor(self.cleaned_data["budget"], self.currency)
