"""The way of every HTTP call to the APIs: batches, uploads, faults on demand, quotas and the record."""
