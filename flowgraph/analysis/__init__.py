"""Pure functions from the call graph to facts about calls."""
