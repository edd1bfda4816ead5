"""Recorded answers of a model: kept with the cases, replayed without a call, made with one.

``answers`` is the file of a case, ``settings`` what all were recorded with, ``replay`` runs a case on them alone, and
``record`` is the only part of the evals that needs an endpoint.
"""
