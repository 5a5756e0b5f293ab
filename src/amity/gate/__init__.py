"""The gate: what goes to a client is written, checked, cleared by its digest, and released exactly once.

Terms: an *item* is one thing for a client, such as an email. Its *lane* says who decides: *watch* and *advise* (the
author sends), *hold unless stopped* (goes at its time), *hold* (someone clears it), *four eyes* (never the author). The
*digest* names exactly what someone read. A *check* passes, warns or blocks. A *ground* is why an item is returned.
Commands: write_item, edit_item, submit, clear, return_item, hold, pull_back, revise, withdraw, release_due, resend.
"""
