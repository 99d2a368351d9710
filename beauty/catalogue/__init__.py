"""Products with their ingredients, shades and colours, read from tables."""
