"""Step 3 of 6: what every file and every extractor said -> one episode, one highlight, one person, one idea, each once."""
