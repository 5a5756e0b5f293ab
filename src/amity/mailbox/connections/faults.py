"""What can be wrong with a mail server or a login, as a code with its sentence. A server's own text is never shown."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.mailbox.connections import rules


class Fault(Exception):
    """A mailbox can't be reached or read. `code` is one of `rules.FAULTS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def is_refusal(self) -> bool:
        """Return whether someone has to act: the server was reached, and it doesn't let us in."""
        return self.code in REFUSALS

    @property
    def sentence(self) -> str:
        """Return what to show."""
        return str(SENTENCES[self.code])


REFUSALS: Final = frozenset({rules.REFUSED_LOGIN, rules.REFUSED_TOKEN, rules.REFUSED_APP, rules.NO_KEY})
SENTENCES: Final[dict[str, str | Promise]] = {
    rules.REFUSED_LOGIN: _("The server refuses this user name and password."),
    rules.REFUSED_TOKEN: _("The provider has withdrawn its consent. Sign in there again."),
    rules.REFUSED_APP: _(
        "The provider refuses the agency’s app. Ask an administrator to check its client ID and secret."
    ),
    rules.NO_KEY: _("The stored password can’t be read any more, because Amity’s key has changed. Enter it again."),
    rules.UNREACHED: _("The server can’t be reached. Check its name and port."),
    rules.FORBIDDEN: _("This server is inside a network. The operator can allow it by name."),
    rules.CERTIFICATE: _("The server’s certificate isn’t valid for this name."),
    rules.BROKEN: _("The server answered something unexpected."),
}
