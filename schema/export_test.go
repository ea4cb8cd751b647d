package schema

// Declares reports whether the object that holds the last member of a path has
// such a member.
func (s *Schema) Declares(steps []any) bool {
	return s.at(steps) != nil
}
