"""Step 5 of 6: resolved records, mentions and links -> RDF, which is the truth, and a NetworkX view of it."""
