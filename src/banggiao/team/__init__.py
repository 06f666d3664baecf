"""Who uses the ledger together: accounts with roles, passwords, sessions, tokens for programs.

Nothing is imported here: pages without a team need only ``team.visitor``.
"""
