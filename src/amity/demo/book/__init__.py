"""The tables of the demo, each row as a value: people, accounts, work and what it consists of."""
