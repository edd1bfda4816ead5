"""Who a source is: names, roles, bodies, descriptions and pronouns."""
