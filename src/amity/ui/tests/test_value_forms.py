"""Forms made from values with limits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from django import forms

from amity.shared.values import Decimals, Hours, Minor, OneOf, Text, Whole
from amity.ui.number_fields import DecimalTextField, HoursField
from amity.ui.value_forms import ValueForm


@dataclass(frozen=True, slots=True)
class View:
    """A test value named after columns of a saved view, with types of its own."""

    list_key: Annotated[str, OneOf(("time", "money"))]
    name: Annotated[str, Text(10, needed="Enter a name.")]
    query: Annotated[str, Text(20, lines=True)] = ""
    id: Annotated[int | None, Whole(1, 9)] = None


@dataclass(frozen=True, slots=True)
class Figures:
    id: Annotated[int | None, Hours()] = None
    name: Annotated[Decimal | None, Decimals(5, 2)] = None
    list_key: date | None = None
    person_id: int | None = None


class ViewForm(ValueForm[View]):
    value = View
    rows = "ui.SavedView"
    choices = {"list_key": {"time": "Time", "money": "Money"}}
    widgets = {"list_key": forms.RadioSelect()}


class FiguresForm(ValueForm[Figures]):
    value = Figures
    rows = "ui.SavedView"


def test_fields_take_limits_and_sentences_from_the_value():
    form = ViewForm({"list_key": "time", "name": "", "query": "x" * 21, "id": "10"})

    assert {name: list(found) for name, found in form.errors.items() if name != "nonce"} == {
        "name": ["Enter a name."],
        "query": ["Ensure this value has at most 20 characters (it has 21)."],
        "id": ["Ensure this value is less than or equal to 9."],
    }
    assert isinstance(form.fields["list_key"].widget, forms.RadioSelect)
    assert [(radio.data["value"], radio.choice_label) for radio in form["list_key"].subwidgets] == [
        ("time", "Time"),
        ("money", "Money"),
    ]


def test_a_form_gives_the_value_that_was_typed():
    form = ViewForm({"list_key": "money", "name": "All", "nonce": "a" * 32})

    assert form.is_valid()
    assert form.value_given() == View("money", "All")


def test_types_choose_their_fields():
    form = FiguresForm()
    form.offer("person_id", [(1, "Mara")], blank="no one")

    kinds = [type(field) for field in form.fields.values()]
    assert kinds == [HoursField, DecimalTextField, forms.DateField, forms.TypedChoiceField, forms.CharField]
    assert [field.required for field in form.fields.values()] == [False] * 4 + [True]
    assert [option.data["label"] for option in form["person_id"].subwidgets] == ["no one", "Mara"]
    assert [form.fields["person_id"].clean(chosen) for chosen in ("1", "")] == [1, None]


@dataclass(frozen=True, slots=True)
class Choice:
    list_key: Annotated[str, OneOf(("time", "money"))] = "money"
    name: Annotated[str, OneOf(("own", "all"), needed=False)] = ""
    person_id: int | None = None


class ChoiceForm(ValueForm[Choice]):
    value = Choice
    rows = "ui.SavedView"
    choices = {"name": lambda: {"": "nothing", "own": "One's own", "all": "All"}}
    left_out = ("person_id",)


def test_what_is_left_blank_or_out_has_the_default_of_the_value():
    form = ChoiceForm({"nonce": "a" * 32})

    assert form.is_valid()
    assert form.value_given() == Choice()
    assert form.fields["list_key"].initial == "money"
    assert "nothing" in str(form["name"])


@dataclass(frozen=True, slots=True)
class Price:
    id: Annotated[int, Minor()] = 0
    query: Annotated[int | None, Minor()] = 500
    name: Annotated[str, Text(3)] = ""
    person_id: int | None = None


class PriceForm(ValueForm[Price]):
    value = Price
    rows = "ui.SavedView"
    left_out = ("name", "person_id")
    amounts_in = "EUR"


def test_amounts_are_typed_in_major_units_and_blank_ones_have_their_default():
    form = PriceForm({"id": "", "query": "12.5", "nonce": "a" * 32})
    blank = PriceForm({"id": "7", "query": "", "nonce": "a" * 32})

    assert (form.is_valid(), blank.is_valid()) == (True, True)
    assert form.value_given(name="fee") == Price(0, 1250, "fee")
    assert blank.value_given() == Price(700, None)
    assert form.current_values(Price(123, None)) == {"id": Decimal("1.23"), "query": None}
