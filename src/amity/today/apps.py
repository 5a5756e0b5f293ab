"""Django's entry to the part."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    name = "amity.today"

    def ready(self) -> None:
        """Register the page with its count, count actions in rows, rank what waits, and put the emails on schedule."""
        from django.utils import timezone

        from amity.accounts import places
        from amity.people.sign_in import sealed
        from amity.today.asides.queries import has_let_pass
        from amity.today.cards.collecting import HAS_LET_PASS, first_on, let_pass_on
        from amity.today.letters import jobs as letter_jobs  # noqa: F401 - has a schedule
        from amity.today.models import OwnToday
        from amity.today.shown.commands import record_action
        from amity.today.shown.count import count_for
        from amity.today.weights import jobs  # noqa: F401 - has a schedule
        from amity.today.weights.queries import weight_along
        from amity.ui import slots
        from amity.waiting import hooks

        def count(actor: Any) -> slots.Count:
            return count_for(actor, timezone.now())

        sealed.columns.append((OwnToday, ("sealed_address",)))
        hooks.on_acted.append(record_action)
        hooks.first_on.append(first_on)
        hooks.let_pass.append(let_pass_on)
        places.columns_of_reader.append(lambda by: {HAS_LET_PASS: has_let_pass(by), **weight_along()})
        slots.navigation.register(
            slots.Entry(key="today", order=5, label=_("Today"), url="today:today", icon="sun", count=count)
        )
        slots.navigation.also_here("today", "/waiting/", "/close-the-day/")
        slots.own_pages.register(
            slots.Entry(
                key="today",
                order=20,
                label=_("Email, chat and thresholds"),
                url="today:settings",
                icon="sun",
                words=_("notifications morning digest slack teams change"),
            )
        )
