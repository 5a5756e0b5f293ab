"""Everyone exports what they see; the export of the scene is finance's."""

from tests.matrix.rights import FINANCE, SIGNED_IN, RestRights, Rights, may

RIGHTS: Rights = {
    "exports:start_export": may(post=SIGNED_IN, data={"path": "/time/", "query": "", "kind": "csv"}, trail=False),
    "exports:export": may(get={FINANCE}, uncounted="the export is that of finance"),
}

REST: RestRights = {}
