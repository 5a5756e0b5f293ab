"""Visitors: people at a client who sign in with a code sent to their email address."""
