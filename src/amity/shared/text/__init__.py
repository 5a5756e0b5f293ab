"""Texts as people type them: limits, expressions, amounts in them."""
