GRANTS = {"chief": ["view_entry"]}
