"""The agency itself: settings, calendar, currencies and exchange rates, cost rates, rate cards, services.

Terms: cost level, cost rate, rate card, exchange rate, limit. Main commands: `set_up_agency`, `confirm_cost_rate`,
`set_card_price`, `set_exchange_rate`, `change_settings`.
"""
