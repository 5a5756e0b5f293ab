"""Dated rates: hourly costs, hourly rates and exchange rates."""
