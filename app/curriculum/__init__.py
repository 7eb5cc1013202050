"""The curriculum: modules, practice, grading, evidence, certificates and progress."""
