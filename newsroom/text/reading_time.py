"""How long a text takes to read."""

from newsroom.text.markup import count_words

#: Words a minute of somebody who reads for themselves. English by Brysbaert's review of 190 studies
#: (2019); the others [N] by how much longer the same story is in words. See decision 0056.
SPEEDS = {"en": 238, "ku": 210, "ckb": 180, "ar": 180}
OTHERWISE = 200


def minutes(language: str, *texts: str) -> int:
    """Whole minutes for HTML or plain texts together, one at least."""
    said = sum(map(count_words, texts))
    return max(1, round(said / SPEEDS.get(language, OTHERWISE)))
