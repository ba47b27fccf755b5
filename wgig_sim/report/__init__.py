"""What the process writes: Report, Background Report, preliminary report and minutes, and one page with all of them."""

from wgig_sim.report.documents import documents
from wgig_sim.report.page import page

__all__ = ["documents", "page"]
