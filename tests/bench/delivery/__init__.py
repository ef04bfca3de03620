"""How fast pages come out, beside a constant page of the same server and nginx on a plain file.

`make bench [N=10000] [ROUNDS=5]`; docs/delivery.md says how to read the table.
"""
