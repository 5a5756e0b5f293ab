"""The heading of an agreement's page: its status in a sentence, and the next actions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.agreements import policy, rules, wording
from amity.agreements.models import Agreement
from amity.agreements.orders.monthly import monthly_before, of_retainer
from amity.agreements.page import AgreementPage
from amity.agreements.places import Work
from amity.agreements.review import rules as reviews
from amity.agreements.steps.models import DECLINED, RETURNED
from amity.ui import formats

Address = Callable[[str], str]
MOST_BUTTONS: Final = 2


def title(agreement: Agreement, page: AgreementPage) -> str:
    """Return the finding: what the agreement waits for or what is special about it, otherwise its title."""
    names = {"title": _in_sentence(agreement.title)}
    if agreement.state == rules.DRAFT and page.reviews:
        back = [one.review for one in page.reviews if one.review.verdict == reviews.RETURNED]
        if back:
            return _("%(title)s was returned by %(role)s") % {**names, "role": wording.ROLES[back[0].role]}
    if agreement.state == rules.IN_REVIEW:
        return _waits(agreement, page)
    if agreement.state == rules.CLEARED:
        return _("%(title)s can go to the client") % names
    if page.answered:
        names["client"] = page.answered.client
        is_declined = page.answered.step == DECLINED
        sentence = _("%(client)s declined %(title)s") if is_declined else _("%(client)s asks for changes to %(title)s")
        return sentence % names
    if agreement.state == rules.WITH_CLIENT:
        given = next((one for one in page.recorded if one.step == rules.WITH_CLIENT), None)
        if given is not None:
            since = formats.full_day(given.happened_on)
            return _("%(title)s has been with the client since %(day)s") % {**names, "day": since}
    if page.is_over:
        return _over(agreement, page)
    if page.begins_on:
        return _("%(title)s starts on %(day)s") % {**names, "day": formats.full_day(page.begins_on)}
    if page.ahead:
        return _("%(title)s: %(ahead)s") % {**names, "ahead": page.ahead[0]}
    return agreement.title


def _in_sentence(title: str) -> str:
    """Return a title as part of a sentence. One that is a sentence, as of a request, is quoted."""
    return _("“%(words)s”") % {"words": title} if title.endswith(("?", "!", ".")) else title


def _over(agreement: Agreement, page: AgreementPage) -> str:
    names = {"title": _in_sentence(agreement.title), "next": agreement.superseded_by}
    if page.state == rules.SUPERSEDED and agreement.superseded_by:
        return _("%(title)s was replaced by %(next)s") % names
    if page.state == rules.EXPIRED and page.ends_on:
        return _("%(title)s ended on %(day)s") % {**names, "day": formats.full_day(page.ends_on)}
    if page.state == rules.TERMINATED:
        return _("%(title)s was terminated") % names
    return _("%(title)s was withdrawn") % names if page.state == rules.DROPPED else agreement.title


def _waits(agreement: Agreement, page: AgreementPage) -> str:
    roles = [str(wording.ROLES[one.review.role]) for one in page.reviews if not one.review.verdict]
    names = {"title": _in_sentence(agreement.title), "roles": ", ".join(roles), "count": page.differing}
    if not page.differing:
        return _("%(title)s is waiting for %(roles)s") % names
    waits = ngettext(
        "%(title)s is waiting for %(roles)s: one non-standard term",
        "%(title)s is waiting for %(roles)s: %(count)s non-standard terms",
        page.differing,
    )
    return waits % names


def stages(agreement: Agreement, page: AgreementPage) -> list[tuple[str, str]]:
    """Return the main stages as labels, the current one with its reviews done. Off the main path, only the status."""
    if page.state not in rules.MAIN_ROAD:
        return [(page.state, str(wording.STATES[page.state]))]
    labels = [(key, str(wording.STATES[key])) for key in rules.MAIN_ROAD]
    if agreement.state != rules.IN_REVIEW:
        return labels
    through = sum(bool(one.review.verdict) for one in page.reviews)
    progress = _("In review, %(through)s of %(of)s cleared") % {"through": through, "of": len(page.reviews)}
    return [(key, progress if key == rules.IN_REVIEW else label) for key, label in labels]


@dataclass(frozen=True, slots=True)
class Step:
    """A next action. With `post` it is a button that runs at once, otherwise a link to a page or a dialog.

    A `usual` one is beside the primary one; the others are in the menu.
    """

    label: str
    url: str
    primary: bool = False
    usual: bool = False
    post: bool = False
    in_dialog: bool = False


def steps(
    agreement: Agreement, *, may_send: bool = False, on_its_way: bool = False, needs_review: bool = True,
    answer: str = "", is_empty: bool = False,
) -> list[Step]:  # fmt: skip
    """Return the actions available in the agreement's status, the likeliest first.

    A draft that needs no review is cleared by the button that otherwise sends it for review.
    `may_send`: the person can send it to the client, and no email with it is on its way. With one `on_its_way`, to
    record it as sent isn't the next step: the email does, so it is only in the menu.
    `answer` is what the client answered instead of signing. `is_empty`: an order that changes nothing yet.
    """

    def to(name: str) -> str:
        return reverse(f"agreements:{name}", args=[agreement.pk])

    back = Step(_("Return to draft"), to("take_back"), in_dialog=True)
    drop = Step(_("Withdraw"), to("drop"), in_dialog=True)
    if agreement.taken_over:
        runs = agreement.state in (rules.SIGNED, rules.IN_FORCE)
        paper = Step(_("Record the signed document"), to("record"), usual=True, in_dialog=True)
        return [paper, *(_running(agreement, to) if runs else [])]
    if agreement.state == rules.DRAFT and is_empty:
        return [*_first_changes(agreement, to), drop]
    if agreement.state == rules.DRAFT:
        first = _("Send for review") if needs_review else _("Clear agreement")
        return [Step(first, to("submit"), primary=True, post=True), drop]
    if agreement.state == rules.IN_REVIEW:
        return [back]
    send = Step(_("Send to client"), to("send_agreement"), primary=True)
    if agreement.state == rules.CLEARED:
        by_hand = not (may_send or on_its_way)
        elsewhere = Step(
            _("Record as sent to client"), to("record"), primary=by_hand, usual=not on_its_way, in_dialog=True
        )  # fmt: skip
        if on_its_way:
            return [back, elsewhere]
        return [send, elsewhere, back] if may_send else [elsewhere, back]
    if agreement.state == rules.WITH_CLIENT:
        signed = Step(_("Record the signature"), to("record"), primary=True, in_dialog=True)
        if answer == DECLINED:
            return [replace(drop, primary=True), replace(back, usual=True), replace(signed, primary=False)]
        if answer == RETURNED:
            return [replace(back, primary=True), replace(signed, primary=False, usual=True), drop]
        again = [replace(send, label=_("Send again"), primary=False, usual=True)] if may_send else []
        return [signed, *again, back, drop]
    if agreement.state in (rules.SIGNED, rules.IN_FORCE):
        return _running(agreement, to)
    return []


def _first_changes(order: Agreement, to: Address) -> list[Step]:
    """Return what an order that changes nothing yet can begin with, in a retainer its fee or hours first."""
    line = Step(_("Add a line"), to("put_change"), primary=True)
    if not of_retainer(order):
        return [line]
    monthly = Step(wording.new_monthly(monthly_before(order)), to("set_new_monthly"), primary=True)
    return [monthly, replace(line, primary=False, usual=True)]


def _running(agreement: Agreement, to: Address) -> list[Step]:
    found = []
    if agreement.kind in rules.WITH_LINES:
        found.append(Step(_("New change order"), to("draft_order"), primary=True))
    if policy.may_renew(agreement):
        found.append(Step(_("Record the renewal"), to("renew"), usual=True))
    return [*found, Step(_("Terminate"), to("terminate"), in_dialog=True), Step(_("Replace"), to("supersede"))]


def handed_off_first(
    agreement: Agreement, actions: Sequence[Step], work: Sequence[Work], new_project: str = ""
) -> list[Step]:
    """Return the actions, once the agreement is signed first the one that starts the hand-off of its project.

    Where no one can take the project yet, it is the way to the project. Where there is no project, it creates one at
    the address `new_project`, "" for someone who can't. What ran before Amity needs none.
    """
    waits = next((one for one in work if one.waits_for_handoff), None)
    is_new = not work and bool(new_project) and agreement.kind in rules.WITH_LINES and not agreement.taken_over
    if not (waits or is_new) or agreement.state not in (rules.SIGNED, rules.IN_FORCE):
        return list(actions)
    if waits is None:
        first = Step(_("New project"), new_project, primary=True, in_dialog=True)
    elif waits.opens:
        first = Step(waits.opens, waits.step, primary=True)
    elif waits.step:
        first = Step(_("Hand off to %(name)s") % {"name": waits.taker}, waits.step, primary=True, post=True)
    else:
        first = Step(_("Hand off %(project)s") % {"project": waits.name}, waits.address, primary=True)
    return [first, *(replace(one, primary=False, usual=one.primary or one.usual) for one in actions)]


def documents(agreement: Agreement, page: AgreementPage, others: Iterable[tuple[str, str]]) -> list[Step]:
    """Return the links to the documents: first the `others` by label and address, then the locked versions."""
    found = [Step(label, address) for label, address in others]
    if page.versions:
        newest, *older = page.versions
        names = {"old": older[0].number, "new": newest.number} if older else {}
        label = _("Version %(old)s → %(new)s") % names if older else _("Locked version")
        found.append(Step(label, reverse("agreements:version", args=[agreement.pk, newest.number])))
    return found


def in_head(actions: Sequence[Step], links: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Return what is in the menu of the head, and its buttons: at most two, the primary one last."""
    main = [one for one in actions if one.primary][:1]
    others = [one for one in actions if one not in main]
    beside = ([one for one in others if one.usual] or [*links, *others])[:1]
    menu, buttons = [one for one in (*links, *others) if one not in beside], [*beside, *main]
    return ([], [*menu, *buttons]) if len(menu) + len(buttons) <= MOST_BUTTONS else (menu, buttons)
