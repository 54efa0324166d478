"""Rules on where calls go."""
