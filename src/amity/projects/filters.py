"""Filters of the list of projects."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from amity.projects import queries, rules
from amity.projects.models import Project, ProjectQuerySet
from amity.ui.field_words import label_of


class ProjectFilters(django_filters.FilterSet):
    """Filters by name, account and status."""

    name = django_filters.CharFilter(label=label_of(Project, "name"), lookup_expr="icontains")
    account = django_filters.CharFilter(
        label=label_of(Project, "account"), field_name="account__name", lookup_expr="icontains"
    )
    status = django_filters.ChoiceFilter(label=label_of(Project, "status"), empty_label=_("any"), method="in_status")

    class Meta:
        model = Project
        fields = ("name", "account", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        more = [("going", _("still going")), ("taken_over", _("pre-existing, still running"))]
        self.filters["status"].extra["choices"] = [*more, *queries.status_labels().items()]

    def in_status(self, rows: ProjectQuerySet, name: str, value: str) -> ProjectQuerySet:
        """Filter projects by status. "going" is any that hasn't ended, "taken_over" only those imported without
        hand-off.
        """
        if value not in ("going", "taken_over"):
            return rows.filter(status=value)
        going = rows.exclude(status__in=rules.OVER)
        return going.filter(taken_over=True) if value == "taken_over" else going
