"""Random walks through the desk, and the driver's own account of what must come of each step."""
