"""Computing an appraisal in the background."""


