"""The real server, killed in the middle of what people do: nothing confirmed may be missing."""
