"""Questions that the data raise about a status: opened, answered and closed."""
