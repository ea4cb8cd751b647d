// Package schema holds one JSON Schema (draft-07) for each edition of the API,
// and validates requests with it.
package schema

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

//go:embed *.json update/*.json trail/*.json
var files embed.FS

// home is where the schemas' $id say that they are.
const home = "https://raw.githubusercontent.com/edslint/edslint/main/schema/"

// file is the name of the schema of an edition for requests of a target.
func file(edition, target string) string {
	if target == request.Store {
		return edition + ".json"
	}
	return target + "/" + edition + ".json"
}

// Text returns the JSON Schema of an edition.
func Text(edition string) ([]byte, error) {
	text, err := files.ReadFile(edition + ".json")
	if err != nil {
		return nil, fmt.Errorf("edition %q has no schema", edition)
	}
	return text, nil
}

// Schema is the structure of a request in one edition. It may be used by
// several goroutines.
type Schema struct {
	root    *jsonschema.Schema
	edition OtherMembers
	call    string
}

// OtherMembers is what an edition knows of members that no request has, but
// people write.
type OtherMembers interface {
	// OtherMember returns the member to use instead, or how to do without.
	OtherMember(name string) (use, help string)
}

// Load compiles the schema of an edition for requests of a target. More are
// members of stores that the edition doesn't know, with their JSON types.
func Load(edition, target string, other OtherMembers, more map[string]string) (*Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft7
	compiler.RegisterExtension(patternMessage, nil, compileSays{})
	compiler.LoadURL = func(url string) (io.ReadCloser, error) { return nil, fmt.Errorf("%s is not part of edslint", url) }
	for _, needed := range slices.Compact([]string{request.Store, target}) { // the others refer to that of a store
		name := file(edition, needed)
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("edition %q has no schema", edition)
		}
		if needed == target && target != request.Trail {
			if text, err = declaring(text, more); err != nil {
				return nil, fmt.Errorf("could not read the schema %s: %w", name, err)
			}
		}
		if err := compiler.AddResource(home+name, strings.NewReader(string(text))); err != nil {
			return nil, fmt.Errorf("could not read the schema %s: %w", name, err)
		}
	}
	root, err := compiler.Compile(home + file(edition, target))
	if err != nil {
		return nil, fmt.Errorf("could not compile the schema of edition %s: %w", edition, err)
	}
	return &Schema{root: root, edition: other, call: calls[target]}, nil
}

// calls are what requests of a target are called where the file has no other
// word for them.
var calls = map[string]string{
	request.Store: "a CreateEventDataStore request", request.Update: "an UpdateEventDataStore request", request.Trail: "a PutEventSelectors request",
}

// patternMessage is a keyword that editors know too: what a pattern means, in
// words that follow "it takes only".
const patternMessage = "patternErrorMessage"

type says string

// Validate accepts every value: the keyword only annotates.
func (says) Validate(jsonschema.ValidationContext, any) error { return nil }

type compileSays struct{}

func (compileSays) Compile(_ jsonschema.CompilerContext, m map[string]any) (jsonschema.ExtSchema, error) {
	if text, ok := m[patternMessage].(string); ok {
		return says(text), nil
	}
	return nil, nil
}

// Fault is one structural fault of a request.
type Fault struct {
	Rule          string // the rule's name: "wrong-type"
	Start, End    int    // bytes of the file
	Pointer       string // into the file's document
	Message, Help string
	Spelled       bool // as the file spells its members, rather than as the API does
}

// Validate returns the structural faults of a request, one for each fault, but
// of no part that can't be known. It tells the request which members were
// misspelt and which more values can't be known, so that what follows judges
// the rest.
func (s *Schema) Validate(r *request.Request) []Fault {
	if accepts(s.root, r, r.Root) {
		return nil
	}
	v := validation{Schema: s, request: r, seen: map[*source.Node]bool{}, empty: -1}
	for {
		failures := v.failures()
		if v.undeclared(failures) == 0 {
			v.others(failures)
			return v.faults
		}
	}
}

// Required returns the members that each request must have.
func (s *Schema) Required() []string { return s.root.Required }

// Undeclared calls f with the key of each member of an object that the schema
// doesn't declare, nor one that it looks like a misspelling of.
func (s *Schema) Undeclared(root *source.Node, f func(key *source.Node)) {
	undeclared(s.root, root, f)
}

func undeclared(schema *jsonschema.Schema, v *source.Node, f func(key *source.Node)) {
	schema = resolve(schema)
	for _, m := range v.Members {
		property, ok := schema.Properties[m.Key.Text]
		if !ok {
			property, ok = schema.Properties[spelling.Nearest(m.Key.Text, names(schema))]
		}
		if ok {
			undeclared(property, m.Value, f)
		} else if schema.Properties != nil {
			f(m.Key)
		}
	}
	if items, ok := schema.Items.(*jsonschema.Schema); ok {
		for _, item := range v.Items {
			undeclared(items, item, f)
		}
	}
}

func resolve(schema *jsonschema.Schema) *jsonschema.Schema {
	for schema.Ref != nil {
		schema = schema.Ref
	}
	return schema
}

// at returns the schema of the part of a request at a path, or nil.
func (s *Schema) at(steps []any) *jsonschema.Schema {
	schema := s.root
	for _, step := range steps {
		schema = resolve(schema)
		switch step := step.(type) {
		case string:
			property, ok := schema.Properties[step]
			if !ok {
				return nil
			}
			schema = property
		case int:
			items, ok := schema.Items.(*jsonschema.Schema)
			if !ok {
				return nil
			}
			schema = items
		}
	}
	return resolve(schema)
}

// failure is one keyword that an instance doesn't fulfil.
type failure struct {
	keyword string
	path    []any
	order   []int
}

