"""Values of the small job page, for the whole page and for its parts that follow what is typed."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.briefs import policy as briefs
from amity.briefs import wording as brief_wording
from amity.briefs.capacity.page import people_sentence, until_context
from amity.briefs.capacity.queries import free_people, freedom_until
from amity.briefs.lines.fields import HOURS_OF
from amity.briefs.small_jobs.quote import Quote
from amity.handoff.offers.reach import OutOfReach, advice, no_reader
from amity.handoff.page import item_shown
from amity.handoff.rules import says_nothing
from amity.handoff.small_jobs.fields import SmallJobFields
from amity.handoff.small_jobs.forms import MAIN_DISCIPLINES, SmallJobForm
from amity.handoff.small_jobs.queries import is_one_hat, runner_of
from amity.handoff.small_jobs.rules import name_from
from amity.handoff.sources.client import must_nots_once
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.ui import formats

IN_MORE: Final = ("title", "approver_id", "budget", "retainer_id")
"""Fields that are folded away until one of them has an error."""


def context(by: Actor, account: Account, form: SmallJobForm) -> dict[str, Any]:
    """Return the context of `handoff/small_job.html` and `handoff/small_job_live.html`."""
    job, today = form.entered(), form.today
    quote = form.quote(job)
    price = quote.offer.price(job.price or None) if quote else None
    runner = runner_of(account, job) if job.retainer_id is not None else job.manager_id
    taker = form.managers.name_of(runner)
    one_hat = is_one_hat(account, runner)
    return {
        "account": account,
        "form": form,
        "job": job,
        "asker": next((contact for contact in form.contacts if contact.pk == job.stated_by_id), None),
        "approver": next((contact for contact in form.contacts if contact.pk == job.approver_id), None),
        "taker": taker,
        "one_hat": one_hat,
        "unread": _unread(form, runner, taker) if job.hands_over and not one_hat else None,
        "must_nots": [item_shown(item) for item in must_nots_once(account)],
        "due": _due(job, today),
        "promised": _promised(job, today),
        "working_days": _working_days(job, today),
        "free": until_context(freedom_until(_due(job, today) or today, _needs(job, today), today)),
        "free_people": _free_people(job, runner, today),
        "name": job.title or (name_from(job.client_words) if job.client_words.strip() else ""),
        "hours": sum(seconds for _pk, seconds in job.hours),
        "price": None if price is None else Money(price, account.currency),
        "go": _go(price, account.currency, "" if one_hat or not job.hands_over else taker),
        "opens_more": any(name in form.errors for name in IN_MORE) if form.is_bound else False,
        **_hours_fields(form, job),
        **_money(person_of(by), quote, price, job),
    }


def _unread(form: SmallJobForm, runner: int | None, taker: str) -> OutOfReach | None:
    """Return that the chosen project manager can't read the hand-off, None where they can."""
    return OutOfReach(no_reader(taker), advice(of_work=True)) if runner in dict(form.managers.absent) else None


def _free_people(job: SmallJobFields, runner: int | None, today: date) -> str:
    """Return who is free by the due date in a sentence, "" until there is one."""
    due, needs = _due(job, today), _needs(job, today)
    if due is None or not (needs or runner):
        return ""
    found = free_people(due, today, needs.keys(), [runner] if runner else ())
    return people_sentence(found, needs, runner, formats.day_with("by", due, today))


def _hours_fields(form: SmallJobForm, job: SmallJobFields) -> dict[str, Any]:
    """The fields of the usual disciplines and of those in use, each with its hourly rate, and the others."""
    used = dict(job.hours)
    fields = [
        (pk in used or place < MAIN_DISCIPLINES, form[f"{HOURS_OF}{pk}"], form.prices.rate(pk, None, form.today))
        for place, pk in enumerate(form.disciplines)
    ]
    return {
        "main_hours": [(field, rate) for main, field, rate in fields if main],
        "other_hours": [(field, rate) for main, field, rate in fields if not main],
    }


def _money(person: Person, quote: Quote | None, price: int | None, job: SmallJobFields) -> dict[str, Any]:
    """The sum behind the price, the choice where hours and budget differ, and the margin as far as they may see it."""
    if quote is None:
        return {}
    terms, margin = quote.terms, quote.margin_at(price)
    return {
        "works": quote.works,
        "currency": terms.currency,
        "unpriced": quote.total.unpriced,
        "is_lines": price is not None and price == quote.offer.lines,
        "choices": brief_wording.price_choices(quote.offer, terms.currency) if quote.offer.is_open else [],
        "chosen": job.price,
        "margin": margin,
        "target": terms.target,
        "on_target": margin is not None and margin.share >= terms.target,
        "reaches": Money(margin.needed, terms.currency) if margin and margin.needed is not None else None,
        "sees_margin": briefs.sees_margin(person, quote.level),
        "sees_target": briefs.sees_target(person),
    }


def _due(job: SmallJobFields, today: date) -> date | None:
    """The due date, where it is one."""
    return job.wanted_on if job.wanted_on is not None and job.wanted_on > today else None


def _promised(job: SmallJobFields, today: date) -> str:
    """Return when the promise is due, "" where there is none."""
    if says_nothing(job.promise, _("nothing")):
        return ""
    if job.promise_due_on is None:
        return _("Promise: no date")
    return _("Promise due %(by_day)s") % {"by_day": formats.day_with("by", job.promise_due_on, today)}


def _needs(job: SmallJobFields, today: date) -> dict[int, int]:
    return dict(job.hours) if _due(job, today) else {}


def _working_days(job: SmallJobFields, today: date) -> int | None:
    """Return the working days whose free hours are counted: today and all until the due date."""
    due = _due(job, today)
    if due is None or (due - today).days > 365:
        return None
    return sum(1 for _day in working_days(agency().country, today, due))


def _go(price: int | None, currency: str, taker: str) -> str:
    """The words of the button: the price, and who gets the job."""
    names = {
        "price": "" if price is None else brief_wording.price_text(price, currency),
        "name": taker.partition(" ")[0],
    }
    if names["price"] and names["name"]:
        return _("Start job at %(price)s and hand it to %(name)s") % names
    if names["price"]:
        return _("Start job at %(price)s") % names
    if names["name"]:
        return _("Start job and hand it to %(name)s") % names
    return _("Start job")
