"""Who is who: names, bodies and states, and for whom each voice speaks.

Beside this file stand the tables that all share (``vocabulary``, ``countries``, ``uses``; ``sides`` is what a side is)
and the path itself, from the bottom up: ``evidence`` gathers what drafts and texts say of each mention, as ``votes``;
``given`` is what the parties file or a proposal fixes; ``groups`` and ``unify`` find which mentions are one speaker and
which sides one party; ``compatriots`` finds states for ministers whom nothing else ties to one; ``holders`` settles it
all. The folders read texts for them: ``people``, ``states``, ``bodies`` and, above these, ``ties``.
"""
