"""The page on which an email is written, with its checks beside it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.files.action_pages import act_with_file
from amity.gate import policy, rules, wording
from amity.gate.answering.texts import closing_of
from amity.gate.bundles.commands import bundle
from amity.gate.items import commands, page, sentences
from amity.gate.items.forms import EmailForm, answers_sent
from amity.gate.items.outcomes import show_outcome
from amity.gate.items.sender import ask_server, trouble_ahead
from amity.gate.lanes.queries import lane_by
from amity.gate.pushes.page import beside_writing
from amity.gate.pushes.ways import Way, way_in
from amity.gate.subjects import registry as subjects
from amity.gate.subjects.commands import write_about
from amity.ui.acts import ActPage
from amity.ui.asked import SHORT, posted

if TYPE_CHECKING:
    from datetime import datetime

    from amity.gate.items.fields import Answers
    from amity.gate.models import Item
    from amity.shared.actor import Actor


def compose(request: HttpRequest, form: EmailForm) -> HttpResponse:
    """Show the form of an email, save it as a draft, or submit it. One about a subject leads back to its page."""
    actor, asked = actor_of(request), posted(request)
    answers, item, way = answers_sent(asked), form.item, way_in(asked.text("way", SHORT))
    if asked.has("template"):
        return _with_template(request, form, asked.whole("template"))
    form.writing = writing_of(request, form)  # type: ignore[attr-defined]
    if not asked.has("draft"):
        ask_server(actor.person_id or 0)

    def act(values: dict[str, Any], file_id: int | None) -> str:
        now, fields = timezone.now(), form.fields_given()
        if way.later is not None:
            fields = replace(fields, send_at=way.later)
        if form.prepared is not None:
            made = write_about(
                by=actor, key=form.prepared.key, subject_id=form.prepared.id, fields=fields,
                version=values["about_version"], file_id=file_id, now=now,
            )  # fmt: skip
        elif item is None:
            made = commands.write_item(by=actor, account_id=form.account.pk, fields=fields, now=now)
        else:
            made = commands.edit_item(
                by=actor, item_id=item.pk, version=values["version"] or 0, fields=fields, now=now
            )  # fmt: skip
        if file_id is not None and form.prepared is None:
            commands.attach_file(by=actor, item_id=made.pk, file_id=file_id, now=now)
        if asked.has("draft"):
            messages.success(request, _("Draft saved."))
            return reverse("gate:edit_email", args=[made.pk])
        sent = _submitted(actor, made, answers, way, now)
        show_outcome(request, sent, actor)
        return form.prepared.back if form.prepared else reverse("gate:item", args=[sent.pk])

    return act_with_file(request, _page_of(form), form, act, commands.FILES)


def _with_template(request: HttpRequest, form: EmailForm, template_id: int) -> HttpResponse:
    """Show the form with a template in it. Nothing is saved."""
    form.apply(template_id)
    form.writing = writing_of(request, form)  # type: ignore[attr-defined]
    context = {"act": _page_of(form), "form": form, "in_dialog": False}
    return render(request, "gate/compose.html", context)


def _submitted(by: "Actor", item: "Item", answers: "Answers", way: Way, now: "datetime") -> "Item":
    """Submit a draft, and bundle it with the item that its author chose. Return what goes."""
    sent = commands.submit(by=by, item_id=item.pk, version=item.version, answers=answers, now=now)
    if way.item_id is None:
        return sent
    return bundle(by=by, read=[(sent.pk, sent.digest), (way.item_id, way.digest)], now=now)


def _page_of(form: EmailForm) -> ActPage:
    account, item = form.account, form.item
    home = reverse("accounts:account", args=[account.pk])
    if form.prepared is not None:
        title, back = form.prepared.title, form.prepared.back
    else:
        title, back = _("Email to %(account)s") % {"account": account.name}, home
    return ActPage(
        title=title, button=_("Submit email"), back=reverse("gate:item", args=[item.pk]) if item else back,
        crumbs=((_("Accounts"), reverse("accounts:accounts")), (account.name, home)), template="gate/compose.html",
    )  # fmt: skip


def writing_of(request: HttpRequest, form: EmailForm) -> dict[str, Any]:
    """Return what is shown beside an email that is being written."""
    actor, now = actor_of(request), timezone.now()
    findings = form.findings(answers_sent(posted(request))).seen_by(actor)
    rows = page.check_rows(findings)
    letter, account = form.letter(), form.account
    people = form.people()
    chosen = lane_by(
        account, letter.kind, policy.author_role(form.author, account), text=letter.words,
        roles=[contact.roles for contact, _way in people], has_price=_has_price(form),
    )  # fmt: skip
    return {
        "checks": rows,
        "check_counts": page.counts(findings),
        "passed": findings.passed,
        "text": page.segments(letter.text, rows),
        "subject": letter.subject,
        "trouble": trouble_ahead(form.author),
        "mailbox_page": page.mailbox_page(actor, form.author),
        "closing": wording.with_link_named(closing_of(form.asking(), people)),
        "reader": next((contact.name for contact, way in people if way == rules.TO), ""),
        "lane": sentences.lane_sentence(actor, account, chosen, form.send_time(), now),
        "because": sentences.lane_reason(actor, account, chosen),
        "block_note": sentences.block_sentence(actor, account, chosen, findings),
        **beside_writing(actor, letter, findings, form.asking(), now, way=posted(request).text("way", SHORT)),
    }


def _has_price(form: EmailForm) -> bool:
    if form.prepared is not None:
        return form.prepared.has_price
    return form.item is not None and subjects.has_price(form.item.subject_kind, form.item.subject_id)
