"""Every page in every language: what a person meets there, and in which language and direction."""
