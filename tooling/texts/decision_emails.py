"""The emails about a question on a decision: asked, reminded, answered."""

from collections.abc import Callable, Iterator
from functools import partial

from amity.decisions.consultations import mails
from amity.decisions.models import Consultation
from amity.people.queries import actor_for
from tooling.texts.stage import NOW, Stage


def decision_emails(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each email about a question that a colleague was asked."""
    rows = Consultation.objects.select_related("decision__account", "person", "asked_by", "option")
    waiting, answered = rows.filter(answered_at=None).earliest("pk"), rows.exclude(option=None).earliest("pk")
    yield "advice asked", partial(mails.asked, waiting, "a-link-for-one-person", NOW)
    yield "advice reminded", partial(mails.reminded, waiting, "a-link-for-one-person", NOW)
    yield "advice given", partial(mails.answered, answered, actor_for(answered.person, "page"), NOW)
