package editions

import "maps"

// Trails returns the edition as trails are held to it: its facts, with what its
// file says of `trails` in their place, as a merge patch does (RFC 7396). Nothing of
// the edition is changed.
func (e *Edition) Trails() *Edition {
	facts := patched(e.Facts, e.trails)
	resources := object(object(facts, "basic"), "types")
	for name, of := range resources {
		of, _ := of.(map[string]any)
		of = maps.Clone(of)
		of["pattern"] = e.pattern(list(of, "forms"), nil)
		resources[name] = of
	}
	return &Edition{Name: e.Name, Facts: facts}
}

// patched is an object after a merge patch; what it doesn't touch it shares.
func patched(value, patch map[string]any) map[string]any {
	made := maps.Clone(value)
	if made == nil {
		made = map[string]any{}
	}
	for name, to := range patch {
		switch to := to.(type) {
		case nil:
			delete(made, name)
		case map[string]any:
			from, _ := made[name].(map[string]any)
			made[name] = patched(from, to)
		default:
			made[name] = to
		}
	}
	return made
}
