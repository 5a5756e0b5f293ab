"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdviceConfig(AppConfig):
    name = "amity.advice"

    def ready(self) -> None:
        """Register what is sent and answered, the pages where advice is shown, and what recommendations serve."""
        from amity.accounts import hooks as accounts
        from amity.advice import jumps, waiting
        from amity.advice.models import Recommendation
        from amity.advice.recommendations import client_answers, linked, sending
        from amity.strategy.goals import causes
        from amity.strategy.links import registry
        from amity.ui.slots import navigation

        accounts.statements.append(Recommendation)
        sending.register()
        client_answers.register()
        waiting.register()
        jumps.register()
        causes.register(causes.Causes("advice.recommendation", _("Recommendations"), linked.answered_on))
        registry.register(registry.Source(key="recommendations", label=_("Recommendation"), rows=linked.serving))
        navigation.also_here("insights", "/practices/")
        navigation.also_here("accounts", "/recommendations/")
        self._show_on_pages()

    @staticmethod
    def _show_on_pages() -> None:
        """Put recommendations and suggestions on accounts, projects, briefs, stories and decisions."""
        from amity.accounts import places as accounts
        from amity.advice.recommendations import linked
        from amity.briefs import places as briefs
        from amity.decisions import places as decisions
        from amity.insights import credits as credited
        from amity.insights import places as insights
        from amity.projects import places as projects
        from amity.ui.slots import Entry

        accounts.plan.register(
            accounts.AccountSection(
                key="advice", order=24, label=_("Recommendations"), template="advice/advice_later.html",
                of=linked.place_on_account,
            )
        )  # fmt: skip
        projects.sections.register(
            projects.ProjectSection(
                key="advice", order=26, label=_("Practices that fit"), tab=projects.FACTS, place="aside",
                template="advice/work_later.html", of=linked.place_on_project, may_see=linked.advises,
            )
        )  # fmt: skip
        briefs.sections.register(
            Entry(
                key="advice", order=10, label=_("Practices that fit"), template="advice/brief_later.html",
                may_see=linked.advises,
            )
        )  # fmt: skip
        insights.pages.register(Entry(key="practices", order=10, label=_("Practices"), url="advice:practices"))
        insights.story_buttons.register(
            Entry(key="recommend", order=10, label=_("Recommend"), template="advice/story_button.html")
        )
        decisions.buttons.register(
            Entry(key="recommend", order=10, label=_("Recommend"), template="advice/decision_button.html")
        )
        credited.register(
            credited.Credit(key="recommendations", order=10, label=_("Recommendation"), rows=linked.credits_of)
        )
