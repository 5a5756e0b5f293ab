"""How the list of jobs is narrowed."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.queries import accounts_seen_by
from amity.briefs.models import Brief
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.numbers import whole_number
from amity.ui.asked import SHORT
from amity.ui.field_words import label_of
from amity.work.filters import NO_MANAGER, PRE_EXISTING
from amity.work.rules import VIEWS, Job
from amity.work.stages.rules import STAGES
from amity.work.wording import SIZES, STAGE_LABELS

MINE: Final = "mine"
EVERYONE: Final = "all"


class JobFilters(forms.Form):
    """By names of the job and its people, whose jobs, account, stage, project manager and size.

    Closed and internal work is shown on request. `stage` takes several stages separated by commas. `view` is the tab.
    """

    view = forms.ChoiceField(required=False, choices=[(view, view) for view in VIEWS], widget=forms.HiddenInput)
    find = forms.CharField(
        label=lazy("Search jobs"),
        required=False,
        max_length=SHORT,
    )
    whose = forms.ChoiceField(
        label=lazy("Jobs"), required=False, choices=[(MINE, lazy("My jobs")), (EVERYONE, lazy("All jobs"))]
    )
    account = forms.ChoiceField(label=label_of(Project, "account"), required=False)
    stage = forms.ChoiceField(label=lazy("Stage"), required=False)
    manager = forms.ChoiceField(label=label_of(Project, "manager"), required=False)
    size = forms.ChoiceField(
        label=label_of(Brief, "size"), required=False, choices=[("", lazy("All sizes")), *SIZES.items()]
    )
    closed = forms.BooleanField(label=lazy("Closed"), required=False)
    internal = forms.BooleanField(label=lazy("Internal"), required=False)

    def offer(self, jobs: Iterable[Job], actor: Actor) -> None:
        """Offer the accounts and project managers of some jobs, and what the address asks for besides."""
        listed = list(jobs)
        accounts = {job.account.id: job.account.name for job in listed if job.account}
        managers = {job.manager.id: job.manager.name for job in listed if job.manager}
        asked = whole_number(self.data.get("account") or "")
        if asked and asked not in accounts:
            accounts |= dict(accounts_seen_by(actor).filter(pk=asked).values_list("pk", "name"))
        self._choices("account", _("All accounts"), _by_name(accounts))
        unstaffed = [(NO_MANAGER, _("no project manager yet"))]
        self._choices("manager", _("All project managers"), [*unstaffed, *_by_name(managers)])
        self._choices("stage", _("All stages"), _stage_choices(self.data.get("stage") or ""))

    def asked(self, name: str) -> Any:
        """Return a filter as asked for, "" or False where it was not, or not in a way that is offered."""
        return self.cleaned_data.get(name) or ""

    def _choices(self, name: str, every: str, offered: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", every), *offered]


def _by_name(names: Mapping[int, str]) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in sorted(names.items(), key=lambda pair: pair[1].casefold())]


def _stage_choices(asked: str) -> list[tuple[str, str]]:
    """Every stage; several that the address asks for together are one more choice."""
    offered = [*((stage, str(STAGE_LABELS[stage])) for stage in STAGES), (PRE_EXISTING, _("Pre-existing"))]
    known = dict(offered)
    several = asked.split(",")
    if len(several) > 1 and all(stage in known for stage in several):
        offered.append((asked, ", ".join(known[stage] for stage in several)))
    return offered
