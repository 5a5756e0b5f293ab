"""Form that saves lines as a template."""

from typing import Any

from django import forms

from amity.briefs.form_fields import chosen
from amity.briefs.models import Template
from amity.ui.acts import ActForm


class KeepTemplateForm(ActForm):
    """Form for the name and the service of a new template."""

    columns_of = Template

    name = forms.CharField(max_length=120)
    service_id = chosen()

    def __init__(self, *args: Any, services: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_id"].choices = [("", "–"), *services]  # type: ignore[attr-defined]
