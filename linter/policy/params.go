package policy

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/edslint/edslint/rules"
)

// params reads the METADATA's `params`, by name.
func params(custom any) ([]rules.Param, error) {
	if custom == nil {
		return nil, nil
	}
	object, ok := custom.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("`params` must be an object of parameters by name")
	}
	var all []rules.Param
	for _, name := range slices.Sorted(maps.Keys(object)) {
		p, err := Param(name, object[name])
		if err != nil {
			return nil, fmt.Errorf("`params`, %s: %w", name, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// Param reads a parameter of the METADATA from what stands under its name.
func Param(name string, value any) (rules.Param, error) {
	p := rules.Param{Name: name}
	facts, _ := value.(map[string]any)
	for key, value := range facts {
		switch key {
		case "type":
			p.Type, _ = value.(string)
		case "default":
			p.Default = value
		case "description":
			p.Description, _ = value.(string)
		case "minimum":
			minimum, ok := number(value)
			if !ok {
				return p, fmt.Errorf("`minimum` must be a number")
			}
			p.Minimum = &minimum
		default:
			return p, fmt.Errorf("there is no `%s`; there are type, default, description and minimum", key)
		}
	}
	if p.Description == "" {
		return p, fmt.Errorf("it needs a `description`")
	}
	var ok bool
	if p.Default, ok = typed(p.Type, p.Default); !ok {
		return p, fmt.Errorf("it needs a `type`, one of %s, and a `default` of that type", strings.Join(rules.ParamTypes(), ", "))
	}
	if f, ok := number(p.Default); ok && p.Minimum != nil && f < *p.Minimum {
		return p, fmt.Errorf("its `default` is below its `minimum`")
	}
	return p, nil
}

func number(value any) (float64, bool) {
	switch value := value.(type) {
	case int:
		return float64(value), true
	case float64:
		return value, true
	case json.Number:
		f, err := value.Float64()
		return f, err == nil
	}
	return 0, false
}

// typed returns a value as its type has it in a rules.Param.
func typed(kind string, value any) (any, bool) {
	switch kind {
	case rules.Integer:
		f, ok := number(value)
		return int(f), ok && f == float64(int(f))
	case rules.Number:
		return number(value)
	case rules.String:
		s, ok := value.(string)
		return s, ok
	case rules.Boolean:
		b, ok := value.(bool)
		return b, ok
	case rules.Strings:
		items, ok := value.([]any)
		all := make([]string, 0, len(items))
		for _, item := range items {
			s, isString := item.(string)
			all, ok = append(all, s), ok && isString
		}
		return all, ok
	}
	return nil, false
}

var severity = regexp.MustCompile(`^(10\.0|[1-9]\.\d|0\.[1-9])$`)

// SecuritySeverity reports whether a text is one, from "0.1" to "10.0".
func SecuritySeverity(text string) bool { return severity.MatchString(text) }
