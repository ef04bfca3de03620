class Refused(Exception):
    """Why a backup cannot be made or brought back, as a sentence without a word of any story."""


class Damaged(Refused):
    """The file is not as it was written, or nobody here can open it."""


class OtherKey(Refused):
    """The machine's PROTECTION_KEY is not the one that the backup's rows are sealed with."""
