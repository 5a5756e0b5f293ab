"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrowthConfig(AppConfig):
    name = "amity.growth"

    def ready(self) -> None:
        """Register the pages of growth, the section on the tab Plan, what waits, search, and serving a goal."""
        from amity.growth import contracts, jumps, origins, outlook, queries, waiting
        from amity.profitability.outlook import weighted
        from amity.services import places as growing
        from amity.strategy.links import registry
        from amity.ui.slots import Entry

        origins.register()
        waiting.register()
        contracts.register()
        jumps.register()
        weighted.sources.append(outlook.weighted_opportunities)
        registry.register(registry.Source(key="opportunities", label=_("Opportunity"), rows=queries.of_goal))
        for key, order, label, url in (
            ("growth", 20, _("Pipeline"), "growth:growth"),
            ("opportunities", 25, _("Opportunities"), "growth:opportunities"),
            ("renewals", 30, _("Renewals"), "growth:renewals"),
            ("retention", 35, _("Retention"), "growth:retention"),
        ):
            growing.tabs.register(Entry(key=key, order=order, label=label, url=url, may_see=jumps.may_see))
        growing.starts.register(
            Entry(
                key="opportunity", order=10, label=_("New opportunity"), url="growth:record_opportunity",
                may_see=jumps.may_record,
            )
        )  # fmt: skip
        self._show_on_pages()

    @staticmethod
    def _show_on_pages() -> None:
        """Put opportunities on accounts, requests, stories, decisions and recommendations."""
        from amity.accounts import places
        from amity.advice import places as advice
        from amity.decisions import places as decisions
        from amity.growth import from_request, jumps, pages
        from amity.insights import places as insights
        from amity.scope import places as requests
        from amity.ui.slots import Entry

        for slot, key in (
            (insights.story_buttons, "story"),
            (decisions.buttons, "decision"),
            (advice.buttons, "advice"),
        ):
            slot.register(
                Entry(
                    key="opportunity", order=20, label=_("Opportunity"), template=f"growth/{key}_button.html",
                    may_see=jumps.may_make_of,
                )
            )  # fmt: skip
        places.plan.register(
            places.AccountSection(
                key="growth", order=27, label=_("Opportunities and renewals"), template="growth/section.html",
                of=pages.section_address, may_see=pages.may_see_section,
            )
        )  # fmt: skip
        requests.sections.register(
            requests.RequestSection(
                key="opportunity", order=20, label=_("Opportunity"), template="growth/request_section.html",
                of=from_request.section,
            )
        )  # fmt: skip
