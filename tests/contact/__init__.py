"""The first contact with Google, tried with the embedded workspace in Google's place."""
