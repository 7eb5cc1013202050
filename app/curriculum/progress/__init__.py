"""Progress: what is proven, what is being checked, what is missing and where to get it."""
