"""Many PBXs: who they are, what each was found to be like, and one page over all of them.

A roster (:mod:`.roster`) names them. Each is visited by itself (:mod:`.visit`), wherever an
executor puts that (:mod:`.running`); what was found comes back as plain data, is kept
(:mod:`.store`) and told (:mod:`.report`, :mod:`.page`). One that fails costs only itself.
"""
