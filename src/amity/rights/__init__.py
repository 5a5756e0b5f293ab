"""Own third-party rights: whether work that uses someone's talent, music, stock, fonts or likeness can be released.

Terms: right, rights holder, release (to the client), licence (its document). Main commands: `register_right`,
`change_right`, `let_right_go`, `switch_rights`. Lines are those of `lines`. Their agreements are known to
`lines.placements`.
"""
