"""What a client reads about a request that is closed. The agency's own reason is never shown."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from amity.scope import rules

OUTCOMES: Final = {
    rules.DONE: _("We have done this."),
    rules.PLANNED: _("We have planned this."),
    rules.QUOTED: _("We have sent you an estimate for this."),
    rules.DECLINED: _("We can’t do this. Please ask us if you would like to know why."),
    rules.NOT_NEEDED: _("This is no longer needed."),
}
