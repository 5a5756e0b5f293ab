"""The page that writes an email about something, filled in by the part that knows it."""

from django.http import HttpRequest, HttpResponse

from amity.audit.actor_rights import actor_of
from amity.gate import policy
from amity.gate.items.composing import compose
from amity.gate.items.forms import EmailForm
from amity.gate.subjects.registry import prepared
from amity.people.queries import person_of
from amity.ui.asked import sent_form


def compose_about(request: HttpRequest, key: str, subject_id: int) -> HttpResponse:
    """Write an email about a subject: recipients, words and documents are filled in."""
    actor = actor_of(request)
    author, given = person_of(actor), prepared(actor, key, subject_id)
    policy.may_write(author, given.account).or_refuse()
    form = EmailForm(*sent_form(request), account=given.account, author=author, prepared=given)
    return compose(request, form)
