"""Pages of decisions: HTTP only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.accounts.evidence import Evidence
from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.decisions import commands, forms, from_conflict, from_request, pages, policy, queries
from amity.decisions.rules import DecisionFields, OptionFields
from amity.decisions.sending import DECISION
from amity.gate.subjects.pages import compose_about
from amity.people.queries import person_of
from amity.ui.acts import ActForm, act_page
from amity.ui.asked import posted


@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Show a decision: options, facts, who is asked, and what is missing before each option."""
    actor = actor_of(request)
    seen = queries.decision_seen_by(actor, decision_id)
    return render(request, "decisions/decision.html", pages.context(actor, seen))


def open_decision(request: HttpRequest, account_id: int) -> HttpResponse:
    """Open a decision on an account."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_prepare(person_of(actor), account).or_refuse()
    form = forms.DecisionForm(request.POST or None)
    page = pages.act_on(account, _("New decision"), _("Create decision"))

    def act(values: dict[str, Any]) -> str:
        made = commands.open_decision(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        return pages.address_of(made)

    return act_page(request, page, form, act)


def decide_at_once(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record a decision that is clear and good for both sides in one step."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_prepare(person_of(actor), account).or_refuse()
    form = forms.AtOnceForm(request.POST or None, account=account)
    hint = _("For what is clear and good for both sides. Anything else needs options to compare.")
    page = pages.act_on(account, _("Decide at once"), _("Save decision"), hint=hint)

    def act(values: dict[str, Any]) -> str:
        made = commands.decide_at_once(
            by=actor, account_id=account_id, fields=form.given(DecisionFields), option=form.given(OptionFields),
            why=values["why"], now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(made)

    return act_page(request, page, form, act)


def edit_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Change the question, its deadline or its review date."""
    seen, form = _to_prepare(request, decision_id), forms.DecisionForm(request.POST or None)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.edit_decision(
            by=actor_of(request), decision_id=decision_id, version=values["version"] or 0, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("Edit decision"), _("Save decision")), form, act)


def add_option(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Add an option."""
    seen = _to_prepare(request, decision_id)
    form = forms.OptionForm(request.POST or None, account=seen.account)

    def act(values: dict[str, Any]) -> str:
        commands.add_option(
            by=actor_of(request), decision_id=decision_id, fields=form.value_given(), now=timezone.now()
        )
        return pages.address_of(seen)

    return act_page(request, _option_page(seen, _("Add an option"), _("Add option")), form, act)


def edit_option(request: HttpRequest, decision_id: int, option_id: int) -> HttpResponse:
    """Change an option."""
    seen = _to_prepare(request, decision_id)
    form = forms.OptionForm(request.POST or None, account=seen.account)
    form.amounts_in = seen.account.currency
    form.fill(queries.option_of(seen, option_id))

    def act(values: dict[str, Any]) -> str:
        commands.edit_option(
            by=actor_of(request), decision_id=decision_id, option_id=option_id, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(seen)

    return act_page(request, _option_page(seen, _("Edit option"), _("Save option")), form, act)


def _option_page(seen: Any, title: str, button: str) -> Any:
    hint = _("Effects run from −5, much worse, through 0, no difference, to +5, much better.")
    return pages.act(seen, title, button, hint=hint, grid=True)


@require_POST
def remove_option(request: HttpRequest, decision_id: int, option_id: int) -> HttpResponse:
    """Remove an option."""
    commands.remove_option(by=actor_of(request), decision_id=decision_id, option_id=option_id, now=timezone.now())
    return redirect("decisions:decision", decision_id)


def add_fact(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Add a fact."""
    seen, form = _to_prepare(request, decision_id), forms.FactForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        commands.add_fact(by=actor_of(request), decision_id=decision_id, fact=form.value_given(), now=timezone.now())
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("Add a fact"), _("Add fact")), form, act)


