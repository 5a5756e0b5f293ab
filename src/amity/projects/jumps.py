"""Find projects by name, code or client. Ended ones come last."""

from collections.abc import Iterator, Sequence

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.projects.queries import projects_seen_by
from amity.shared.actor import Actor
from amity.ui.search.jumps import MOST, Found, every_word

OVER = ("closed", "cancelled")


def find(by: Actor, words: Sequence[str]) -> Iterator[Found]:
    """Yield projects the actor can see that match the words."""
    rows = projects_seen_by(by).select_related(None).filter(every_word(words, "name", "code", "account__name"))
    over = Case(When(status__in=OVER, then=Value(1)), default=Value(0))
    for pk, name, client in rows.order_by(over, "name", "pk").values_list("pk", "name", "account__name")[:MOST]:
        yield Found(_("Project"), name, reverse("projects:project", args=[pk]), client or "")
