"""Form fields that several forms of briefs share, and amounts in major and minor units."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from amity.accounts.evidence_fields import NO_ONE
from amity.briefs import wording
from amity.briefs.choices import BriefChoices
from amity.shared.money import Money, round_half_even
from amity.ui.channels import offer_channels
from amity.ui.value_forms import ValueForm

SHORT = 200
FEW = 2
"""The likely people shown as buttons where two fields share a row."""
OF_WORDS: Final = (("stated_by_id",), ("stated_in",), ("stated_on",))
"""The source of the client's words, by row of the form."""


def plain_items(form: Any, *rows: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return fields as rows of a brief's form, each row labelled by its first field. None has a confidence."""
    return [{"item": "", "fields": [form[name] for name in row if name in form.fields]} for row in rows]


def chosen(label: Any = None, **kwargs: Any) -> forms.TypedChoiceField:
    """Return a field for choosing an object by its id, None where nothing is chosen."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, **kwargs)


def words(label: Any = None, most: int = 5000, rows: int = 2, **kwargs: Any) -> forms.CharField:
    """Return a text field of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **kwargs)


def text(label: Any = None, most: int = SHORT, **kwargs: Any) -> forms.CharField:
    """Return a text field of one line."""
    return forms.CharField(label=label, max_length=most, required=False, **kwargs)


def offer_all(form: ValueForm[Any], choices: BriefChoices) -> None:
    """Offer the people, goals and retainers of a brief in its form, the likely people as buttons."""
    for name, able in (("account_manager_id", choices.account_managers), ("manager_id", choices.managers)):
        form.offer_people(name, able.pairs, able.likely, most=FEW)
        if name in form.fields and (missing := [who for pk, who in able.absent if not able.offers(pk)]):
            form.fields[name].help_text = _("Not offered because they can’t sign in to Amity yet: %(names)s") % {
                "names": ", ".join(missing)
            }
    contacts = [pk for pk, _name in choices.contacts]
    form.offer_people("stated_by_id", choices.contacts, contacts, NO_ONE)
    form.offer_people("approver_id", choices.contacts, [*choices.deciding, *contacts], wording.BUDGETS[""])
    offer_channels(form)
    form.offer("goal_id", choices.goals, "–")
    form.offer("retainer_id", choices.retainers, "–")


def chosen_label(form: Any, name: str) -> str:
    """Return the label of what is chosen in a field, "" if nothing is. Keys are compared as a form sends them."""
    value = form.cleaned_data[name]
    pairs: list[tuple[Any, Any]] = list(flatten_choices(form.fields[name].choices))
    return next((str(word) for key, word in pairs if value is not None and str(key) == str(value)), "")


def in_currency(form: Any, *names: str) -> None:
    """Add the currency to the labels of amounts."""
    for name in names:
        form.fields[name].label = f"{form.fields[name].label}, {form.currency}"


def major(amount: int | None, currency: str) -> Decimal | None:
    """Convert minor units to a figure to edit."""
    return None if amount is None else Money(amount, currency).major


def minor(amount: Decimal | None, currency: str) -> int | None:
    """Convert a figure to minor units."""
    return None if amount is None else round_half_even(amount, currency)
