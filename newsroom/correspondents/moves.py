from newsroom.workflow.moves import publish_and_withdraw

MOVES = publish_and_withdraw("correspondent")

GRANTS = {
    "reporter": ["view_correspondent"],
    "translator": ["view_correspondent"],
    "photo": ["view_correspondent"],
    "editor": ["view_correspondent", "change_correspondent"],
    "chief": [
        "view_correspondent", "add_correspondent", "change_correspondent", "publish_correspondent",
        "protect_correspondent",
    ],
}  # fmt: skip
