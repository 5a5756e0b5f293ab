"""Everyone who signs in has a list of jobs; what it holds follows from what they see."""

from tests.matrix.rights import ACCOUNT_SEEN, SIGNED_IN, RestRights, Rights, may, rest

LEADS = "leads to the list of jobs"

RIGHTS: Rights = {
    "work:work": may(
        get=SIGNED_IN,
        also=(
            "?export=csv",
            "?export=xlsx",
            "?whose=all&closed=on&internal=on",
            "?sort=-margin&view=due",
            "?export=csv&whose=all&closed=on&internal=on",
        ),
    ),
    "work:account_jobs": may(get=ACCOUNT_SEEN),
    "work:former_projects": may(get=SIGNED_IN, also=("?export=csv", "?sort=-name", "?status=active"), uncounted=LEADS),
    "work:former_briefs": may(
        get=SIGNED_IN, also=("?export=csv", "?sort=-opened_at", "?state=open&size=full"), uncounted=LEADS
    ),
}

REST: RestRights = {
    "list_work": rest(SIGNED_IN),
}
