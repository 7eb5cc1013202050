"""The lists of the desk: my five, the queue, every ticket for adults, and the search."""
