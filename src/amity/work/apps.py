"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "amity.work"

    def ready(self) -> None:
        """Put the list of jobs into the rail, and its rows on an account's tab *Work*."""
        from amity.projects import places
        from amity.ui import slots
        from amity.work import account_page, queries

        slots.navigation.register(
            slots.Entry(
                key="work",
                order=15,
                label=_("Work"),
                url="work:work",
                icon="layout-kanban",
                count=queries.count_own,
            )
        )
        places.account_work.register(
            places.AccountSection(
                key="jobs", order=10, label=_("Jobs"), template="work/account_jobs.html", of=account_page.jobs_of
            )
        )
