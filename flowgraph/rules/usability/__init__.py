"""Rules on what callers can bear."""
