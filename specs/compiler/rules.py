def lint(specs): return []
