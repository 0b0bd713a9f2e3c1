"""What Google's APIs have in common: calls and refusals, discovery documents, field masks, dispatch."""
