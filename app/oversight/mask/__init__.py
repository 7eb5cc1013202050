"""The mask policy: read, compare, propose, approve; whose names families keep back."""
