"""How well insights are ranked: judged pairs of clients and articles, measured by `make eval-insights`."""
