"""Outgoing email: written in the command's own transaction, sent by the worker, never twice by accident.

Terms: message, audience (staff, client, guest), kept (no mail server), unknown (a crash hid whether it left).
Main commands: `queue`, `deliver`, `decide`, `try_again`.
"""
