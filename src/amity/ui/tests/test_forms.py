"""A form is saved once, keeps its input, and shows errors at the field."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from pytest_django.asserts import assertHTMLEqual

from amity.shared.errors import Refused
from amity.ui.acts import ActForm
from amity.ui.forms import AmityRenderer, NonceForm, once
from amity.ui.models import SubmittedForm

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
NONCE = "a" * 32


class Wish(NonceForm):
    name = forms.CharField(help_text="what it is called")
    on = forms.DateField()


@pytest.mark.django_db
def test_a_second_press_finds_the_first_result():
    acts: list[str] = []

    def act() -> str:
        acts.append("opened")
        return "/accounts/12/"

    paths = [once(NONCE, person_id=1, now=NOW, act=act) for _press in range(2)]

    assert acts == ["opened"]
    assert paths == ["/accounts/12/", "/accounts/12/"]


@pytest.mark.django_db
def test_a_refused_act_leaves_the_nonce_free():
    def refuse() -> str:
        raise Refused("no")

    with pytest.raises(Refused):
        once(NONCE, person_id=1, now=NOW, act=refuse)

    assert not SubmittedForm.objects.exists()


@pytest.mark.django_db
def test_the_nonce_of_someone_else_leads_nowhere():
    once(NONCE, person_id=1, now=NOW, act=lambda: "/secret/")

    with pytest.raises(SubmittedForm.DoesNotExist):
        once(NONCE, person_id=2, now=NOW, act=lambda: "/mine/")


def test_an_error_is_tied_to_its_field_and_the_input_is_kept():
    html = Wish({"nonce": NONCE, "name": "", "on": "31/11/2026"}).render()

    assert 'value="31/11/2026"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_on_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_a_new_form_carries_a_new_nonce_and_a_bound_one_keeps_its_own():
    assert Wish().render() != Wish().render()
    assert f'value="{NONCE}"' in Wish({"nonce": NONCE}).render()


@pytest.mark.parametrize("value", ["2", "", "a&b", "gone", None])
def test_choices_are_drawn_as_djangos_template_draws_them(value):
    choices = [
        ("", "any"),
        ("a&b", "A & <B>"),
        (None, "nothing"),
        ("Group", [("1", "one"), (2, mark_safe("two&shy;"))]),
    ]
    field = forms.ChoiceField(choices=choices, required=False, widget=forms.Select({"data-of": '"all"'}))
    form = type("Chosen", (forms.Form,), {"pick": field})(initial={"pick": value})
    attrs = {"id": "id_pick", "class": "form-select", "disabled": False}
    context = field.widget.get_context("pick", value, attrs)

    as_django = TemplatesSetting().render(forms.Select.template_name, context)

    assertHTMLEqual(AmityRenderer().render(forms.Select.template_name, context), as_django)
    assertHTMLEqual(str(form["pick"]), as_django)


@pytest.mark.parametrize("kind", [forms.TextInput, forms.NumberInput, forms.HiddenInput, forms.CheckboxInput])
@pytest.mark.parametrize("value", [None, "", 0, True, '"Fish" & <chips>', mark_safe("&amp;")])
def test_an_input_is_drawn_as_djangos_template_draws_it(kind, value):
    attrs = {"id": "id_<it>", "required": True, "disabled": False, "max": 5, "title": '"A" & B'}
    context = kind().get_context('a"b', value, attrs)

    drawn = AmityRenderer().render(kind.template_name, context)

    assert drawn == TemplatesSetting().render(kind.template_name, context).strip()


class FewOptional(ActForm):
    name = forms.CharField()
    title = forms.CharField(required=False)


class MostOptional(FewOptional):
    phone = forms.CharField(required=False)
    unit = forms.CharField(required=False)


def test_a_form_says_optional_a_few_times_and_else_marks_what_it_needs():
    few, most = (form().render() for form in (FewOptional, MostOptional))
    assert few.count("optional") == 1
    assert 'class="req"' not in few
    assert "optional" not in most
    assert most.count('class="req"') == 1
