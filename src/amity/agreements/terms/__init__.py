"""Terms: the value an agreement gives each term of the library."""
