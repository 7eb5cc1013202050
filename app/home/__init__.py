"""Homes that answer "what should I do now", over everything below; and whether the product is well."""
