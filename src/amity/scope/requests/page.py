"""Values of the pages of requests: their forms, the way to them, and what can be done with one."""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import sees_whole
from amity.agreements import wording as agreement_words
from amity.agreements.lines.queries import lines_of
from amity.agreements.models import Agreement
from amity.agreements.steps.queries import why_withdrawn
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import projects_seen_by
from amity.projects.rules import OVER
from amity.scope import places, policy, rules
from amity.scope.assessments.queries import assessments_of
from amity.scope.assessments.wording import at_rate
from amity.scope.models import Assessment, Request
from amity.scope.requests import commands, forms, queries, wording
from amity.scope.requests.guessing import labels_of, lines_to_choose
from amity.scope.requests.to_assess import to_assess
from amity.scope.requests.while_logging import while_logging
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.shared.values import flat
from amity.ui.acts import ActPage
from amity.ui.asked import Asked, queried

MOST_PROJECTS: Final = 60
UNDECIDED: Final = (rules.NEW, rules.ASSESSED, rules.PARKED)


def closing_begun(request: Request) -> dict[str, str]:
    """Return what a form to close a request begins with: why its change order was withdrawn, if it was."""
    why = why_withdrawn(request.order) if request.order is not None else ""
    return {"closed_because": why[:300], "outcome": rules.NOT_NEEDED} if why else {}


def frame(account: Account | None, title: str, button: str, back: str, hint: str = "") -> ActPage:
    """Return a page with one form about a request."""
    crumbs = [(_("Requests"), reverse(places.LIST))]
    if account is not None:
        crumbs.append((account.name, reverse("accounts:account", args=[account.pk])))
    return ActPage(title=title, button=button, back=back, crumbs=tuple(crumbs), hint=hint)


def log_form(request: HttpRequest, by: Actor, account: Account, project_id: int | None) -> forms.RequestForm:
    """Return the form to log a request, with the words, the contact and the project of the query, and a guess."""
    asked = queried(request)
    words, contact_id = words_of(asked), asked.whole("contact")
    known = while_logging(by, account, words, project_of(by, account, project_id), timezone.now())
    initial: dict[str, Any] = {"words": words, "project_id": project_id, "line_id": known.guess.line_id}
    contact = account.contacts.filter(pk=contact_id).values_list("pk", flat=True).first() if contact_id else None
    form = _form(forms.RequestForm, request, by, account, initial | {"contact_id": contact})
    form.known, form.prefilled = known, {"project_id": project_id}  # type: ignore[attr-defined]
    form.fields["words"].widget.attrs |= {
        "hx-get": reverse("scope:guess", args=[account.pk]), "hx-trigger": "input changed delay:300ms",
        "hx-target": "#request-guess", "hx-swap": "outerHTML", "hx-include": "[name=project_id]",
    }  # fmt: skip
    return form


def guess_form(request: HttpRequest, by: Actor, account: Account) -> forms.RequestForm:
    """Return the form of which only the guess is drawn again, by the words typed so far and the project chosen."""
    asked = queried(request)
    project = project_of(by, account, asked.whole("project_id") or None)
    known = while_logging(by, account, words_of(asked), project, timezone.now())
    form = _form(forms.RequestForm, request, by, account, {"line_id": known.guess.line_id})
    form.known = known  # type: ignore[attr-defined]
    return form


def project_of(by: Actor, account: Account, project_id: int | None) -> Project | None:
    """Return a project of the account that the actor can see, None for another."""
    if project_id is None:
        return None
    return projects_seen_by(by).filter(pk=project_id, account=account).select_related("manager").first()


def edit_form(request: HttpRequest, by: Actor, one: Request) -> forms.RequestForm:
    """Return the form of an open request with its values."""
    if one.item is not None and one.agreement is not None:
        form: forms.RequestForm = included_form(request, one.agreement, forms.ChangedIncludedForm)
    else:
        form = _form(forms.ChangedRequestForm, request, by, one.account, {}, own=one)
    form.fill(one)
    return form


def included_form(
    request: HttpRequest, agreement: Agreement, make_form: type[forms.IncludedForm] = forms.IncludedForm
) -> forms.IncludedForm:
    """Return the form of a request within a retainer, with its lines and its pooled projects."""
    today = timezone.localdate()
    lines = [(one.line.pk, f"{one.number} {one.line.title}") for one in lines_of(agreement, today)]
    projects = [(one.pk, one.name) for one in queries.projects_of(agreement)]
    return make_form(request.POST or None, account=agreement.account, lines=lines, projects=projects, today=today)


