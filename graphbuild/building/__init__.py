"""The parts of a build that `pipeline.build()` calls in order: what is read, what is made of it, what is reported, what is written."""
