"""Statements: time, revenue, expenses and profit, limited to what someone may see."""
