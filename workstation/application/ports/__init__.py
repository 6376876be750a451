"""What the use cases need of the world. A Protocol stands here only where a second implementation or a fake does."""
