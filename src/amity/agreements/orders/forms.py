"""Forms for a change order: its details, changed lines, a new end and a new fee."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from amity.agency import queries as agency
from amity.agreements import wording
from amity.agreements.form_fields import number_or_none, words_field
from amity.agreements.models import Agreement, LineChange
from amity.agreements.orders.commands import ChangedTerms
from amity.lines import queries as lines
from amity.people import queries as people
from amity.shared.money import Money
from amity.ui.acts import ActForm
from amity.ui.figures import DecimalTextField, HoursField, day_field


class ChangeForm(ActForm):
    """What an order does to one line."""

    columns_of = LineChange

    act = forms.ChoiceField(widget=forms.RadioSelect)
    line_id = forms.TypedChoiceField(
        required=False, coerce=number_or_none, empty_value=None,
        help_text=_("Choose the line to change or remove. Leave blank for a new line."),
    )  # fmt: skip
    number = forms.CharField(max_length=40, required=False)
    title = forms.CharField(max_length=300, required=False)
    unit = forms.ChoiceField()
    quantity = DecimalTextField(required=False, most_places=2)
    rate = DecimalTextField(required=False)
    planned_seconds = HoursField(required=False)
    service_id = forms.TypedChoiceField(required=False, coerce=number_or_none, empty_value=None)
    discipline_id = forms.TypedChoiceField(required=False, coerce=number_or_none, empty_value=None)
    revision_rounds = forms.IntegerField(required=False, min_value=0, max_value=99)
    acceptance = words_field(rows=2, most=4000)
    groups = (
        (_("Which line"), ("line_id", "number", "title")),
        (_("New terms"), ("unit", "quantity", "rate", "planned_seconds", "revision_rounds")),
        (_("Service and acceptance"), ("service_id", "discipline_id", "acceptance")),
    )
    only_filters = True  # which fields are needed follows from what is done

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "act": wording.ACTS.items(),
            "line_id": [("", _("a new line")), *offered],
            "unit": lines.unit_labels().items(),
            "service_id": _named(agency.services()),
            "discipline_id": _named(people.disciplines()),
        }
        for name, found in choices.items():
            self.fields[name].choices = list(found)  # type: ignore[attr-defined]

    def change(self) -> ChangedTerms:
        """The values as the command takes them."""
        return ChangedTerms(**self.values())


class NewEndForm(ActForm):
    """The end an order agrees on."""

    ends_on = day_field(label=_("New end"), required=False, help_text=_("Leave blank to keep the current end date."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Initial values of an order."""
        return {"ends_on": thing.ends_on, "version": thing.version}


class NewFeeForm(ActForm):
    """The monthly fee an order agrees on, and from when."""

    fee = DecimalTextField(
        label=_("New monthly fee"), required=False, most_places=3, help_text=_("Leave blank to keep the current fee.")
    )
    from_day = day_field(label=_("Applies from"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Initial values of an order."""
        fee = None if thing.fee is None else Money(thing.fee, thing.currency).major
        return {"fee": fee, "from_day": thing.starts_on, "version": thing.version}


def _named(things: Iterable[Model]) -> list[tuple[str, Any]]:
    return [("", _("none")), *((str(one.pk), str(one)) for one in things)]


class OrderForm(ActForm):
    """A new change order."""

    columns_of = Agreement

    title = forms.CharField(label=_("What changes"), max_length=200)
    number = forms.CharField(max_length=40, required=False, help_text=_("For example, CO-2."))
    reason = words_field(rows=3)
