"""What calls should do: read from a file, played, compared, and which keys nobody has tried."""
