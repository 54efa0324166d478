"""Rules on what strangers could abuse."""
