"""The forty-four channels by which a mask leaks in other products, one test each, named after its channel."""
