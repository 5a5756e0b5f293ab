"""Who may fetch a stored file: here the owner, since no part lends files without a purpose."""

from tests.matrix.rights import FINANCE, Rights, may

RIGHTS: Rights = {"files:download": may(get={FINANCE})}
