"""Statements: time, revenue, expenses and profit, limited to what the reader can see."""
