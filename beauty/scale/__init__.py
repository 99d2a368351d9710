"""More than one process with the models, behind one page and its doors."""
