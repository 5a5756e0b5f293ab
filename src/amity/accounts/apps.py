"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "amity.accounts"

    def ready(self) -> None:
        """Register the list of accounts in the rail and the overview among the account's tabs."""
        from amity.accounts import fact_subject, jobs, jumps, places, planning, queries  # noqa: F401 - jobs has a schedule
        from amity.accounts.covers import queries as cover_queries
        from amity.facts import subjects
        from amity.ui import slots

        jumps.register()
        subjects.register("accounts.account", fact_subject.ACCOUNTS)
        subjects.stood_in_for.append(cover_queries.stood_in_for)

        slots.navigation.register(
            slots.Entry(
                key="accounts",
                order=10,
                label=_("Accounts"),
                url="accounts:accounts",
                icon="building-community",
                count=queries.count_managed,
            )
        )
        places.lists.register(slots.Entry(key="accounts", order=10, label=_("Accounts"), url="accounts:accounts"))
        places.tabs.register(slots.Entry(key="plan", order=40, label=_("Plan"), url="accounts:plan"))
        places.plan.register(
            places.PlanSection(
                key="preferences",
                order=40,
                label=_("Preferences"),
                template="accounts/preferences.html",
                of=planning.preferences_section,
            )
        )
        slots.navigation.also_here("accounts", "/preferences/", "/contacts/")
        places.tabs.register(
            slots.Entry(
                key="overview",
                order=90,
                label=_("Overview"),
                url="accounts:account",
                may_see=queries.sees_whole,
            )
        )
