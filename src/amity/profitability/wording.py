"""Labels of the rules' codes: reasons, inputs, sources, fee models, cost levels. No raw code is shown."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.shared.numbers import whole_number

Words = Mapping[str, Promise]

WHY: Final[Words] = {
    "agi_not_positive": lazy("Net fees are 0 or below, so no margin can be calculated."),
    "discount_without_end": lazy("The retainer has an overall discount but no end date to spread it over."),
    "expenses_without_cost": lazy("More than 5% of the expenses have no exchange rate, so their cost is unknown."),
    "fee_model_unknown": lazy("No fee model is set: fixed, retainer, or time and materials."),
    "internal": lazy("This is internal work. It costs time and earns nothing."),
    "no_account": lazy("The project has no account yet, so its time earns no fee."),
    "no_cap": lazy("No cap was agreed."),
    "no_capacity": lazy("No one has a weekly capacity yet."),
    "no_cost": lazy("None of this time has a cost yet."),
    "no_exchange_rate": lazy("A month has no exchange rate into the agency’s currency."),
    "no_fee": lazy("The fee is not known."),
    "no_milestones": lazy("Completion is measured by milestones, and there are none."),
    "no_client_or_project": lazy("This time has no client or project, so what it earns is unknown."),
    "no_project": lazy("This time is on the account but not on a project, so it earns nothing by itself."),
    "no_percent_stated": lazy("Completion is the percentage the project manager states, and none is recorded."),
    "no_plan": lazy("There is neither planned cost nor planned time to measure completion against."),
    "no_prices": lazy("None of the billable time has a price."),
    "no_rate": lazy("No hourly rate is set."),
    "no_right": lazy("You can’t see amounts here."),
    "no_standard_value": lazy("No rate card was in force, so the time has no standard value."),
    "no_start": lazy("The retainer has no start date."),
    "no_time": lazy("No time was logged."),
    "no_time_bought": lazy("The block of time bought is not known."),
    "not_by_month": lazy("The amount earned by the end of this month is unknown."),
    "not_shared_out": lazy("Revenue can’t be split across lines because their time has no standard value."),
    "nothing_expected": lazy("No working time was expected."),
    "nothing_included": lazy("No time is included."),
    "part_unknown": lazy("The revenue of a part of this work is not known."),
    "revenue_unknown": lazy("The revenue is not known."),
    "too_much_uncosted": lazy("More than 5% of the time has no cost, so the margin would look too high."),
    "unknown": lazy("This figure is unknown."),
    "value_in_other_currency": lazy("Some time is valued in a currency other than the agreement’s."),
    "work_over": lazy("All its projects have ended, and the agreement has no end date."),
}
"""Why a figure is unknown, as a sentence."""

SHORT: Final[Words] = {
    "agi_not_positive": lazy("no fees"),
    "discount_without_end": lazy("no end date"),
    "expenses_without_cost": lazy("expenses unknown"),
    "fee_model_unknown": lazy("no fee model"),
    "internal": lazy("internal"),
    "no_account": lazy("no account"),
    "no_cap": lazy("no cap"),
    "no_capacity": lazy("no capacity"),
    "no_cost": lazy("no cost"),
    "no_exchange_rate": lazy("no exchange rate"),
    "no_fee": lazy("fee unknown"),
    "no_milestones": lazy("no milestones"),
    "no_client_or_project": lazy("no client or project"),
    "no_project": lazy("no project"),
    "no_percent_stated": lazy("no percentage"),
    "no_plan": lazy("no plan"),
    "no_prices": lazy("no prices"),
    "no_rate": lazy("no hourly rate"),
    "no_right": lazy("not shown to you"),
    "no_standard_value": lazy("no rate card"),
    "no_start": lazy("no start date"),
    "no_time": lazy("no time"),
    "no_time_bought": lazy("block size unknown"),
    "not_by_month": lazy("not by month"),
    "not_shared_out": lazy("not split"),
    "nothing_expected": lazy("nothing expected"),
    "nothing_included": lazy("–"),
    "part_unknown": lazy("partly unknown"),
    "revenue_unknown": lazy("unknown"),
    "too_much_uncosted": lazy("cost missing"),
    "unknown": lazy("unknown"),
    "value_in_other_currency": lazy("other currency"),
    "work_over": lazy("work ended, no end date"),
}
"""Why a figure is unknown, in two or three words for a cell."""

LABELS: Final[Words] = {
    "account_net_fees": lazy("Net fees of this account"),
    "account_service_cost": lazy("Account service cost: account time without a project"),
    "account_service_spent": lazy("Account service expenses: account expenses without a project"),
    "account_service_time": lazy("Account service: account time without a project"),
    "account_service_without_cost": lazy("Account service without a cost: not counted"),
    "amount": lazy("Earned"),
    "agency_rate": lazy("Average billable rate of the agency"),
    "average_billable_rate": lazy("Average billable rate"),
    "best_net_fees": lazy("Net fees, highest-rate account"),
    "best_rate": lazy("Highest average billable rate"),
    "best_time": lazy("Time, highest-rate account"),
    "billable_time": lazy("Billable time"),
    "billed_expenses": lazy("Expenses billed"),
    "cap": lazy("Cap"),
    "capacity": lazy("Capacity"),
    "completion": lazy("Completion to date"),
    "contacts": lazy("Known contacts"),
    "cost_to_date": lazy("Cost to date"),
    "days_with_time": lazy("Days with time"),
    "delivery_expenses": lazy("Delivery cost"),
    "delivery_time": lazy("Delivery time"),
    "disciplines": lazy("Disciplines without a rate of their own"),
    "discount": lazy("Overall discount"),
    "entries": lazy("Entries"),
    "exchange_rate": lazy("Exchange rate"),
    "expected": lazy("Time expected"),
    "expenses_of_delivery": lazy("Delivery expenses"),
    "expenses_of_delivery_without_cost": lazy("Delivery expenses without a cost: not counted"),
    "expenses_passed_on": lazy("Pass-through expenses"),
    "expenses_passed_on_without_cost": lazy("Pass-through expenses without a cost: not counted"),
    "expenses_without_amount": lazy("Billable expenses without an amount: not counted"),
    "fee": lazy("Fee"),
    "fees_by_day": lazy("Fees, by day"),
    "fewest": lazy("Fewest in a month"),
    "finished": lazy("The work is finished"),
    "frozen_month": lazy("Frozen at month end"),
    "frozen_revenue": lazy("Of which frozen at month end"),
    "given_over": lazy("Overage written off"),
    "included": lazy("Included time"),
    "items": lazy("Items"),
    "labour_cost": lazy("Labour cost"),
    "largest_account": lazy("Largest account"),
    "largest_net_fees": lazy("Net fees of the largest account"),
    "last_day": lazy("Last day"),
    "left_for_us": lazy("Delivery profit"),
    "limit": lazy("Limit"),
    "line_plan": lazy("Planned on the line"),
    "line_used": lazy("Used on the line"),
    "lines": lazy("Lines"),
    "logged": lazy("Time logged"),
    "milestones": lazy("Milestones"),
    "milestones_delivered": lazy("Milestones delivered"),
    "month_without_rate": lazy("Month without an exchange rate"),
    "monthly_fee": lazy("Monthly fee"),
    "months": lazy("Months"),
    "most": lazy("Most in a month"),
    "net_fees": lazy("Net fees (AGI)"),
    "not_known": lazy("Left out: revenue not known"),
    "not_quoted": lazy("Time without a line"),
    "of_time": lazy("Total time"),
    "other_costs": lazy("Other delivery cost"),
    "open_revenue": lazy("Earned in open months in between"),
    "over_cap": lazy("Value above the cap"),
    "over_included_time": lazy("Time above the included time"),
    "over_plan": lazy("Time above plan"),
    "over_service": lazy("Over-servicing"),
    "overage": lazy("Overage"),
    "part": lazy("This project’s share"),
    "parts_not_known": lazy("Parts whose revenue is not known"),
    "pass_through": lazy("Pass-through costs"),
    "percent_stated": lazy("Stated by the project manager"),
    "pieces": lazy("Units delivered"),
    "plan_still_to_come": lazy("Remaining plan"),
    "planned_cost": lazy("Planned cost"),
    "planned_time": lazy("Planned time"),
    "price": lazy("Hourly rate"),
    "projects": lazy("Projects"),
    "projects_sharing": lazy("Projects that share it"),
    "quiet": lazy("Days without time"),
    "reached_on": lazy("Date reached"),
    "rest_plan": lazy("Planned on the other lines"),
    "rest_used": lazy("Used on the other lines"),
    "revenue": lazy("Revenue"),
    "revenue_before": lazy("Earned before this period"),
    "revenue_of_agreement": lazy("Revenue of the whole agreement"),
    "rows": lazy("Entries"),
    "standard_value": lazy("Value at the rate card"),
    "target": lazy("Target"),
    "time": lazy("Time"),
    "time_bought": lazy("Time bought"),
    "time_not_known": lazy("Time left out"),
    "time_to_date": lazy("Time to date"),
    "time_gone": lazy("Time used or expired"),
    "time_used": lazy("Time used"),
    "top_up_bought": lazy("Top-up: time bought"),
    "top_up_gone": lazy("Top-up: time used or expired"),
    "top_up_price": lazy("Top-up: price"),
    "weight": lazy("Weight of all milestones"),
    "weight_delivered": lazy("Weight of the milestones delivered"),
    "time_without_cost": lazy("Time without a cost: not counted"),
    "top_ups": lazy("Top-ups, as used"),
    "topped_up": lazy("Top-ups bought"),
    "time_without_price": lazy("Time without a price: not counted"),
    "time_without_standard": lazy("Time without a standard value"),
    "usual_gap": lazy("Usual gap"),
    "value_of_time": lazy("Value of time"),
    "worked": lazy("Time worked"),
    "worst_net_fees": lazy("Net fees, lowest-rate account"),
    "worst_rate": lazy("Lowest average billable rate"),
    "worst_time": lazy("Time, lowest-rate account"),
}
"""Labels of a figure's inputs. Inputs of a month have it in their code and share one label."""