def edit_fact(request: HttpRequest, decision_id: int, fact_id: int) -> HttpResponse:
    """Change a fact, for example once it was found out."""
    seen, form = _to_prepare(request, decision_id), forms.FactForm(request.POST or None)
    form.fill(commands.fact_of(seen, fact_id))

    def act(values: dict[str, Any]) -> str:
        commands.edit_fact(
            by=actor_of(request), decision_id=decision_id, fact_id=fact_id, fact=form.value_given(), now=timezone.now()
        )
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("Edit fact"), _("Save fact")), form, act)


@require_POST
def remove_fact(request: HttpRequest, decision_id: int, fact_id: int) -> HttpResponse:
    """Remove a fact."""
    commands.remove_fact(by=actor_of(request), decision_id=decision_id, fact_id=fact_id, now=timezone.now())
    return redirect("decisions:decision", decision_id)


def confirm(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Record the client's confirmation."""
    seen = _to_prepare(request, decision_id)
    form = forms.ConfirmForm(request.POST or None)
    form.offer_evidence(seen.account, _("Who confirmed it?"))
    form.need_their_word(timezone.localdate())
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.confirm_by_client(
            by=actor_of(request), decision_id=decision_id, version=values["version"], evidence=form.given(Evidence),
            now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("The client confirmed"), _("Save confirmation")), form, act)


def decide(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Choose an option."""
    actor = actor_of(request)
    seen = queries.decision_seen_by(actor, decision_id)
    policy.may_decide(person_of(actor), seen).or_refuse()
    form = forms.ChoiceForm(request.POST or None, whole=queries.whole_of(seen, timezone.localdate()))
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.decide(
            by=actor, decision_id=decision_id, version=values["version"], choice=form.value_given(), now=timezone.now()
        )
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("Decide"), _("Save decision"), hint=seen.question), form, act)


@require_POST
def reopen(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take a decision back that the client hasn't been informed about."""
    version = posted(request).whole("version")
    commands.reopen(by=actor_of(request), decision_id=decision_id, version=version, now=timezone.now())
    return redirect("decisions:decision", decision_id)


def send(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Write the email that informs the client. It leaves through *Going out*."""
    return compose_about(request, DECISION, decision_id)


def inform(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Record who was informed another way."""
    actor = actor_of(request)
    seen = queries.decision_seen_by(actor, decision_id)
    policy.may_prepare(person_of(actor), seen.account).or_refuse()
    today = {"informed_on": timezone.localdate()}
    form = forms.InformForm(request.POST or None, account=seen.account, initial=today)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.inform(
            by=actor, decision_id=decision_id, version=values["version"], who=values["informed_who"],
            how=values["informed_how"], informed_on=values["informed_on"], now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("Who was informed"), _("Save")), form, act)


def review(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Record how it turned out."""
    actor = actor_of(request)
    seen = queries.decision_seen_by(actor, decision_id)
    policy.may_prepare(person_of(actor), seen.account).or_refuse()
    form: ActForm = forms.ReviewForm(request.POST or None)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        outcome = form.value_given()  # type: ignore[attr-defined]
        commands.review(
            by=actor, decision_id=decision_id, version=values["version"], outcome=outcome, now=timezone.now()
        )  # fmt: skip
        return pages.address_of(seen)

    page = pages.act(seen, _("How did it turn out?"), _("Save review"), hint=seen.question)
    return act_page(request, page, form, act)


@require_POST
def decide_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Open the decision on a conflict, with its evidence and its options."""
    made = from_conflict.decide_conflict(by=actor_of(request), conflict_id=conflict_id, now=timezone.now())
    return redirect("decisions:decision", made.pk)


@require_POST
def decide_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Open the decision on a client's request, or the one that there already is."""
    actor = actor_of(request)
    made = from_request.decision_on(actor, request_id)
    made = made or from_request.decide_request(by=actor, request_id=request_id, now=timezone.now())
    return redirect("decisions:decision", made.pk)


def _to_prepare(request: HttpRequest, decision_id: int) -> Any:
    actor = actor_of(request)
    seen = queries.decision_seen_by(actor, decision_id)
    policy.may_prepare(person_of(actor), seen.account).or_refuse()
    return seen
