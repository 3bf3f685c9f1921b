"""Corrections: a learner's sentence, mended by somebody who knows the language, and maybe accepted."""
