"""How well the reader reads: annotated articles of a repository, what is measured on them, and the floors below which nothing may fall."""
