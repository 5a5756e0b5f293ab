"""Those who see hours can open the money pages of what they see. The same right limits what is shown."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    ADMIN,
    AM,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    LEGAL,
    OUTSIDER,
    PM,
    ROLES,
    TEAM,
    May,
    RestRights,
    Rights,
    may,
    rest,
)

TICKS = {AM, DIRECTOR, PM, FINANCE, TEAM}
SEES_HOURS = (ROLES - {ADMIN}) | {OUTSIDER}
SEES_FEES = SEES_HOURS - {TEAM}
SEES_MARGINS = SEES_FEES - {LEGAL}
SEES_AHEAD = {DIRECTOR, FINANCE, EXECUTIVE}
PERIODS = ("?period=202610", "?period=all")
CUTS = ("?by=project", "?by=line", "?by=month")
ON_FEES, ON_MARGINS = ("revenue", "agi", "hourly"), ("margin", "cost", "left")


def opened(seen: frozenset[str]) -> list[May]:
    """Return rules to open each figure for those who see it."""
    return [
        *(may(get=seen & SEES_FEES, where={"figure": figure}) for figure in ON_FEES),
        *(may(get=seen & SEES_MARGINS, where={"figure": figure}) for figure in ON_MARGINS),
    ]


OVER = {"figure": "over"}
"""Over-servicing is shown in hours."""


SOON = "2026-12"
"""A month after the date of the scene."""
OCTOBER, JANUARY, EMPTY = {"month": "2026-10"}, {"month": "2026-01"}, {"month": "2025-12"}
RATE = {"per_hour": "61.25", "since": "2026-10-01", "level": "average"}

RIGHTS: Rights = {
    "money:ahead": may(get=SEES_AHEAD),
    "money:ahead_file": may(get=SEES_AHEAD),
    "money:why_ahead": may(get=SEES_AHEAD, where={"month": SOON}),
    "money:month_end": may(get={FINANCE}),
    "money:month_end_of": [may(get={FINANCE}, where=OCTOBER), may(get={FINANCE}, where=JANUARY)],
    "money:month_end_file": may(get={FINANCE}, where=OCTOBER),
    "money:close_month": may(post={FINANCE}, where=EMPTY),
    "money:open_month": may(post={FINANCE}, where=JANUARY, data={"reason": "A sheet came late"}),
    "money:enter_payroll": may(post={FINANCE}, where=OCTOBER, data={"payroll": "165000"}),
    "money:ask_for_time": may(post={FINANCE}, where=OCTOBER),
    "money:price_time": may(
        get={FINANCE},
        post={FINANCE},
        where=OCTOBER,
        data=RATE,
        also=("?per_hour=61.25&since=2026-10-01&level=average",),
    ),
    "money:leave_point": may(
        post={FINANCE}, where=OCTOBER | {"point": "variance"}, data={"reason": "Leave of two people"}
    ),
    "money:take_up_point": may(post={FINANCE}, where=OCTOBER | {"point": "variance"}),
    "money:drift": may(get=SEES_HOURS, also=("?quarter=20263", "?quarter=x", "?sort=-fees", "?export=csv")),
    "money:account_drift": may(get=ACCOUNT_SEEN, also=("?quarter=20263", "?quarter=30001")),
    "money:account_drift_file": may(get=ACCOUNT_SEEN),
    "money:portfolio": may(get=SEES_HOURS, also=(*PERIODS, "?sort=margin")),
    "money:portfolio_file": may(get=SEES_HOURS, also=CUTS),
    "money:why_portfolio": [*opened(SEES_HOURS), may(get=SEES_HOURS, where=OVER)],
    "money:account": may(get=ACCOUNT_SEEN, also=PERIODS),
    "money:account_file": may(get=ACCOUNT_SEEN),
    "money:why_account": [*opened(ACCOUNT_SEEN), may(get=ACCOUNT_SEEN, where=OVER)],
    "money:project": may(get=ACCOUNT_SEEN),
    "money:project_file": may(get=ACCOUNT_SEEN),
    "money:why_project": [
        *opened(ACCOUNT_SEEN),
        may(get=ACCOUNT_SEEN, where={"figure": "time"}, also=("?period=202610-202611",)),
    ],
    "money:forecast": may(get=ACCOUNT_SEEN),
    "money:answer_line": may(get=TICKS, post=TICKS, data={"answer": "finished"}),
    "money:answer_item": may(get=TICKS, post=TICKS, data={"answer": "not-yet"}),
}

REST: RestRights = {
    "read_project_contract": rest(ACCOUNT_SEEN),
    "list_profitability": rest(
        SEES_HOURS, also=("?by=account", "?all=true", "?by=project&from=202610&to=202611&limit=200")
    ),
    "read_account_drift": rest(ACCOUNT_SEEN, also=("?quarter=20263",)),
    "list_forecast_steps": rest(SEES_HOURS, also=("?open=true",)),
    "read_project_forecast": rest(ACCOUNT_SEEN),
    "read_project_profitability": rest(ACCOUNT_SEEN, also=("?from=202610&to=202610",)),
}
