from newsroom.pages.admin.arranging import ArrangementAdmin
from newsroom.pages.admin.breaking import BreakingBarAdmin
from newsroom.pages.admin.feedback import FeedbackAdmin
from newsroom.pages.admin.network import NetworkAdmin
from newsroom.pages.admin.trust import PageAdmin

__all__ = ["ArrangementAdmin", "BreakingBarAdmin", "FeedbackAdmin", "NetworkAdmin", "PageAdmin"]
