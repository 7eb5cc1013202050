"""The text masker: hide people in free text, leave the fault readable."""
