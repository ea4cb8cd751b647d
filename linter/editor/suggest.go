package editor

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// suggestValues offers the fields that the edition has and, for each field, the
// values that it knows, under the operators that the field takes.
func (r *request) suggestValues() {
	statement := member(r.definitions, "AdvancedFieldSelector")
	properties := member(statement, "properties")
	var fields []suggestion
	var conditions []any
	for _, name := range sortedKeys(r.facts.Fields) {
		fields = append(fields, suggestion{name, r.facts.describeField(name, r.words.Fields[name].Description)})
		values := r.facts.values(name, r.words.Categories)
		if len(values) == 0 {
			continue
		}
		definition := "ValuesOf." + name
		offered := object{"errorMessage": valueMessage}
		suggest(offered, values)
		delete(offered, "errorMessage") // it is the alternatives'
		r.definitions[definition] = offered
		operators := object{}
		for _, operator := range r.facts.Fields[name].Operators {
			operators[operator] = object{"items": refer("definitions", definition)}
		}
		conditions = append(conditions, object{
			"if":   object{"properties": object{"Field": object{"const": name}}, "required": []any{"Field"}},
			"then": object{"properties": operators},
		})
	}
	suggest(member(properties, "Field"), fields)
	statement["allOf"] = conditions
}

// literal makes text stand for itself in a snippet.
var literal = strings.NewReplacer(`\`, `\\`, "$", `\$`)

// snippet is what an editor inserts whole.
type snippet struct {
	Label       string `json:"label"`
	Description string `json:"description"`
	Body        any    `json:"body"`
}

// snippets offers whole statements, selectors and a whole request. What they
// hold before anything is filled in is sound.
func (r *request) snippets() {
	var statements, selectors []snippet
	for _, name := range sortedKeys(r.facts.Fields) {
		facts := r.facts.Fields[name]
		body := ordered{{"Field", literal.Replace(name)}, {facts.Operators[0], []any{r.placeholder(1, name, "")}}}
		statements = append(statements, snippet{"condition on " + name, r.facts.describeField(name, r.words.Fields[name].Description), body})
	}
	for _, name := range sortedKeys(r.facts.Categories) {
		selectors = append(selectors, snippet{"selector of " + name + " events", r.words.Categories[name], r.selector(name, 1)})
	}
	offer(member(r.definitions, "AdvancedFieldSelector"), "Field", statements)
	offer(member(r.definitions, "AdvancedEventSelector"), "FieldSelectors", selectors)
	offer(member(r.definitions, "Tag"), "Key", []snippet{
		{"tag", r.words.Types["Tag"].Description, ordered{{"Key", "${1:owner}"}, {"Value", "${2:security}"}}},
	})
	var stores []snippet
	for _, name := range []string{"Management", "Data"} {
		stores = append(stores, snippet{"store of " + name + " events", r.words.Categories[name], ordered{
			{"Name", "${1:audit}"},
			{"AdvancedEventSelectors", []any{r.selector(name, 2)}},
			{"MultiRegionEnabled", true},
			{"RetentionPeriod", r.longest()},
			{"TerminationProtectionEnabled", true},
		}})
	}
	offer(r.root, "AdvancedEventSelectors", stores)
	offer(member(r.definitions, wholeRequest), "AdvancedEventSelectors", stores)
}

// selector is a selector of a category with the fields that it must have. Its
// places to fill in are counted from first.
func (r *request) selector(category string, first int) ordered {
	fields := r.facts.Categories[category].Fields
	names := sortedKeys(fields)
	slices.SortStableFunc(names, func(a, b string) int { // the one on the category comes first
		return cmp.Compare(r.rank(a), r.rank(b))
	})
	var statements []any
	place := first + 1
	for _, name := range names {
		if !fields[name].Required {
			continue
		}
		value := category
		if r.facts.Fields[name].Names != "categories" {
			value = r.placeholder(place, name, category)
			place++
		}
		statements = append(statements, ordered{{"Field", literal.Replace(name)}, {fields[name].Operators[0], []any{value}}})
	}
	return ordered{{"Name", fmt.Sprintf("${%d:%s events}", first, category)}, {"FieldSelectors", statements}}
}

func (r *request) rank(field string) int {
	if r.facts.Fields[field].Names == "categories" {
		return 0
	}
	return 1
}

// placeholder is a place of a snippet to fill in with a value of a field: a
// choice of few values, or one of many, as they are in a category or in any.
func (r *request) placeholder(place int, field, category string) string {
	values := r.facts.Categories[category].Fields[field].Values
	if len(values) == 0 {
		for _, s := range r.facts.values(field, nil) {
			values = append(values, s.value)
		}
	}
	n, example := strconv.Itoa(place), r.words.Fields[field].Example
	switch {
	case example == "true": // an editor of YAML puts only a whole value in quotes
		return example
	case 1 < len(values) && len(values) <= 10:
		return "${" + n + "|" + strings.Join(values, ",") + "|}"
	case len(values) > 0 && !slices.Contains(values, example):
		example = values[0]
	case example == "":
		example = "value"
	}
	return "${" + n + ":" + example + "}"
}

// longest is the longest retention that every billing mode takes.
func (r *request) longest() int {
	days := 0
	for _, mode := range r.facts.Retention.Modes {
		if days == 0 || mode.Max < days {
			days = mode.Max
		}
	}
	return days
}
