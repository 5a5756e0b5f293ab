"""The arithmetic of profitability, one module a noun: no framework, no clock, no database.

Read in this order: `figures` (a number that opens to its inputs), `measures` (what the monthly sums give), `terms`
(what was agreed and how far it is), `completion` and `revenue`, `margin`, `sharing`, `quoted`, `cost_rate`,
`guesses`, then `facts`, `finders` and `findings` for the first hour.
"""
