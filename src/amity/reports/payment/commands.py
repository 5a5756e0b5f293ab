"""Answers to the third question: how projects are paid, written as agreements."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from amity.agreements.drafts import commands as agreements
from amity.agreements.fees import rules as fees
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.queries import terms_of
from amity.projects import commands as projects
from amity.projects.queries import project_to_change
from amity.reports import policy
from amity.reports.payment import queries
from amity.reports.payment.fields import Payment
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import NotSeen
from amity.shared.money import decimals


@command
def answer_payment(*, by: Actor, project_id: int, answer: Payment, now: datetime) -> bool:
    """Set how a project is paid: create its agreement, or change its terms. Setting the same again changes nothing.

    Returns whether anything changed. If all rows have one price, it becomes the new agreement's hourly rate.
    """
    policy.may_answer(by).or_refuse()
    project = project_to_change(by, project_id)
    row = next(iter(queries.rows(by, only=project_id)), None)
    if row is None:
        raise NotSeen(_("This project has no time logged."))
    agreement = project.agreement
    if agreement is None:
        decimals(row.currency)
        blank = AgreedTerms(fees.UNKNOWN, row.currency, hourly_rate=row.price, starts_on=row.begun_on)
        opened = agreements.open_agreement(
            by=by,
            account_id=project.account_id,
            title=project.name,
            currency=row.currency,
            terms=_with_answer(blank, answer),
            now=now,
        )
        projects.set_agreement(by=by, project_id=project_id, agreement_id=opened.pk, now=now)
        return True
    before = terms_of(agreement)
    after = _with_answer(before, answer)
    if after == before:
        return False
    agreements.agree_terms(by=by, agreement_id=agreement.pk, version=agreement.version, terms=after, now=now)
    return True


@command
def take_guesses(*, by: Actor, project_ids: Iterable[int], now: datetime) -> int:
    """Accept every open guess among these projects. Returns how many were accepted."""
    policy.may_answer(by).or_refuse()
    wanted = set(project_ids)
    guessed = [row for row in queries.rows(by) if row.guessed and row.project.pk in wanted]
    for row in guessed:
        answer_payment(by=by, project_id=row.project.pk, answer=Payment(row.guess.fee_model), now=now)
    return len(guessed)


def _with_answer(terms: AgreedTerms, answer: Payment) -> AgreedTerms:
    """Return the terms with an answer applied. Another fee model drops the terms of the former one."""
    if terms.fee_model != answer.fee_model:
        unchanged = {
            name: getattr(terms, name) for name in ("currency", "hourly_rate", "starts_on", "ends_on", "signed_on")
        }
        terms = AgreedTerms(fee_model=answer.fee_model, **unchanged)
    if answer.fee_model == fees.NON_BILLABLE:
        return replace(terms, hourly_rate=None)
    if answer.fee_model == fees.TIME:
        return replace(terms, cap=answer.amount)
    if answer.fee_model == fees.PREPAID:
        return replace(terms, fee=answer.amount, bought_seconds=answer.seconds)
    return replace(terms, fee=answer.amount, included_seconds=answer.seconds)
