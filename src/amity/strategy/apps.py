"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "amity.strategy"

    def ready(self) -> None:
        """Register the strategy under the account's name, and the card and goals on its tab Plan."""
        from amity.accounts import places
        from amity.charter.hooks import steps
        from amity.strategy import gate_check, pages, waiting
        from amity.strategy.cards import queries as card_queries
        from amity.strategy.cards.commands import STEP
        from amity.ui.slots import navigation

        gate_check.register()
        waiting.register()
        steps[STEP] = _("Internal agreement on the strategy")
        navigation.also_here("accounts", "/goals/", "/strategy/")
        places.heads.register(
            places.AccountHead(
                key="strategy",
                order=10,
                label=_("Strategy"),
                template="strategy/sentence.html",
                columns=lambda: {"strategy_goal": card_queries.goal_in_force()},
                of=lambda account: account.strategy_goal,
            )
        )
        for key, order, label, loads, aside in (
            ("strategy", 10, _("Strategy"), pages.card_section, False),
            ("goals", 20, _("Goals"), pages.goals_section, True),
        ):
            places.plan.register(
                places.AccountSection(
                    key=key,
                    order=order,
                    label=label,
                    template=f"strategy/{key}_section.html",
                    of=loads,
                    aside=aside,
                    is_shown=True,
                )
            )
