"""Whether everybody can read a page: by axe, by keyboard, enlarged, in their own colours."""
