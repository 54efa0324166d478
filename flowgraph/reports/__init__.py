"""From facts to text: pure functions, no printing, no clock, no exit status."""
