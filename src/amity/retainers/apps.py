"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetainersConfig(AppConfig):
    name = "amity.retainers"

    def ready(self) -> None:
        """Register the list, the page of an agreement's retainer, hooks of briefs, and the guard of agreed terms."""
        from amity.agency.editions import triggers
        from amity.agency.models import RecordChange
        from amity.agreements import guards, places
        from amity.briefs import hooks as briefs
        from amity.retainers import (
            conversation,
            jumps,
            on_brief_converted,
            on_order_signed,
            policy,
            pushes,
            terms_guard,
            waiting,
        )
        from amity.retainers.models import Delivery, OverDecision, RetainerTerms, TopUp
        from amity.retainers.notes import bound, sending
        from amity.retainers.periods import courtesy
        from amity.retainers.queries import MODELS
        from amity.scope import hooks as requests
        from amity.ui.slots import Entry, money_pages

        triggers.watch_all(Delivery, OverDecision, RetainerTerms, TopUp, noted=RecordChange)
        waiting.register()
        conversation.register()
        pushes.register()
        sending.register()
        bound.register()
        jumps.register()
        requests.periods_of.append(courtesy.periods_of)
        requests.hours_left.append(courtesy.hours_left)
        guards.before_agree.append(terms_guard.stays_as_agreed)
        guards.before_order.append(on_order_signed.may_follow)
        guards.month_before.append(on_order_signed.month_before)
        guards.on_signed.append(on_order_signed.follow_order)
        briefs.on_converted.append(on_brief_converted.log_from_brief)
        briefs.became.append(on_brief_converted.request_from_brief)
        money_pages.register(
            Entry(
                key="retainers", order=15, label=_("Retainers"), url="retainers:retainers",
                may_see=lambda actor, _subject: bool(policy.may_see(actor)),
            )
        )  # fmt: skip
        places.acts.register(
            Entry(
                key="retainer", order=10, label=_("Period by period"), url="retainers:retainer",
                may_see=lambda actor, subject: subject.fee_model in MODELS and bool(policy.may_see(actor)),
            )
        )  # fmt: skip
