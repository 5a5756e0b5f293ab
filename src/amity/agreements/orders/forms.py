"""Forms for a change order: its details, changed lines, a new end and a retainer's new months."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amity.agency import queries as agency
from amity.agreements import wording
from amity.agreements.form_fields import words_field
from amity.agreements.models import Agreement
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.orders.monthly import monthly_before
from amity.agreements.orders.rules import Monthly
from amity.lines import queries as lines
from amity.people import queries as people
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm


class ChangeForm(ValueForm[ChangedTerms]):
    """Form for an order's change to one line."""

    value = ChangedTerms
    rows = "agreements.LineChange"
    choices = {"act": wording.ACTS, "unit": lines.unit_labels}
    hints = {
        "line_id": _("Choose the line to change or remove. Leave blank for a new line."),
        "rate": _("Leave blank for the rate card’s, by service or discipline."),
    }
    widgets = {"act": forms.RadioSelect(), "acceptance": forms.Textarea(attrs={"rows": 2})}
    groups = (
        (_("Which line"), ("line_id", "number", "title")),
        (_("New terms"), ("unit", "quantity", "rate", "planned_seconds", "revision_rounds")),
        (_("Service and acceptance"), ("service_id", "discipline_id", "acceptance")),
    )
    only_filters = True  # the required fields depend on the type of change

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = "quantity" if self.initial.get("title") else "title"
        self.fields[first].widget.attrs["autofocus"] = True
        self.offer("line_id", offered, _("a new line"))
        self.offer("service_id", ((service.pk, str(service)) for service in agency.services()), _("none"))
        self.offer(
            "discipline_id", ((discipline.pk, str(discipline)) for discipline in people.disciplines()), _("none")
        )


class NewEndForm(ActForm):
    """Form for the new end of an order."""

    ends_on = day_field(label=_("New end"), required=False, help_text=_("Leave blank to keep the current end date."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Initial values of an order."""
        return {"ends_on": thing.ends_on, "version": thing.version}


class NewMonthlyForm(ValueForm[Monthly]):
    """Form for the new months of a retainer's order: its fee, what a month includes, and the first date."""

    value = Monthly
    rows = "agreements.Agreement"
    labels = wording.NEW_MONTHLY
    from_day = day_field(label=_("Applies from"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    only_filters = True  # hints say what a blank field means

    def __init__(self, *args: Any, order: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.amounts_in, before = order.currency, monthly_before(order)
        now = {
            "fee": before.fee is not None and formats.money(Money(before.fee, order.currency)),
            "included_seconds": before.included_seconds is not None and formats.hours(before.included_seconds),
            "included_units": before.included_units is not None and formats.number(before.included_units),
        }
        for name, figure in now.items():
            if figure:
                self.fields[name].help_text = gettext("Leave blank to keep %(figure)s.") % {"figure": figure}
            elif name != "fee":
                del self.fields[name]
        self.fill(order)

    def initial_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return what an order changes so far, and from when."""
        return {**super().initial_values(thing), "from_day": thing.starts_on}


class OrderForm(ActForm):
    """Form for a new change order."""

    columns_of = Agreement

    title = forms.CharField(label=_("What changes"), max_length=200)
    number = forms.CharField(max_length=40, required=False, help_text=_("For example, CO-2."))
    reason = words_field(rows=3, hint=_("The client reads it in the document."))
