"""The list of personal data, and the annual notice’s paragraph, made from what holds now."""
