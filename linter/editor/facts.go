package editor

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules/editions"
)

// facts are those of an edition's facts that help somebody who writes.
type facts struct {
	Fields     map[string]field    `json:"fields"`
	Categories map[string]category `json:"categories"`
	Types      map[string]struct {
		Formats []string `json:"arn_formats"`
	} `json:"resource_types"`
	Limits map[string]struct {
		Max int `json:"max"`
	} `json:"limits"`
	Retention struct {
		Default string `json:"default_mode"`
		Modes   map[string]struct {
			Min int `json:"min"`
			Max int `json:"max"`
		} `json:"modes"`
	} `json:"retention"`
	Key struct {
		Forms []string `json:"forms"`
	} `json:"kms_key_id"`
}

type field struct {
	Operators  []string `json:"operators"`
	Categories []string `json:"categories"`
	Values     []string `json:"values"`
	Names      string   `json:"names"` // what its values name: "categories" or "resource_types"
}

type category struct {
	Kind   string `json:"kind"`
	Fields map[string]struct {
		Required  bool     `json:"required"`
		Operators []string `json:"operators"`
		Values    []string `json:"values"`
	} `json:"fields"`
}

func readFacts(e *editions.Edition) (facts, error) {
	var f facts
	text, err := json.Marshal(e.Facts)
	if err == nil {
		err = json.Unmarshal(text, &f)
	}
	if err != nil {
		return f, fmt.Errorf("could not read edition %s: %w", e.Name, err)
	}
	return f, nil
}

// bounds says what the facts limit a member to, beyond its schema.
func (f *facts) bounds(path string) string {
	switch path {
	case "AdvancedEventSelectors":
		return fmt.Sprintf("At most %d selectors, which have at most %d values together.", f.Limits["selectors"].Max, f.Limits["values"].Max)
	case "TagsList":
		return fmt.Sprintf("A store has at most %d tags.", f.Limits["tags"].Max)
	case "KmsKeyId":
		return "Forms: `" + strings.Join(f.Key.Forms, "`, `") + "`."
	}
	return ""
}

func (f *facts) retentionOf(mode string) string {
	days, ok := f.Retention.Modes[mode]
	if !ok {
		return ""
	}
	return fmt.Sprintf("RetentionPeriod is from %d to %d days.", days.Min, days.Max)
}

// describeField says what the edition knows of a field.
func (f *facts) describeField(name, about string) string {
	facts := f.Fields[name]
	operators := spelling.And(facts.Operators)
	if len(facts.Operators) > 1 && len(facts.Operators) == len(f.operators()) {
		operators = "all operators"
	}
	says := []string{"`" + name + "`:", about, fmt.Sprintf("Takes %s.", operators)}
	if facts.Names == "" {
		says = append(says, fmt.Sprintf("For selectors of %s.", spelling.And(facts.Categories)))
	}
	return strings.Join(slices.DeleteFunc(says, func(text string) bool { return text == "" }), " ")
}

// operators returns all that any field takes.
func (f *facts) operators() []string {
	var all []string
	for _, field := range f.Fields {
		all = append(all, field.Operators...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// values returns what the edition knows that a field can be.
func (f *facts) values(name string, about map[string]string) []suggestion {
	var all []suggestion
	switch f.Fields[name].Names {
	case "categories":
		for _, value := range sortedKeys(f.Categories) {
			all = append(all, suggestion{value, fmt.Sprintf("`%s`, %s. %s", value, f.Categories[value].Kind, about[value])})
		}
		return all
	case "resource_types":
		for _, value := range sortedKeys(f.Types) {
			says := "the edition knows no format of its ARNs."
			if formats := f.Types[value].Formats; len(formats) > 0 {
				says = "ARNs are `" + strings.Join(formats, "`, `") + "`."
			}
			all = append(all, suggestion{value, "`" + value + "`: " + says})
		}
		return all
	}
	in := map[string][]string{} // the categories that have a value
	for _, value := range f.Fields[name].Values {
		in[value] = nil
	}
	for _, of := range sortedKeys(f.Categories) {
		for _, value := range f.Categories[of].Fields[name].Values {
			in[value] = append(in[value], of)
		}
	}
	for _, value := range sortedKeys(in) {
		says := ""
		if len(in[value]) > 0 && len(in[value]) < len(f.Fields[name].Categories) {
			says = fmt.Sprintf("For selectors of %s.", spelling.And(in[value]))
		}
		all = append(all, suggestion{value, says})
	}
	return all
}
