"""The form of an email template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.gate.email_templates.fields import TemplateFields
from amity.gate.email_templates.rules import PLACEHOLDERS
from amity.ui.value_forms import ValueForm


class TemplateForm(ValueForm[TemplateFields]):
    """A template. Its text lists the placeholders."""

    value = TemplateFields
    rows = "gate.EmailTemplate"
    widgets = {"text": forms.Textarea(attrs={"rows": 12})}
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("name", "kind", "subject", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        self.fields["text"].help_text = _("Amity fills in: %(places)s") % {"places": places}
