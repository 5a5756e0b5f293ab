"""Stand-ins for project managers: who sees and does what waits for them while they are away."""
