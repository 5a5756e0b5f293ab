"""Forms for threads and their emails."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from amity.mailbox.models import Thread
from amity.ui.acts import ActForm


class ProjectForm(ActForm):
    """Form for the project of a thread."""

    columns_of = Thread

    project_id = forms.TypedChoiceField(
        required=False, coerce=lambda value: int(value) if value else None, empty_value=None,
        help_text=lazy("Its project manager reads the emails. Managers of the account’s other projects don’t."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, projects: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("project_id", list(projects), lazy("No project"))

    def current_values(self, thing: Thread) -> dict[str, Any]:
        """Return what a thread has now."""
        return {"project_id": thing.project_id or "", "version": thing.version}


class RemoveForm(ActForm):
    """Form that confirms the removal of an email."""
