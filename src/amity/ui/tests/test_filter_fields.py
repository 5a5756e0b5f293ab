"""Which fields of a filter bar are behind *More filters*."""

import pytest
from django import forms

from amity.ui.lists.filtering import bar_fields

SIX = ("person", "account", "project", "kind", "since", "until")


def form_with(names, **data):
    made = forms.Form(data)
    for name in names:
        made.fields[name] = forms.CharField(required=False)
    made.fields["whose"] = forms.ChoiceField(choices=[("mine", "Mine"), ("all", "All")], required=False)
    return made


def names(fields):
    return [field.name for field in fields]


@pytest.mark.parametrize(
    ("data", "folded"),
    [
        ({}, ["since", "until", "whose"]),
        ({"whose": "mine"}, ["since", "until", "whose"]),
        ({"whose": "all"}, ["since", "until"]),
        ({"since": "2026-11-01"}, ["whose"]),
    ],
)
def test_a_long_bar_folds_the_fields_that_are_not_in_use(data, folded):
    shown, rarer = bar_fields(form_with(SIX, **data))

    assert names(rarer) == folded
    assert names(shown) == [name for name in (*SIX, "whose") if name not in folded]


def test_a_short_bar_folds_nothing():
    assert bar_fields(form_with(SIX[:5]))[1] == []
