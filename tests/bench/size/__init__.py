"""How pages and the desk grow with the archive: two newsrooms asked in turns, and the ratios.

`PYTHONPATH=tests python -m bench.size`; docs/operations.md says more.
"""
