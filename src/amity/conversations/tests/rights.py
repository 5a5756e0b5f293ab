"""Who may read and change conversations."""

from tests.matrix.rights import RestRights, Rights

RIGHTS: Rights = {}

REST: RestRights = {}
