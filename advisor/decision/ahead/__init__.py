"""Looking ahead in the quiz: what the questions that are still open can change."""
