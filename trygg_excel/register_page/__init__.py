"""The register as a page: the way of money and the lineage of programmes as drawings, and every table as it stands."""
