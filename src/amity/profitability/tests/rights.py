"""Whoever sees hours may look at the money of what they see; how much of it is shown follows from the same right."""

from tests.matrix.rights import ACCOUNT_SEEN, ADMIN, LEGAL, OUTSIDER, ROLES, TEAM, May, RestRights, Rights, may, rest

SEES_HOURS = (ROLES - {ADMIN}) | {OUTSIDER}
SEES_FEES = SEES_HOURS - {TEAM}
SEES_MARGINS = SEES_FEES - {LEGAL}
PERIODS = ("?period=202610", "?period=all")
CUTS = ("?by=project", "?by=line", "?by=month")
ON_FEES, ON_MARGINS = ("agi", "hourly"), ("margin", "cost", "left")


def opened(seen: frozenset[str]) -> list[May]:
    """Each figure opens to whoever sees it."""
    return [
        *(may(get=seen & SEES_FEES, where={"figure": figure}) for figure in ON_FEES),
        *(may(get=seen & SEES_MARGINS, where={"figure": figure}) for figure in ON_MARGINS),
    ]


OVER = {"figure": "over"}
"""Over-service is told in hours."""


RIGHTS: Rights = {
    "money:portfolio": may(get=SEES_HOURS, also=(*PERIODS, "?sort=margin")),
    "money:portfolio_file": may(get=SEES_HOURS, also=CUTS),
    "money:why_portfolio": [*opened(SEES_HOURS), may(get=SEES_HOURS, where=OVER)],
    "money:account": may(get=ACCOUNT_SEEN, also=PERIODS),
    "money:account_file": may(get=ACCOUNT_SEEN),
    "money:why_account": [*opened(ACCOUNT_SEEN), may(get=ACCOUNT_SEEN, where=OVER)],
    "money:project": may(get=ACCOUNT_SEEN),
    "money:project_file": may(get=ACCOUNT_SEEN),
    "money:why_project": opened(ACCOUNT_SEEN),
}

REST: RestRights = {
    "list_profitability": rest(
        SEES_HOURS, also=("?by=account", "?all=true", "?by=project&from=202610&to=202611&limit=200")
    ),
    "read_project_profitability": rest(ACCOUNT_SEEN, also=("?from=202610&to=202610",)),
}
