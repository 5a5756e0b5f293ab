"""Requests: logged, changed, closed with what became of them, and reopened."""
