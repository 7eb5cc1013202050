"""Who works for whom never: family, and people whom an adult keeps apart."""
