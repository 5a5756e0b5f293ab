"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    name = "amity.insights"

    def ready(self) -> None:
        """Register reading and ranking on the schedule, the way to the page, and feeds that need someone."""
        from amity.accounts import hooks
        from amity.insights import credits as credited
        from amity.insights import decisions, jumps, places
        from amity.insights.feeds import reader, waiting  # noqa: F401 - importing it puts it on the schedule
        from amity.insights.shares import (
            check,
            erasing,
            moods,
            returning,  # noqa: F401 - importing it puts it on the schedule
            sending,
        )
        from amity.insights.stories import navigating, ranking, whole_texts  # noqa: F401 - importing it puts it there
        from amity.status import hooks as statuses
        from amity.ui import slots

        waiting.register()
        sending.register()
        hooks.erased.append(erasing.erase_from_shares)
        statuses.heard.append(moods.heard)
        check.register()
        jumps.register()
        credited.register(credited.Credit(key="decisions", order=20, label=_("Decision"), rows=decisions.credits_of))
        places.story_buttons.register(
            slots.Entry(key="decide", order=30, label=_("Decide"), template="insights/decide_button.html")
        )
        places.pages.register(
            slots.Entry(
                key="stories", order=5, label=_("All stories"), url="insights:stories", may_see=navigating.may_see
            )
        )
        slots.navigation.register(
            slots.Entry(
                key="insights", order=18, label=_("Insights"), url="insights:insights", icon="news", folds=True,
                count=navigating.count, may_see=navigating.may_see,
            )
        )  # fmt: skip
