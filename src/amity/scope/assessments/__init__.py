"""What a request would take: hours by discipline, their price, the line, and the decision proposed."""
