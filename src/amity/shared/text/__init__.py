"""Text that people enter: limits, expressions, amounts in it."""
