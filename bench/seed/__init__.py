"""A large agency to measure with, made through the commands a person uses. `python -m bench.seed --help`."""
