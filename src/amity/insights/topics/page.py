"""Values of the page of an account's terms."""

from typing import Any

from amity.accounts.models import Account
from amity.insights import policy
from amity.insights.relevance.rules import GOAL, SERVICE, WEIGHTS
from amity.insights.stories.models import Triage
from amity.insights.stories.ranking import profile_texts
from amity.insights.topics.models import FIELDS, Interest
from amity.people.queries import person_of
from amity.shared.actor import Actor


def context(by: Actor, account: Account) -> dict[str, Any]:
    """Return an account's terms by kind, and the words that its decisions taught."""
    texts = profile_texts(account)
    entered = list(Interest.objects.filter(account=account).order_by("text", "pk"))
    triage = Triage.objects.filter(account=account).first()
    taught = sorted((triage.learned if triage else {}).items(), key=lambda pair: -abs(pair[1]))
    return {
        "account": account, "goals": texts[GOAL], "services": texts[SERVICE],
        "groups": [
            (name, label, WEIGHTS[name], [one for one in entered if one.field == name])
            for name, label in FIELDS.items()
        ],
        "liked": [word for word, value in taught if value > 0],
        "disliked": [word for word, value in taught if value < 0],
        "weights": WEIGHTS, "may_choose": bool(policy.may_choose(person_of(by), account)),
    }  # fmt: skip
