from newsroom.text.formats.house import *  # noqa: F403
