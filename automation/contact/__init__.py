"""The first contact: what this code believes of Google, asked of Google itself in a throw-away folder."""
