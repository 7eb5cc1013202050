"""Content that ships with Cadre: frameworks, programmes, modules, practice stories, rubrics."""