// failures validates the request as it stands and returns the innermost errors,
// in the order of its parts, which the library doesn't keep.
func (v *validation) failures() []failure {
	err := v.root.Validate(v.instance(v.request.Root))
	invalid, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return nil
	}
	var found []failure
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		for _, cause := range e.Causes {
			walk(cause)
		}
		if len(e.Causes) == 0 {
			at := steps(e.InstanceLocation)
			found = append(found, failure{path.Base(e.KeywordLocation), at, v.order(at)})
		}
	}
	walk(invalid)
	slices.SortStableFunc(found, func(a, b failure) int { return slices.Compare(a.order, b.order) })
	return found
}

// order returns where in the object or list around it each part on a path stands.
func (v *validation) order(path []any) []int {
	order := make([]int, len(path))
	n := v.request.Root
	for i, step := range path {
		switch step := step.(type) {
		case string:
			found, _ := v.request.Member(n, step)
			order[i] = slices.Index(n.Members, found)
			n = found.Value
		case int:
			order[i], n = step, n.Items[step]
		}
	}
	return order
}

// steps turns a pointer to a declared part, whose names need no escaping, into a path.
func steps(pointer string) []any {
	if pointer == "" {
		return nil
	}
	var path []any
	for step := range strings.SplitSeq(pointer[1:], "/") {
		if i, err := strconv.Atoi(step); err == nil {
			path = append(path, i)
		} else {
			path = append(path, step)
		}
	}
	return path
}

// instance is what the library validates: the request with its misspelt
// members set right. Of a number only whether it is written as a whole one
// matters here, and the library takes 90.0 for one and panics on 1e100000000.
// A date is no JSON; null is as wrong as it is.
func (v *validation) instance(n *source.Node) any {
	switch n.Kind {
	case source.Bool:
		return n.Text == "true"
	case source.Number:
		if isWhole(n.Text) {
			return json.Number("0")
		}
		return json.Number("0.5")
	case source.String:
		return n.Text
	case source.Array:
		items := make([]any, min(len(n.Items), request.MostItems))
		for i := range items {
			items[i] = v.instance(n.Items[i])
		}
		return items
	case source.Object:
		members := make(map[string]any, len(n.Members))
		for _, m := range n.Members {
			members[v.request.MemberName(m.Key)] = v.instance(m.Value)
		}
		return members
	}
	return nil
}

func isWhole(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// names returns an object's declared members: the required first, else sorted.
func names(schema *jsonschema.Schema) []string {
	all := slices.Clone(schema.Required)
	var rest []string
	for name := range schema.Properties {
		if !slices.Contains(all, name) {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	return append(all, rest...)
}

// Members returns the names of the members that a request has in an edition,
// sorted.
func Members(edition string) ([]string, error) {
	text, err := Text(edition)
	if err != nil {
		return nil, err
	}
	var root struct {
		Properties map[string]json.RawMessage `json:"properties"`
	}
	if err := json.Unmarshal(text, &root); err != nil {
		return nil, fmt.Errorf("could not read the schema of edition %s: %w", edition, err)
	}
	return slices.Sorted(maps.Keys(root.Properties)), nil
}

// Names returns the names of all members that a request of any target, or a part
// of one, has in an edition, sorted.
func Names(edition string) ([]string, error) {
	seen, err := Seen(edition)
	if err != nil {
		return nil, err
	}
	var all []string
	add := func(schema any) {
		of, _ := schema.(map[string]any)
		properties, _ := of["properties"].(map[string]any)
		all = slices.AppendSeq(all, maps.Keys(properties))
	}
	add(seen)
	parts, _ := seen["definitions"].(map[string]any)
	for _, part := range parts {
		add(part)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// SeenTogether is Seen with what rules see beside that judge all requests of a run
// together: each below `stores`, or what they keep of it below `summaries`.
func SeenTogether(edition string) (map[string]any, error) {
	seen, err := Seen(edition)
	if err != nil {
		return nil, err
	}
	members, _ := seen["properties"].(map[string]any)
	store := map[string]any{"type": "object", "properties": maps.Clone(members), "additionalProperties": false}
	members["stores"] = map[string]any{"type": "array", "items": store}
	members["summaries"] = map[string]any{"type": "array"}
	return seen, nil
}

// Seen is a schema of what rules see of requests of all targets in an edition,
// for Rego to be checked with: members of the one beside those of the others.
func Seen(edition string) (map[string]any, error) {
	var seen map[string]any
	for _, target := range request.Targets() {
		name := file(edition, target)
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("edition %q has no schema", edition)
		}
		here := strings.ReplaceAll(string(text), "../"+edition+".json#", "#")
		var root map[string]any
		if err := json.Unmarshal([]byte(here), &root); err != nil {
			return nil, fmt.Errorf("could not read the schema %s: %w", name, err)
		}
		if seen == nil {
			seen = root
			continue
		}
		for _, part := range []string{"properties", "definitions"} {
			to, _ := seen[part].(map[string]any)
			from, _ := root[part].(map[string]any)
			for name, schema := range from {
				if to[name] == nil {
					to[name] = schema
				}
			}
		}
	}
	return seen, nil
}

// declaring adds members to the text of a schema, each with its JSON type.
func declaring(text []byte, members map[string]string) ([]byte, error) {
	if len(members) == 0 {
		return text, nil
	}
	var root map[string]any
	if err := json.Unmarshal(text, &root); err != nil {
		return nil, err
	}
	properties, _ := root["properties"].(map[string]any)
	for name, kind := range members {
		if properties[name] == nil {
			properties[name] = map[string]any{"type": kind}
		}
	}
	return json.Marshal(root)
}