def kept(form: forms.RequestForm, one: Request) -> dict[str, Any]:
    """Return the values of a request that its form doesn't ask. A source that says how it came is asked."""
    values = flat(commands.fields_of(one))
    asked = {*form.fields, *(("source",) if values["through"] == rules.OTHER else ())}
    return {name: value for name, value in values.items() if name not in asked}


def _form(
    make_form: type[forms.RequestForm], request: HttpRequest, by: Actor, account: Account | None,
    initial: dict[str, Any], own: Request | None = None,
) -> forms.RequestForm:  # fmt: skip
    """Return a form with the lines and projects to choose from, and those that its own request has."""
    lines = lines_offered(by, account)
    found = projects_seen_by(by).filter(account=account).exclude(status__in=OVER).order_by("name")[:MOST_PROJECTS]
    projects = [(one.pk, one.name) for one in found]
    for pairs, thing, name in (
        (lines, own and own.line, own and own.line and own.line.title),
        (projects, own and own.project, own and own.project and own.project.name),
    ):
        if thing and thing.pk not in dict(pairs):
            pairs.append((thing.pk, str(name)))
    return make_form(
        request.POST or None, account=account, lines=lines, projects=projects, today=timezone.localdate(),
        initial=initial,
    )  # fmt: skip


def lines_offered(by: Actor, account: Account | None) -> list[tuple[int, str]]:
    """Return the lines of an account's agreements in force to choose from, each with its agreement."""
    return labels_of(lines_to_choose(by, account) if account else ())


def words_of(asked: Asked) -> str:
    """Return the words of a request in the query, as they were typed."""
    return asked.search("words")[: rules.MOST_WORDS].strip()


def context(by: Actor, one: Request) -> dict[str, Any]:
    """Return the values of the page of a request."""
    person = person_of(by)
    may_change = bool(policy.may_change(person, one))
    is_undecided = one.is_open and one.state in UNDECIDED
    may_assess = is_undecided and bool(policy.may_assess(person, one))
    may_decide = is_undecided and bool(policy.may_decide(person, one))
    assessments = assessments_of(one)
    loaded = to_assess(by, one, timezone.now())
    return {
        "one": one,
        "channel": wording.CHANNELS[one.through],
        "decision": wording.STATES[one.state],
        "state": wording.state_of(one),
        "outcome": wording.OUTCOMES[one.outcome] if one.outcome else "",
        "may_change": may_change,
        "may_assess": may_assess,
        "may_decide": may_decide,
        "to_assess": loaded,
        "has_steps": bool(loaded and loaded.form) or (assessments and person.money_right >= MoneyRight.HOURS),
        "has_next": bool(may_change and one.is_open and one.item_id) or (may_decide and one.state != rules.NEW),
        "sees_fee": person.money_right >= MoneyRight.FEE,
        "assessments": [
            (each, price_of(by, each), at_rate(each, one.agreement), wording.STATES[each.proposal])
            for each in assessments
        ],
        "earlier": len(assessments) - 1,
        "order_state": agreement_words.STATES[one.order.state] if one.order else "",
        "sees_hours": person.money_right >= MoneyRight.HOURS,
        "opens_account": one.account is not None and sees_whole(by, one.account),
        "acts": places.included_acts.seen_by(by, one) if may_change and one.item and one.is_open else (),
        "buttons": places.acts.seen_by(by, one) if may_change and one.is_open else (),
        "sections": [
            (entry.template, entry.of(by, one))
            for entry in places.sections.seen_by(by, one)
            if isinstance(entry, places.RequestSection)
        ],
    }


def price_of(by: Actor, assessment: Assessment) -> Money | None:
    """Return the price of an assessment for those who see fees, None where it has none."""
    if assessment.price is None or person_of(by).money_right < MoneyRight.FEE:
        return None
    return Money(assessment.price, assessment.currency)


def back_to(asked: Asked, one: Request) -> str:
    """Return the page of ours from which a button was sent, else that of the request."""
    address = asked.text("back")
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("scope:request", args=[one.pk])
