"""Everyone exports what they see; the export of the scene is finance's."""

from tests.matrix.rights import FINANCE, SIGNED_IN, RestRights, Rights, may, rest

RIGHTS: Rights = {
    "exports:start_export": may(post=SIGNED_IN, data={"path": "/time/", "query": "", "kind": "csv"}, trail=False),
    "exports:export": may(get={FINANCE}, uncounted="the export is that of finance"),
}

REST: RestRights = {
    "list_exports": rest(SIGNED_IN),
    "read_export": rest({FINANCE}, uncounted="the export is that of finance"),
    "create_export": rest(SIGNED_IN, {"path": "/time/"}, trail=False),
    "read_export_file": rest({FINANCE}, uncounted="the export is that of finance"),
}
