package schema

import "github.com/edslint/edslint/linter/request"

// Declares reports whether the object that holds the last member of a path has
// such a member.
func (s *Schema) Declares(steps []any) bool {
	return s.at(steps) != nil
}

// Accepts is accepts, of the whole request.
func (s *Schema) Accepts(r *request.Request) bool { return accepts(s.root, r, r.Root) }

// Valid reports whether the library finds a request valid.
func (s *Schema) Valid(r *request.Request) bool {
	v := validation{Schema: s, request: r}
	return v.root.Validate(v.instance(r.Root)) == nil
}
