"""Whether what an actor can see of the books is all there is."""

from amity.accounts.models import Account
from amity.profitability.books.load import Books
from amity.projects.models import Project


def hides_something(own: Books) -> bool:
    """Return whether there are accounts or client projects that the actor can't fully see."""
    if Account.objects.count() > len(own.whole):
        return True
    seen = sum(1 for one in own.projects.values() if not one.is_internal)
    return Project.objects.filter(is_internal=False).count() > seen
