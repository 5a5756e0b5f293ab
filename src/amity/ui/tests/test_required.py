"""A blank field says what to do, in every form and value."""

from dataclasses import dataclass
from typing import Annotated

import pytest
from django import forms

from amity.shared.errors import Invalid
from amity.shared.values import Text, tidied
from amity.ui.acts import ActForm
from amity.ui.forms import NonceForm
from amity.ui.number_fields import DecimalTextField, HoursField, day_field

DJANGO = "This field is required."


class Blank(forms.Form):
    """One field of each kind."""

    name = forms.CharField()
    count = forms.IntegerField()
    amount = DecimalTextField()
    hours = HoursField()
    day = day_field()
    mail = forms.EmailField()
    site = forms.URLField(assume_scheme="https")
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")])
    file = forms.FileField()
    agreed = forms.BooleanField()
    own = forms.CharField(error_messages={"required": "Enter a nickname."})


@dataclass(frozen=True)
class Named:
    """A value with a text that is needed."""

    name: Annotated[str, Text(10, needed=True)] = "Ada"
    words: Annotated[str, Text(10, needed=True)] = "Hello"


def test_a_blank_field_says_what_to_do_by_its_kind():
    assert {name: str(words) for name, [words] in Blank({}).errors.items()} == {
        "name": "Enter some text.", "count": "Enter a number.", "amount": "Enter a number.",
        "hours": "Enter the hours.", "day": "Enter a date.", "mail": "Enter an email address.",
        "site": "Enter an address.", "kind": "Choose one.", "kinds": "Choose at least one.", "file": "Choose a file.",
        "agreed": "Tick this box.", "own": "Enter a nickname.",
    }  # fmt: skip


def test_a_blank_text_of_a_value_says_what_to_do():
    with pytest.raises(Invalid, match="Enter a name"):
        tidied(Named(" "))
    with pytest.raises(Invalid, match="Enter some text"):
        tidied(Named(words=" "))


def declared(kind: type[forms.BaseForm] = forms.BaseForm):
    """Yield every form of Amity with the fields that it declares."""
    for one in kind.__subclasses__():
        yield from declared(one)
        if one.__module__.startswith("amity."):
            yield one, getattr(one, "base_fields", {})


def test_no_form_of_amity_has_the_words_of_django():
    left = [
        f"{form.__name__}.{name}"
        for form, fields in declared()
        for name, field in fields.items()
        if str(field.error_messages.get("required")) == DJANGO
    ]

    assert {NonceForm, ActForm} <= {form for form, _fields in declared()}
    assert left == []
