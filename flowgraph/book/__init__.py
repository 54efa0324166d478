"""What a document about a call flow tells, page by page, as plain data.

A site and a document for the customer are written from the same :class:`~.model.Book`; it knows
neither HTML nor Markdown. Told is what is set up, not what holds at the moment: the same settings
give the same book at any hour.
"""
