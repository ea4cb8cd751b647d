package regotest

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/util"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules/editions"
)

// reserved are the names under data that files can't take.
func reserved() []string {
	return []string{"edslint", "edition", "editions", "latest", "params", "context", "trails"}
}

// addNamed reads a data file that was named, which is data under its own name.
func (s *Sources) addNamed(file string) {
	base := filepath.Base(file)
	name := strings.TrimSuffix(base, filepath.Ext(base))
	value, ok := s.readData(file)
	switch _, taken := s.data[name]; {
	case !ok:
	case slices.Contains(reserved(), name):
		s.mistake(file, "data.%s is edslint's own: give the file another name", name)
	case taken:
		s.mistake(file, "data.%s stands in another data file too", name)
	default:
		s.data[name], s.named[name] = value, value
	}
}

func (s *Sources) readData(name string) (value any, ok bool) {
	text, ok := s.read(name)
	if !ok {
		return nil, false
	}
	if err := util.Unmarshal(text, &value); err != nil {
		s.mistake(name, "is neither JSON nor YAML: %s", strings.ReplaceAll(err.Error(), "\n", " "))
		return nil, false
	}
	return value, true
}

// addData reads a data.json or data.yaml, which stands in data at the path of
// its folder.
func (s *Sources) addData(name string, at []string) {
	value, ok := s.readData(name)
	if !ok {
		return
	}
	for _, step := range slices.Backward(at) {
		value = map[string]any{step: value}
	}
	object, ok := value.(map[string]any)
	if !ok {
		s.mistake(name, "must hold an object, whose members stand under data")
		return
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if slices.Contains(reserved(), key) {
			s.mistake(name, "data.%s is edslint's own: give the member or folder another name", key)
			return
		}
	}
	if key := merge(s.data, object); key != "" {
		s.mistake(name, "data.%s stands in another data file too", key)
	}
}

// merge adds one object to another and returns the path of the first member that
// both have, unless both are objects there.
func merge(to, from map[string]any) string {
	for _, key := range slices.Sorted(maps.Keys(from)) {
		have, taken := to[key]
		if !taken {
			to[key] = from[key]
			continue
		}
		a, isObject := have.(map[string]any)
		b, areBoth := from[key].(map[string]any)
		if !isObject || !areBoth {
			return key
		}
		if below := merge(a, b); below != "" {
			return key + "." + below
		}
	}
	return ""
}

// Data is what rules and tests see as data: the editions, the one that is
// called edition, which may be "latest", the parameters with their defaults,
// and the data files.
func (s *Sources) Data(edition string) (map[string]any, error) {
	data, err := s.base(edition)
	if err != nil {
		return nil, err
	}
	maps.Copy(data, s.data)
	return data, nil
}

// base is Data without the data files.
func (s *Sources) base(edition string) (map[string]any, error) {
	all, trails := map[string]any{}, map[string]any{}
	for _, name := range editions.Names() {
		facts, err := editions.Load(name)
		if err != nil {
			return nil, err
		}
		all[name], trails[name] = facts.Facts, facts.Trails().Facts
	}
	latest := editions.Names()[len(all)-1]
	if edition == Latest {
		edition = latest
	}
	return map[string]any{
		"edition": all[edition], "editions": all, "trails": trails, "latest": all[latest],
		"params": s.params, "context": map[string]any{},
	}, nil
}

// Latest is the newest edition.
const Latest = "latest"

const rulesPackage = "data.edslint.rules."

// readRules reads of each rule what its METADATA says of its parameters, and
// which rule each example is of.
func (s *Sources) readRules() {
	for _, file := range slices.Sorted(maps.Keys(s.modules)) {
		name, ok := strings.CutPrefix(s.modules[file].Package.Path.String(), rulesPackage)
		if !ok || isTest(file) {
			continue
		}
		id, family := "", ""
		for _, a := range s.modules[file].Annotations {
			if a.Scope != "package" {
				continue
			}
			id, _ = a.Custom["id"].(string)
			family, _ = a.Custom["family"].(string)
			declared, err := policy.Params(a.Custom["params"])
			if err != nil {
				s.mistakes = append(s.mistakes, finding.Mistake{File: file, Line: a.Location.Row, Column: a.Location.Col, Message: err.Error()})
			}
			values := map[string]any{}
			for _, p := range declared {
				values[p.Name] = p.Default
			}
			if id != "" {
				s.params[id] = values
			}
		}
		s.claim(file, rule{name: strings.ReplaceAll(name, "_", "-"), pkg: name, across: family == "across"})
	}
	s.examples = slices.DeleteFunc(s.examples, func(e example) bool { return e.rule.name == "" })
}
