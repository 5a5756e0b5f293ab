"""Form that saves lines as a template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.briefs.form_fields import chosen
from amity.ui.acts import ActForm


class KeepTemplateForm(ActForm):
    """Under which name lines are kept, and for which service."""

    name = forms.CharField(label=_("Name"), max_length=120)
    service_id = chosen(_("Service"))

    def __init__(self, *args: Any, services: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_id"].choices = [("", "–"), *services]  # type: ignore[attr-defined]
