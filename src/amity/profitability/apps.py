"""Django's entry to the part."""

from django.apps import AppConfig


class ProfitabilityConfig(AppConfig):
    name = "amity.profitability"
    label = "profitability"

    def ready(self) -> None:
        """Register Money in the navigation, and figures on the pages of accounts and projects."""
        from amity.agency import hooks as agency
        from amity.agency.editions import triggers
        from amity.briefs import hooks as briefs
        from amity.charter import hooks as charter
        from amity.charter.objectives import rules as objectives
        from amity.profitability import (
            account_service,
            jobs,  # noqa: F401 - importing jobs registers its schedule
            joint_objective,
            jumps,
            places,
            waiting,
        )
        from amity.profitability.closing import commands, freezing, page
        from amity.profitability.demand.queries import wanted
        from amity.profitability.figures import unpriced
        from amity.profitability.forecast.models import OwnNumbers
        from amity.profitability.forecast.steps import effects_of_thresholds, follow_marks
        from amity.profitability.models import Closing, FrozenAccount, FrozenPart, FrozenRate, FrozenRevenue
        from amity.profitability.projects import unquoted
        from amity.projects import hooks as projects
        from amity.timesheets import hooks
        from amity.timesheets.split import hooks as split

        triggers.watch_all(Closing, FrozenAccount, FrozenPart, FrozenRate, FrozenRevenue, OwnNumbers)
        waiting.register()
        places.register()
        jumps.register()
        charter.readings[objectives.MARGIN] = joint_objective.margin_of
        briefs.demand.append(wanted)
        agency.limit_effects.append(effects_of_thresholds)
        projects.on_marked.append(follow_marks)
        hooks.counted.extend([unquoted.counted, unpriced.counted])
        hooks.before_close.append(commands.nothing_runs)
        hooks.page_of_month.append(page.address_of)
        hooks.on_closed.append(freezing.freeze)
        hooks.on_opened.append(freezing.supersede)
        if account_service.of_net_fees not in split.of_net_fees:
            split.of_net_fees.append(account_service.of_net_fees)
