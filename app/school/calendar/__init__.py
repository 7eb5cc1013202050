"""When a school works: bells, terms, closed and shortened days, and the arithmetic of working time."""
