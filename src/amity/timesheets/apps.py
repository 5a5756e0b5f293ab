"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimesheetsConfig(AppConfig):
    name = "amity.timesheets"

    def ready(self) -> None:
        """Put the list into the rail, let time follow its project, and register the background work."""
        from amity.agency import guards
        from amity.projects import hooks
        from amity.timesheets import jobs, moves, queries  # noqa: F401 - importing it registers its job
        from amity.timesheets.timer import queries as timer
        from amity.ui import slots

        slots.navigation.register(
            slots.Entry(key="time", order=20, label=_("Time"), url="timesheets:this_week", icon="clock")
        )
        slots.navigation.also_here("time", "/time/")
        slots.time_pages.register(slots.Entry(key="week", order=10, label=_("Week"), url="timesheets:this_week"))
        slots.time_pages.also_here("week", "/time/day/")
        slots.time_pages.register(slots.Entry(key="entries", order=20, label=_("Entries"), url="timesheets:entries"))
        slots.time_pages.register(slots.Entry(key="entries", order=20, label=_("Entries"), url="timesheets:entries"))
        slots.topbar.register(
            slots.Entry(
                key="timer",
                order=10,
                label=_("Timer"),
                template="timesheets/timer/topbar.html",
                loader=timer.in_topbar,
            )
        )
        slots.own_pages.register(
            slots.Entry(
                key="split", order=30, label=_("My standing split"), url="timesheets:split", icon="chart-pie"
            )
        )
        guards.something_is_priced_when(queries.any_priced)
        hooks.before_account_change.append(moves.may_move)
        hooks.on_account_changed.append(moves.follow)
