"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "amity.work"

    def ready(self) -> None:
        """Put the list of jobs into the rail, and the jobs of an account on its tabs *Open now* and *Work*."""
        from amity.accounts import places as accounts
        from amity.people import rules as roles
        from amity.profitability.jumps import LOSING, may_compare
        from amity.projects import places
        from amity.ui import slots
        from amity.ui.search import actions
        from amity.waiting import steps
        from amity.work import account_columns, account_page, queries

        account_columns.register()
        actions.register(
            actions.Action(
                key="jobs_worst", order=5, label=_("Jobs, worst margin first"), words=LOSING, page="work:work",
                query="view=open&sort=margin", kind=_("Page"), may=may_compare,
            )
        )  # fmt: skip
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
        steps.register("work", 20, _("Go to jobs"), "work:work", roles.PROJECT_MANAGER)
        accounts.tabs.register(
            accounts.AccountTab(
                key="work", order=20, label=_("Work"), url="projects:account_work", behind=account_page.open_of
            )
        )
        for place, template, loads in (
            (places.account_work, "work/account_jobs.html", account_page.jobs_of),
            (accounts.below, "work/jobs_later.html", account_page.place_of_jobs),
        ):
            place.register(accounts.AccountSection(key="jobs", order=10, label=_("Jobs"), template=template, of=loads))
