"""Certificates: programmes as data; a certificate recorded, verified, expiring, opening a category."""
