"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BriefsConfig(AppConfig):
    name = "amity.briefs"

    def ready(self) -> None:
        """Register briefs as subjects of facts, and the estimates someone owes among their own pages."""
        from amity.accounts import hooks as accounts
        from amity.agency.editions import triggers
        from amity.agency.models import RecordChange
        from amity.agreements import places as agreements
        from amity.briefs import conversation, jumps, queries, waiting
        from amity.briefs.client_copy import bound, client_answers, open_quotes, sending
        from amity.briefs.items import subject as knowable
        from amity.briefs.models import Brief
        from amity.briefs.worth.queries import worth_of
        from amity.facts import subjects
        from amity.strategy.links import registry
        from amity.ui.slots import Entry, navigation, own_pages

        accounts.statements.append(Brief)
        triggers.watch(Brief, "size", noted=RecordChange)
        waiting.register()
        conversation.register()
        jumps.register()
        sending.register()
        bound.register()
        open_quotes.register()
        client_answers.register()
        navigation.also_here("work", "/briefs/")
        own_pages.register(
            Entry(key="hours_asked", order=6, label=_("Estimates I owe"), url="briefs:asked", icon="hourglass")
        )
        agreements.approver.append(queries.approver_of_agreement)
        agreements.reviews.register(
            Entry(key="worth", order=10, label=_("What the price earns"), template="briefs/worth.html", loader=worth_of)
        )
        registry.register(registry.Source(key="briefs", label=_("Brief"), rows=queries.briefs_of_goal))
        subjects.register("briefs.brief", knowable.SUBJECT)
