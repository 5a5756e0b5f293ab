"""Labels of a field are on the model: columns have them, and forms use them."""

from importlib import import_module

from django import forms
from django.apps import apps
from django.db import models

from amity.accounts.models import Contact
from amity.config.house import HOUSE
from amity.ui.forms import WordedForm
from tests.rig import field_words

PARTS = [config for config in apps.get_app_configs() if config.label in HOUSE]


def test_every_column_that_people_see_has_its_words():
    assert list(field_words.without_words(model for part in PARTS for model in part.get_models())) == []


def test_the_lists_of_technical_columns_name_what_exists():
    columns = {model._meta.label: {one.name for one in model._meta.concrete_fields} for model in apps.get_models()}
    listed = field_words.TECHNICAL_COLUMNS

    assert field_words.TECHNICAL_MODELS - columns.keys() == set()
    assert {label: names - columns[label] for label, names in listed.items() if names - columns[label]} == {}
    assert field_words.TECHNICAL - set().union(*columns.values()) == set()


def test_no_form_words_a_column_a_second_time():
    import_module("amity.config.urls")
    found = {fault for form in field_words.every_form() for fault in field_words.worded_twice(form)}

    assert sorted(found) == []


def test_a_form_that_names_its_model_reads_the_words_there():
    import_module("amity.config.urls")
    named = {form for form in field_words.every_form() if getattr(form, "columns_of", None)}

    assert [form.__qualname__ for form in named if not issubclass(form, WordedForm)] == []


def test_a_column_without_words_and_a_form_that_words_one_again_are_found():
    class Bare(models.Model):
        subject = models.CharField(max_length=20)

        class Meta:
            app_label, managed = "ui", False
            apps = type(apps)()

        def __str__(self) -> str:
            return self.subject

    class AgainForm(WordedForm):
        columns_of = Contact

        mail = forms.EmailField(label="Email address")
        phone = forms.CharField(label="Direct line")

    assert list(field_words.without_words([Bare])) == ["ui.Bare.subject"]
    assert [fault.partition(": ")[0].rpartition(".")[2] for fault in field_words.worded_twice(AgainForm)] == ["mail"]


def test_a_form_takes_its_labels_from_the_columns_and_keeps_a_label_of_its_own():
    class ShortForm(WordedForm):
        columns_of = Contact

        reports_to_id = forms.IntegerField()
        phone = forms.CharField(label="Direct line")
        other = forms.CharField()

    labels = {field.name: field.label for field in ShortForm()}

    assert labels == {"reports_to_id": "Reports to", "phone": "Direct line", "other": "Other"}
