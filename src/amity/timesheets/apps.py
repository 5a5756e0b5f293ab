"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimesheetsConfig(AppConfig):
    name = "amity.timesheets"

    def ready(self) -> None:
        """Register the list in the navigation, move time with its project, and register the background work."""
        from amity.agency import guards
        from amity.agency.editions import triggers
        from amity.people.sessions import along
        from amity.projects import hooks
        from amity.timesheets import account_changed, jumps, places, queries, waiting
        from amity.timesheets.models import Month, TimeRules
        from amity.timesheets.rerating import jobs  # noqa: F401 - importing it registers its job
        from amity.timesheets.timer import queries as timers
        from amity.ui import slots
        from amity.waiting import steps

        along.registered.append(timers.read_along())
        triggers.watch(TimeRules)
        triggers.watch(Month, "locked_at")
        waiting.register()
        slots.navigation.register(
            slots.Entry(key="time", order=20, label=_("Time"), url="timesheets:this_week", icon="clock")
        )
        steps.register("week", 90, _("Go to my week"), "timesheets:this_week")
        slots.navigation.also_here("time", "/time/")
        slots.time_pages.register(slots.Entry(key="week", order=10, label=_("Week"), url="timesheets:this_week"))
        slots.time_pages.also_here("week", "/time/day/")
        slots.time_pages.register(slots.Entry(key="entries", order=20, label=_("Entries"), url="timesheets:entries"))
        places.register()
        jumps.register()
        guards.something_is_priced_when(queries.any_priced)
        hooks.before_account_change.append(account_changed.may_move)
        hooks.on_account_changed.append(account_changed.follow)
