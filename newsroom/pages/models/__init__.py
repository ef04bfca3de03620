from newsroom.pages.models.arrangement import HOLDS, MOST, Arrangement, Block, Pin, Spot
from newsroom.pages.models.breaking import BreakingBar
from newsroom.pages.models.feedback import Feedback, FeedbackKind, FeedbackState
from newsroom.pages.models.network import FollowLink, Network
from newsroom.pages.models.trust import Page, PageKind, PageText

__all__ = [
    "HOLDS", "MOST", "Arrangement", "Block", "BreakingBar", "Feedback", "FeedbackKind",
    "FeedbackState", "FollowLink", "Network", "Page", "PageKind", "PageText", "Pin", "Spot",
]  # fmt: skip