SOURCES: Final[Words] = {
    "": lazy("calculated"),
    "agency": lazy("settings of the agency"),
    "agreement": lazy("agreement"),
    "calendar": lazy("calendar and capacities"),
    "contacts": lazy("contacts"),
    "cost": lazy("by cost"),
    "deliveries": lazy("deliveries"),
    "entries": lazy("time entries"),
    "exchange_rates": lazy("exchange rates"),
    "expenses": lazy("expenses"),
    "file": lazy("the file"),
    "finished": lazy("finished marks"),
    "hours": lazy("by hours"),
    "milestones": lazy("milestones"),
    "month_end": lazy("month end"),
    "people": lazy("capacities"),
    "percent": lazy("the project manager"),
    "plan": lazy("plan of the lines"),
    "progress": lazy("progress"),
    "questions": lazy("the three questions"),
    "rate_card": lazy("rate card"),
    "revenue": lazy("by fee model"),
}
"""Labels of inputs' sources."""

FEE_MODELS: Final[Words] = {
    "unknown": lazy("not set yet"),
    "fixed": lazy("fixed fee"),
    "time_and_materials": lazy("time and materials"),
    "retainer": lazy("retainer"),
    "prepaid": lazy("prepaid block"),
    "non_billable": lazy("not billable"),
}

LEVELS: Final[Words] = {
    "average": lazy("agency average"),
    "discipline": lazy("average by discipline"),
    "file": lazy("costs from the file"),
    "person": lazy("by person"),
}

BOUNDS: Final[Words] = {
    "exact": lazy("exact"),
    "at_most": lazy("at most"),
    "at_least": lazy("at least"),
    "of_known": lazy("based on what is known"),
}


def dated(code: str) -> tuple[str, int | None]:
    """Return the label of an input and its month: `exchange_rate_202611` is the exchange rate of November."""
    bare, _line, month = code.rpartition("_")
    return (bare, whole_number(month)) if len(month) == 6 and whole_number(month) else (code, None)


def label(code: str) -> str:
    """Return the label of an input, without its month."""
    return str(LABELS[dated(code)[0]])


def why(code: str) -> str:
    """Return why a figure is unknown."""
    return str(WHY[code])
