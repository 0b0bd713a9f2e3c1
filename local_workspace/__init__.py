"""An embedded Google Workspace: Google's REST paths and plain pages from one loopback port and one data folder.

It knows nothing of complaints: anyone who tests Google Workspace code can use it. Each package imports only what
stands before it here:

    core       store, clock, people, HTTP over a socket, the table of addresses
    api        calls, refusals, discovery documents, field masks, the marks of API methods
    drive, gmail, then sheets, then forms
               one package a service; `…_api.py` holds its API methods, a class a resource
    auth       accounts and access tokens
    gateway    what every call to the API goes through: batches, uploads, faults, quotas, the record
    web        the pages that people see, and the controls under `/_workspace/`
    workspace  puts the parts together, for `server` and `proxy`

A new API method is a Python method in its resource's class, marked with `api.registration.serves`.
"""
