"""What a sync changed: two graphs held against each other, in people's words; and `watch`, which builds again whenever a file changes."""
