"""What each input was read from: the page that an input's value opens, "" where the reader can't open it."""

from django.urls import reverse

from amity.health.account.queries import SeenHealth
from amity.invoicing.addresses import invoices_of
from amity.invoicing.queries import may_see as may_see_invoices
from amity.portal.pulse.queries import may_open as may_ask
from amity.profitability.figures.addresses import account_why
from amity.profitability.period.rules import YEAR
from amity.profitability.policy import may_see_money
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of, months_back


def expectations(_by: Actor, seen: SeenHealth) -> str:
    """Return the expectation that weighs on the score if it is the only one, otherwise all of the account's."""
    known = seen.facts.expectations
    missed = {one.expectation_id for one in known.missed}
    troubled = {one.expectation_id for one in known.conflicts} | missed | set(known.at_risk)
    if len(troubled) == 1:
        return reverse("expectations:expectation", args=[*troubled])
    return reverse("accounts:plan", args=[seen.account.pk]) + "#expectations"


def margin(by: Actor, seen: SeenHealth) -> str:
    """Return the explanation of the margin of the same months."""
    return _figure(by, seen, "margin")


def contacts(_by: Actor, seen: SeenHealth) -> str:
    """Return the client's people, with the day of the last conversation with each."""
    return reverse("accounts:people", args=[seen.account.pk])


def feedback(by: Actor, seen: SeenHealth) -> str:
    """Return what the contacts answered, or the client's people where a colleague recorded it."""
    if may_ask(by, seen.account) and all(word.is_pulse for word in seen.facts.words):
        return reverse("portal:pulse_answers", args=[seen.account.pk])
    return contacts(by, seen)


def service(by: Actor, seen: SeenHealth) -> str:
    """Return the explanation of the over-servicing of the same months."""
    return _figure(by, seen, "over")


def payment(by: Actor, seen: SeenHealth) -> str:
    """Return the account's invoices."""
    return invoices_of(seen.account, closed="on") if may_see_invoices(by) else ""


def approval(_by: Actor, seen: SeenHealth) -> str:
    """Return the client's answers."""
    return reverse("accounts:conversation", args=[seen.account.pk]) + "?kind=answers"


def goals(_by: Actor, seen: SeenHealth) -> str:
    """Return the account's goals."""
    return reverse("accounts:plan", args=[seen.account.pk]) + "#goals"


def _figure(by: Actor, seen: SeenHealth, name: str) -> str:
    money = seen.facts.money
    if money is None or not may_see_money(by):
        return ""
    last = month_of(money.as_of)
    return account_why(seen.account.pk, name, f"{months_back(last, YEAR - 1)}-{last}")
