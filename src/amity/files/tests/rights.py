"""Who can read a stored file: here the owner, because no part shares files without a purpose."""

from tests.matrix.rights import FINANCE, Rights, may

RIGHTS: Rights = {"files:download": may(get={FINANCE})}
