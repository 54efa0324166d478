"""The document for the customer: what was set up, to be read, recorded and signed.

:func:`~.writing.write` makes a :class:`~.document.Document` of a book: every decision on what is
told and in which words. ``pdf`` and ``html`` only set it.
"""
