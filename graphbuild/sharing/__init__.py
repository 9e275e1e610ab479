"""The graph beyond its folder: served on this machine, pushed to a store, split into the named graphs of both."""
