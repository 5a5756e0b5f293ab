"""Health against fate: simulated accounts, and what the rules of health show of them before they are lost."""
