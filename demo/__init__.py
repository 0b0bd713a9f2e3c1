"""The whole SOP on sample complaints, in an embedded workspace and in simulated time.

This is where the product and the workspace meet: people act over the wire as people do (the form's
page, cells, drafts, scans, their mailboxes), and the job ticks through its real clients.
"""

USUAL_PORT = 8085
#: What the extra `workspace` brings.
EXTRA = ("werkzeug", "jinja2", "ironcalc")
