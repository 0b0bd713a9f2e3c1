"""The ten steps: from the facts people enter to where a case stands."""
