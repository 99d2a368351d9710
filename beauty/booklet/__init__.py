"""The printed report. Importing this does not import the PDF writer; making a PDF does."""
