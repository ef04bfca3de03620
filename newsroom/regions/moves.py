from newsroom.workflow.moves import publish_and_withdraw

MOVES = publish_and_withdraw("region")

GRANTS = {
    "reporter": ["view_region"],
    "translator": ["view_region"],
    "photo": ["view_region"],
    "editor": ["view_region", "add_region", "change_region"],
    "chief": ["view_region", "add_region", "change_region", "publish_region"],
}
