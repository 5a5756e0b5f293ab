"""Pages of sources: find and follow feeds, import and export lists, and what their buttons do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.insights.feeds import commands, forms, opml, page, queries, reader, wording
from amity.insights.feeds.commands import SourceFields
from amity.insights.feeds.fetched import Trouble
from amity.insights.feeds.finding import Found, found_at
from amity.insights.feeds.reading import Unreadable, read_outline
from amity.shared.errors import Invalid
from amity.shared.fetching import FetchFault
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted, queried

FOUND, SHOWN = "insights/found.html", 5


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources of the accounts that the actor sees."""
    return render(request, "insights/sources.html", page.context(actor_of(request)))


def find_feeds(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and show the feed behind it before it is followed, or the feeds to choose from."""
    actor, asked = actor_of(request), queried(request)
    initial = {"account": asked.whole("account"), "address": ""}
    form = forms.FindForm(request.POST or None, accounts=queries.chosen_by(actor), initial=initial)
    found: Found | None = None
    if form.is_valid():
        try:
            found = found_at(form.cleaned_data["address"], timezone.now())
        except (FetchFault, Trouble, Unreadable) as fault:
            form.add_error("address", wording.trouble(fault.code))
    status = 422 if form.errors else 200
    return render(request, FOUND, {"form": form, **_preview(form, found)}, status=status)


@require_POST
def follow_feed(request: HttpRequest) -> HttpResponse:
    """Follow a feed for an account."""
    sent = posted(request)
    fields = SourceFields(address=sent.text("address", 2_000), about=sent.choice("about", wording.SUBJECTS, "industry"))
    made = commands.follow_feed(
        by=actor_of(request), account_id=sent.whole("account"), fields=fields, now=timezone.now(),
        title=sent.text("title", 300),
    )  # fmt: skip
    messages.success(
        request, _("Source added for %(account)s. Its stories appear within a minute.") % {"account": made.account.name}
    )
    return redirect("insights:sources")


def import_outline(request: HttpRequest) -> HttpResponse:
    """Follow the feeds of an OPML file for an account."""
    actor = actor_of(request)
    form = forms.OutlineForm(request.POST or None, request.FILES or None, accounts=queries.chosen_by(actor))
    frame = _frame(_("Import feeds"), _("Import feeds"))

    def act(values: dict[str, Any]) -> str:
        try:
            links = read_outline(values["outline_file"].read())
        except Unreadable:
            sentence = _("This isn’t an OPML file. Export your feeds as OPML from your feed reader.")
            raise Invalid(sentence, "outline_file") from None
        number = commands.follow_all(
            by=actor, account_id=int(values["account"]), links=links, about=values["about"], now=timezone.now()
        )
        done = ngettext("%(number)s source added.", "%(number)s sources added.", number)
        messages.success(request, done % {"number": number})
        return reverse("insights:sources")

    return act_page(request, frame, form, act)


@require_safe
def export_outline(request: HttpRequest) -> HttpResponse:
    """Return the feeds of all accounts the actor sees as an OPML file."""
    body = opml.written(_("Amity sources"), page.outline_groups(actor_of(request)))
    return HttpResponse(
        body, content_type="text/x-opml", headers={"Content-Disposition": 'attachment; filename="amity.opml"'}
    )


def edit_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Change whom a source is about."""
    actor = actor_of(request)
    seen = queries.source_to_choose(actor, source_id)
    form = forms.AboutForm(request.POST or None)
    form.fill(seen)
    frame = _frame(_("Edit source"), _("Save source"), hint=str(seen))

    def act(values: dict[str, Any]) -> str:
        commands.edit_source(
            by=actor, source_id=source_id, version=values["version"] or 0, about=values["about"], now=timezone.now()
        )
        return frame.back

    return act_page(request, frame, form, act)


@require_POST
def check_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Read a feed now."""
    actor = actor_of(request)
    seen = queries.source_to_choose(actor, source_id)
    number = reader.read_one(seen.feed_id, now=timezone.now())
    if number is None:
        again = queries.source_seen_by(actor, source_id)
        messages.warning(request, wording.trouble(again.feed.trouble))
    else:
        done = ngettext("%(number)s new article.", "%(number)s new articles.", number)
        messages.success(request, done % {"number": number})
    return redirect("insights:sources")


@require_POST
def pause_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Stop reading a feed for an account."""
    commands.pause_source(by=actor_of(request), source_id=source_id, now=timezone.now())
    messages.success(
        request, _("Source paused."), extra_tags=reverse("insights:resume_source", args=[source_id])
    )  # fmt: skip
    return redirect("insights:sources")


@require_POST
def resume_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Read a feed for an account again."""
    commands.resume_source(by=actor_of(request), source_id=source_id, now=timezone.now())
    messages.success(request, _("Source resumed. Amity reads it within a minute."))
    return redirect("insights:sources")


@require_POST
def remove_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Remove a feed from an account."""
    commands.remove_source(by=actor_of(request), source_id=source_id, now=timezone.now())
    messages.success(request, _("Source removed."))
    return redirect("insights:sources")


def _preview(form: forms.FindForm, found: Found | None) -> dict[str, Any]:
    """Return what the page shows of what was found."""
    if found is None:
        return {}
    feed, chosen = found.feed, form.cleaned_data
    return {
        "found": found, "feed": feed, "account": chosen["account"], "about": chosen["about"],
        "entries": feed.entries[:SHOWN] if feed else (), "lacks": wording.lacks(feed.lacks) if feed else (),
        "kind": wording.kind_label(feed.kind) if feed else "",
    }  # fmt: skip


def _frame(title: str, button: str, hint: str = "") -> ActPage:
    back = reverse("insights:sources")
    crumbs = ((_("Insights"), reverse("insights:insights")), (_("Sources"), back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)
