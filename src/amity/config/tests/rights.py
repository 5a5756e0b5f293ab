"""Where everybody may go before and after signing in; `tests/test_permission_matrix.py` holds the pages to it."""

from tests.matrix.rights import EVERYBODY, SIGNED_IN, Rights, may

RIGHTS: Rights = {"start": may(get=SIGNED_IN), "favicon": may(get=EVERYBODY)}
