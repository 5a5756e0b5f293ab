"""Audit log labels for actions on practices and recommendations."""

from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.advice.models import Practice, Recommendation
from amity.audit import words

words.thing("advice.practice", _("practice"), words.InColumn(Practice, "title", "advice:practice"))
words.thing(
    "advice.recommendation",
    _("recommendation"),
    words.InColumn(Recommendation, "title", "advice:recommendation"),
    goes_there,
)
words.acts(
    "advice",
    _("advice"),
    {
        "practice.recorded": _("%(who)s added the practice %(what)s"),
        "practice.edited": _("%(who)s edited the practice %(what)s"),
        "practice.archived": _("%(who)s archived the practice %(what)s"),
        "practice.restored": _("%(who)s restored the practice %(what)s"),
        "recommendation.written": _("%(who)s wrote the recommendation %(what)s"),
        "recommendation.edited": _("%(who)s edited the recommendation %(what)s"),
        "recommendation.sent": _("%(who)s sent the recommendation %(what)s"),
        "recommendation.withdrawn": _("%(who)s withdrew the recommendation %(what)s"),
        "recommendation.answered": _("%(who)s recorded the client’s answer to the recommendation %(what)s"),
        "recommendation.held": _("%(who)s asked to hold on with the recommendation %(what)s"),
        "recommendation.resumed": _("%(who)s resumed the recommendation %(what)s"),
        "recommendation.briefed": _("%(who)s created a brief from the recommendation %(what)s"),
        "recommendation.outcome": _("%(who)s recorded what came of the recommendation %(what)s"),
    },
)
words.call(
    words.of(Practice, "situation", "advice", "evidence", "when_not", "services", "measures", "industries")
    | words.of(
        Recommendation,
        "goal_id",
        "practice_id",
        "alternatives",
        "effect",
        "expected_value",
        "expected_on",
        "declined_why",
        "outcome_note",
    )
)
