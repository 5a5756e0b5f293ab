"""The API reference is for everyone who is signed in."""

from tests.matrix.rights import SIGNED_IN, Rights, may

RIGHTS: Rights = {"api:docs": may(get=SIGNED_IN)}
