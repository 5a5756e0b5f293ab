"""Insights: news about clients from feeds, ranked for each account, to keep, dismiss or share.

Terms: feed (an address that is read), source (a feed of an account, about its industry, a competitor or the client),
story (articles that report the same), match (a story for an account, with its score and why), interest (a term that an
account manager entered), share (a story sent to contacts, with what it means for them). Commands: `follow_feed`,
`keep_story`, `dismiss_story`, `add_interest`.
"""
