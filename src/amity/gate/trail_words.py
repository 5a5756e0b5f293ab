"""Audit log labels for actions on what goes out to clients."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.gate.email_templates.models import EmailTemplate
from amity.gate.models import Item
from amity.gate.rules import OF_AUTHOR, WITHDRAWN
from amity.gate.standards.models import Standard
from amity.gate.watch.models import Watch
from amity.gate.wording import CONCEALED
from amity.shared.text.amounts import amount_in


def items_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return items' subjects, with the pages of those that aren't only their author's to see."""
    found = Item.objects.filter(pk__in=ids).values_list("pk", "subject", "state")
    own = (*OF_AUTHOR, WITHDRAWN)
    return {
        pk: Named(_name(subject), "" if state in own else reverse("gate:item", args=[pk]))
        for pk, subject, state in found
    }


def _name(subject: str) -> str:
    """Return the name of an item in the audit log, whose readers may not see fees."""
    return str(CONCEALED) if amount_in(subject) else subject or str(_("No subject"))


def watches_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the watches, with the page of the one that no one has ended."""
    found = Watch.objects.filter(pk__in=ids)
    return {one.pk: Named(str(one), "" if one.outcome else reverse("gate:watch")) for one in found}


def standards_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the texts of standards, with the page that lists them."""
    found = Standard.objects.filter(pk__in=ids).values_list("pk", "text")
    return {pk: Named(text, reverse("gate:checks")) for pk, text in found}


def templates_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the names of email templates, with the page that lists them."""
    found = EmailTemplate.objects.filter(pk__in=ids).values_list("pk", "name")
    return {pk: Named(name, reverse("gate:email_templates")) for pk, name in found}


words.thing("gate.emailtemplate", _("email template"), templates_named)
words.thing("gate.standard", _("agency standard"), standards_named)
words.thing("gate.watch", _("first two weeks of Going out"), watches_named)
words.thing("gate.item", _("email to a client"), items_named, goes_there)
words.acts(
    "outgoing",
    _("email to clients"),
    {
        "outgoing.written": _("%(who)s started the email %(what)s"),
        "outgoing.edited": _("%(who)s changed the email %(what)s"),
        "outgoing.file_added": _("%(who)s attached a file to %(what)s"),
        "outgoing.file_removed": _("%(who)s removed a file from %(what)s"),
        "outgoing.written_again": _("%(who)s wrote the email %(what)s again from its current version"),
        "outgoing.submitted": _("%(who)s submitted the email %(what)s"),
        "outgoing.cleared": _("%(who)s cleared the email %(what)s"),
        "outgoing.returned": _("%(who)s returned the email %(what)s"),
        "outgoing.commented": _("%(who)s commented on the email %(what)s"),
        "outgoing.held": _("%(who)s put the email %(what)s on hold"),
        "outgoing.pulled_back": _("%(who)s pulled back the email %(what)s"),
        "outgoing.revised": _("%(who)s reopened the email %(what)s to revise it"),
        "outgoing.withdrawn": _("%(who)s withdrew the email %(what)s"),
        "outgoing.released": _("%(who)s released the email %(what)s"),
        "outgoing.stopped": _("%(who)s stopped the email %(what)s before it went"),
        "outgoing.change_answered": _("%(who)s decided what their change of %(what)s becomes"),
        "outgoing.question_settled": _("%(who)s marked the question in %(what)s as answered"),
        "outgoing.name_erased": _("%(who)s erased a person from the email %(what)s"),
        "outgoing.bundled": _("%(who)s bundled emails as %(what)s"),
        "outgoing.taken_apart": _("%(who)s took the bundle %(what)s apart"),
        "outgoing.sent": _("%(who)s recorded that the email server accepted %(what)s"),
        "outgoing.undelivered": _("%(who)s recorded that %(what)s wasn’t delivered"),
        "outgoing.resent": _("%(who)s sent the email %(what)s again"),
        "outgoing.by_hand": _("%(who)s recorded that they sent the email %(what)s themselves"),
        "outgoing.confirmed": _("%(who)s recorded that the email %(what)s arrived"),
        "outgoing.found_read": _("%(who)s read what the checks found in %(what)s after it went"),
        "outgoing.found_unread": _("%(who)s marked what the checks found in %(what)s as unread"),
        "checks.quiet": _("%(who)s overruled a check so often that it went quiet on %(what)s"),
        "checks.woken": _("%(who)s woke a check on %(what)s"),
        "standard.added": _("%(who)s added the agency standard %(what)s"),
        "standard.removed": _("%(who)s removed the agency standard %(what)s"),
        "template.added": _("%(who)s added the email template %(what)s"),
        "template.edited": _("%(who)s changed the email template %(what)s"),
        "template.removed": _("%(who)s removed the email template %(what)s"),
        "watch.begun": _("%(who)s set Amity up to watch for two weeks what goes out"),
        "watch.decided": _("%(who)s decided about the first two weeks of Going out"),
        "lanes.set": _("%(who)s set lanes for emails to clients"),
        "lanes.offer_dismissed": _("%(who)s dismissed the offer of another lane"),
    },
)
words.call(
    words.of(Item, "account_id", "lane", "digest", "kind")
    | {
        "lanes": Field(_("lanes")),
        "items": Field(_("emails")),
        "outcome": Field(_("decision")),
        "check": Field(_("check")),
        "answers": Field(_("answers to checks")),
        "ground": Field(_("ground")),
        "words": Field(_("reason")),
        "reply": Field(_("server’s reply")),
        "preference_id": Field(_("client preference")),
        "expectation_id": Field(_("expectation")),
    }
)
