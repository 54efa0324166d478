"""What to draw, decided once; every format is a function of the Diagram."""
