"""Rules on queues, groups, routes and prompts, behind and in front of the menus."""
