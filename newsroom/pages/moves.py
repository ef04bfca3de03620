GRANTS = {
    "chief": [
        "view_network", "change_network",
        "view_followlink", "add_followlink", "change_followlink", "delete_followlink",
    ],
}  # fmt: skip
