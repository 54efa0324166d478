"""The words of the field as frozen data: keys, destinations, menus, lists, snapshots. No I/O."""
