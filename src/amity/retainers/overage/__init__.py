"""What becomes of overage: billed, or written off."""
