"""The counter: a person types their own number; the tech learns matched or not, and writes it down."""
