GRANTS = {"chief": ["view_account", "reset_second_factor"]}
