"""The likely answers are buttons, everything else is behind the last one, and both send one value."""

from typing import Any

import pytest
from django import forms

from amity.ui.likely import LikelyFirst, LikelyText, offer_likely

PEOPLE = [(number, f"Person {number}") for number in range(1, 7)]


class Asking(forms.Form):
    """A form with both kinds of field."""

    who = forms.TypedChoiceField(widget=LikelyFirst({"autofocus": True}), required=False, coerce=int, empty_value=None)
    how = forms.CharField(widget=LikelyText, required=False, max_length=20)

    def __init__(self, *args, people=PEOPLE, likely=(5, 2), **kwargs):
        super().__init__(*args, **kwargs)
        offer_likely(self.fields["who"], people, likely, "Someone else…")
        offer_likely(self.fields["how"], [("call", "Call"), ("email", "Email")], ["call"], "Other…")


def others(form, name):
    """What is behind the last button."""
    field: Any = form[name]
    return field.others


def buttons(form, name):
    """The labels of a field's buttons, with * behind a pressed one."""
    return [str(one.choice_label) + "*" * one.data["selected"] for one in form[name].subwidgets]


def test_the_likely_come_first_and_fill_up_to_three():
    assert buttons(Asking(), "who") == ["Person 5", "Person 2", "Person 1", "Someone else…"]
    assert 'value="3"' in others(Asking(), "who")
    assert 'value="5"' not in others(Asking(), "who")


def test_four_choices_need_no_list():
    form = Asking(people=PEOPLE[:4], likely=(4,))

    assert buttons(form, "who") == ["Person 4", "Person 1", "Person 2", "Person 3"]
    assert others(form, "who") == ""


def test_who_types_another_word_is_offered_the_rest():
    form = Asking()
    offer_likely(form.fields["how"], [(name, name) for _pk, name in PEOPLE], ["Person 5"])

    assert buttons(form, "how") == ["Person 5", "Person 1", "Person 2", "Someone else…"]
    assert '<option value="Person 3">' in others(form, "how")
    assert "datalist" not in others(Asking(), "how")


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        ({"who": "2"}, 2), ({"who": "other", "who_other": "6"}, 6), ({"who": "6"}, 6),
        ({"who": "2", "who_other": "6"}, 2),
        ({"who": "other"}, None), ({"who_other": "6"}, None), ({}, None),
    ],
)  # fmt: skip
def test_a_button_or_the_list_behind_the_last_one_is_the_answer(sent, value):
    form = Asking(sent)

    assert form.is_valid()
    assert form.cleaned_data["who"] == value


def test_what_was_chosen_is_shown_again():
    assert buttons(Asking({"who": "2"}), "who") == ["Person 5", "Person 2*", "Person 1", "Someone else…"]
    other = Asking({"who": "other", "who_other": "6"})
    assert buttons(other, "who") == ["Person 5", "Person 2", "Person 1", "Someone else…*"]
    assert '<option value="6" selected>' in others(other, "who")
    assert buttons(Asking(initial={"who": 6}), "who")[-1] == "Someone else…*"


def test_a_choice_that_is_not_offered_is_refused_and_not_lost_on_the_way():
    assert "who" in Asking({"who": "99"}).errors
    assert "who" in Asking({"who": "other", "who_other": "x"}).errors


def test_any_words_can_be_typed_behind_the_last_button():
    form = Asking({"how": "other", "how_other": "at the fair"})

    assert form.is_valid()
    assert form.cleaned_data["how"] == "at the fair"
    assert buttons(form, "how") == ["Call", "Email", "Other…*"]
    assert 'value="at the fair"' in others(form, "how")
    assert others(Asking({"how": "call"}), "how").count('value="call"') == 0
    assert "how" in Asking({"how": "other", "how_other": "x" * 21}).errors


def test_only_the_first_button_takes_the_focus_as_the_page_opens():
    tags = [one.tag() for one in Asking()["who"].subwidgets]

    assert ["autofocus" in tag for tag in tags] == [True, False, False, False]


def test_names_are_escaped():
    form = Asking(people=[(1, "<b>"), *((pk, f"<i>{pk}") for pk in range(2, 8))])

    assert "<i>" not in others(form, "who")


def test_in_a_list_the_likely_are_a_group_above_everyone_else():
    field: Any = forms.ChoiceField()

    offer_likely(field, PEOPLE, (5, 99, 2), blank="no one")

    blank, likely, others_ = field.choices
    assert blank == ("", "no one")
    assert (str(likely[0]), likely[1]) == ("Likely", [("5", "Person 5"), ("2", "Person 2")])
    assert (str(others_[0]), [code for code, _label in others_[1]]) == ("Everyone else", ["1", "3", "4", "6"])


def test_a_list_in_which_no_one_or_everyone_is_likely_has_no_groups():
    field: Any = forms.ChoiceField()

    offer_likely(field, PEOPLE[:2], ())
    assert field.choices == [("1", "Person 1"), ("2", "Person 2")]

    offer_likely(field, PEOPLE[:2], (2, 1))
    assert field.choices == [("2", "Person 2"), ("1", "Person 1")]


def test_none_of_them_is_a_button_too_and_pressed_until_someone_is_chosen():
    def pressed(**initial):
        form = Asking(initial=initial)
        offer_likely(form.fields["who"], PEOPLE, (5, 2), "Someone else…", blank="No one")
        return buttons(form, "who")

    assert pressed() == ["Person 5", "Person 2", "Person 1", "No one*", "Someone else…"]
    assert pressed(who=2) == ["Person 5", "Person 2*", "Person 1", "No one", "Someone else…"]
