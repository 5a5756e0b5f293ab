"""Pages open to everyone before and after signing in, checked by `tests/test_permission_matrix.py`."""

from tests.matrix.rights import EVERYBODY, SIGNED_IN, Rights, may

RIGHTS: Rights = {"start": may(get=SIGNED_IN), "settings": may(get=SIGNED_IN), "favicon": may(get=EVERYBODY)}
