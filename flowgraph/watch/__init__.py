"""Unattended runs: crawl, keep what changed, tell it once.

A cycle (:mod:`.cycle`) reads the PBX, compares it with the newest kept snapshot of an archive
(:mod:`.archive`), keeps it if anything changed, and sends what changed through channels
(:mod:`.channels`). What each channel was told last is a file (:mod:`.state`), so that nothing is
told twice, and what could not be told is told next time.
"""
