"""The Yeastar P-Series Open API: pure functions on its bytes, and one client that sends."""
