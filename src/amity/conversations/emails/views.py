"""The page that makes a record from the words of an email."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import may_keep
from amity.audit.actor_rights import actor_of
from amity.conversations.emails import commands, queries
from amity.conversations.notes.page import became_sentence
from amity.conversations.notes.point_form import PointForm
from amity.conversations.notes.proposals import people_around
from amity.mailbox.messages.queries import message_seen_by
from amity.mailbox.threads.page import address_of, crumbs
from amity.ui.acts import ActPage, act_page


def add_email_point(request: HttpRequest, email_id: int) -> HttpResponse:
    """Make a record from words of an email. Selected words are sent at once, and asked for where they leave it open."""
    actor = actor_of(request)
    message = message_seen_by(actor, email_id)
    may_keep(actor, message.account).or_refuse()
    people = people_around(message.account, actor, *queries.people_in(message))
    form = PointForm(request.POST or None, people=people, talk_on=timezone.localdate(message.sent_at))
    back = f"{address_of(message.thread)}#email-{email_id}"
    what = ActPage(title=_("Make a record"), button=_("Save record"), back=back, crumbs=crumbs(message.thread))

    def act(values: dict[str, Any]) -> str:
        point = commands.add_email_point(by=actor, email_id=email_id, point=form.point(), now=timezone.now())
        messages.success(request, became_sentence(point))
        return what.back

    return act_page(request, what, form, act)
