"""The client's side: what clients read, send and answer themselves.

Terms: visitor, correspondent, emailed code, device. Commands: `ask_code`, `enter_code`, `sign_out`, `end_devices`.
"""
