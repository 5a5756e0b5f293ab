"""What `amity doctor` looks at, and what it says of it."""
