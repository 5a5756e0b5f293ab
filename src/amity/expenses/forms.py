"""Forms for expenses, with their receipts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.agency.forms import grouped_currencies
from amity.expenses import wording
from amity.expenses.changes import ExpenseChanges
from amity.expenses.models import Expense
from amity.expenses.rules import KINDS, RECEIPTS
from amity.people.candidates import Candidates
from amity.people.models import Person
from amity.projects import queries as projects
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.money import Money, decimals
from amity.shared.values import value_from
from amity.timesheets.choosing.fields import WorkField
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.forms import DayField
from amity.ui.acts import ActForm, Difference
from amity.ui.number_fields import DecimalTextField

ACCEPT = "application/pdf,image/png,image/jpeg"
PLAIN = ("version", "kind", "spent_on", "supplier", "text", "currency", "billable")
"""Fields that show the expense's own value."""
BESIDE = {"project": "work", "account": "work", "line": "work", "person": "person_id"}
"""Form fields with another name in the command."""


class SeveralFiles(forms.ClearableFileInput):
    """A widget that accepts several files at once."""

    allow_multiple_selected = True


class ReceiptsField(forms.FileField):
    """A field for several files, with a list as its value."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the sent files, or refuse more than an expense can have."""
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        files = [forms.FileField.clean(self, one, initial) for one in sent]
        if len(files) > RECEIPTS:
            raise forms.ValidationError(_("An expense can have up to %(most)s receipts.") % {"most": RECEIPTS})
        return files


class ExpenseForm(ActForm):
    """Form for logging an expense, or with `version` for changing one."""

    columns_of = Expense

    kind = forms.ChoiceField(label=gettext_lazy("Expense type"), widget=forms.RadioSelect, initial="pass_through")
    spent_on = DayField()
    work = WorkField(
        label=gettext_lazy("For"), required=False,
        help_text=gettext_lazy("A project or one of its lines. Leave blank for an internal expense."),
    )  # fmt: skip
    supplier = forms.CharField(max_length=200)
    text = forms.CharField(required=False, max_length=2000)
    amount = DecimalTextField(most_places=3, help_text=gettext_lazy("Excluding tax, as on the receipt."))
    currency = forms.ChoiceField()
    billable = forms.BooleanField(required=False)
    billed = DecimalTextField(
        required=False, most_places=3,
        help_text=gettext_lazy("In the agreement’s currency, including mark-up. Leave blank if unknown."),
    )  # fmt: skip
    person_id = forms.TypedChoiceField(coerce=int)
    receipts = ReceiptsField(
        label=gettext_lazy("Receipts"), required=False, widget=SeveralFiles(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("PDF, PNG or JPEG, up to 10 MB each."),
    )  # fmt: skip
    photo = ReceiptsField(
        label=gettext_lazy("Photograph the receipt"), required=False,
        widget=SeveralFiles(attrs={"accept": "image/*", "capture": "environment"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, person: Person, currency: str, whose: Candidates | None = None, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.offer("kind", ((kind, wording.KINDS[kind]) for kind in KINDS))
        cast("forms.ChoiceField", self.fields["currency"]).choices = grouped_currencies()
        self.initial.setdefault("currency", currency)
        self.fields["work"].ask_as(person)  # type: ignore[attr-defined]
        if whose is None:
            del self.fields["person_id"]
        else:
            self.offer_people("person_id", whose.pairs, whose.likely)
            self.initial.setdefault("person_id", person.pk)

    def clean(self) -> dict[str, Any]:
        """Convert amounts to minor units of their currencies."""
        values = super().clean() or {}
        if values.get("amount") is not None and values.get("currency"):
            values["amount"] = self._minor("amount", values["amount"], values["currency"])
        if not values.get("billable"):
            values["billed"] = None
        elif values.get("billed") is not None:
            values["billed"] = self._minor("billed", values["billed"], self._billed_in(values))
        return values

    def uploads(self) -> list[Any]:
        """Return the sent receipts, from the folder and from the camera."""
        return [*self.cleaned_data["receipts"], *self.cleaned_data["photo"]]

    def changes(self) -> ExpenseChanges:
        """Return the typed values for the commands."""
        values = self.cleaned_data
        key = values["work"].key if values["work"] else WorkKey()
        place = {"account_id": key.account_id, "project_id": key.project_id, "line_id": key.line_id}
        return value_from(values | place, ExpenseChanges)

    def show(self, fault: Invalid | Refused) -> None:
        """Show a command's error at the field of this form that it is about."""
        if isinstance(fault, Invalid):
            fault = Invalid(fault.sentence, BESIDE.get(fault.field, fault.field))
        super().show(fault)

    def _billed_in(self, values: Mapping[str, Any]) -> str:
        key = values["work"].key if values.get("work") else WorkKey()
        pricing = projects.pricing_of(key.project_id) if key.project_id else None
        return pricing.currency if pricing else str(values.get("currency") or "EUR")

    def _minor(self, field: str, major: Decimal, currency: str) -> int | None:
        minor = major.scaleb(decimals(currency))
        if minor != int(minor):
            self.add_error(field, _("%(currency)s doesn’t have that many decimal places.") % {"currency": currency})
            return None
        return int(minor)


class ChangeExpenseForm(ExpenseForm):
    """Form for changing an expense that was read at a version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """Return the initial values of an expense."""
        return as_typed(thing)

    def show_both(self, fault: Stale) -> None:
        """Show both versions, with the work by its name instead of its key."""
        super().show_both(fault)
        work = self["work"]
        typed, current = (
            work.field.prepare_value(one)[0] for one in (work.value(), self.current_values(fault.current)["work"])
        )
        others = [one for one in self.differences if one.label != work.label]
        self.differences = others if typed == current else [*others, Difference(str(work.label), typed, current)]


def as_typed(expense: Expense) -> dict[str, Any]:
    """Return an expense's values as the form shows them."""
    key = WorkKey(expense.account_id, expense.project_id, expense.line_id)
    known = expense.billable and expense.billed is not None
    return {name: getattr(expense, name) for name in PLAIN} | {
        "work": str(key) if expense.account_id or expense.project_id else "",
        "amount": Money(expense.amount, expense.currency).major,
        "billed": Money(expense.billed or 0, expense.billed_currency).major if known else None,
    }
