package editor

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// Config returns the JSON Schema (draft-07) of .edslint.yaml for editors, with
// the rules that there are.
func Config(all []rules.Rule) ([]byte, error) {
	root := object{}
	if err := json.Unmarshal(config.SchemaText(), &root); err != nil {
		return nil, fmt.Errorf("could not read the schema of the config: %w", err)
	}
	w, err := readWords()
	if err != nil {
		return nil, err
	}
	names := editions.Names()
	newest, err := editions.Load(names[len(names)-1])
	if err != nil {
		return nil, err
	}
	root["$id"] = published + "config.json"
	c := configSchema{root: root, definitions: member(root, "definitions"), words: w.Config}
	c.annotate(root, "", "")

	properties := member(root, "properties")
	var values []suggestion
	for _, name := range append([]string{"auto", "latest"}, names...) {
		values = append(values, suggestion{value: name})
	}
	delete(member(properties, "edition"), "examples") // they are among these
	suggest(member(properties, "edition"), values)

	c.suggestRules(member(properties, "rules"), "rule", all)
	c.suggestRules(member(member(member(member(properties, "overrides"), "items"), "properties"), "rules"), "ruleOfOverride", all)
	suggest(member(member(member(member(properties, "ignore"), "items"), "properties"), "rule"), ruleNames(all))

	field := member(member(member(member(properties, "extend"), "properties"), "selector-fields"), "additionalProperties")
	c.suggestWords(member(member(member(field, "properties"), "event-categories"), "items"), newest.Categories(), w.Categories)
	c.suggestWords(member(member(member(field, "properties"), "operators"), "items"), newest.Operators(), nil)
	return encode(root, "  ")
}

type configSchema struct {
	root, definitions object
	words             aboutConfig
}

// annotate adds the words for editors to a schema and to all below it. key is
// what it stands under in a config.
func (c *configSchema) annotate(s object, pointer, key string) {
	if name, ok := reference(s); ok && len(s) > 1 { // draft-07 passes over what stands beside a reference
		delete(s, "$ref")
		for keyword, value := range clone(member(c.definitions, name)) {
			if s[keyword] == nil {
				s[keyword] = value
			}
		}
	}
	if title := c.words.Titles[pointer]; title != "" {
		s["title"] = title
	}
	if examples := c.words.Examples[pointer]; examples != nil {
		s["examples"] = examples
	}
	if snippets := c.words.Snippets[pointer]; snippets != nil {
		s["defaultSnippets"] = snippets
	}
	if says := c.words.Enums[pointer]; says != nil {
		s["enumDescriptions"] = says
	}
	if says, ok := s["patternErrorMessage"].(string); ok {
		s["patternErrorMessage"] = "`" + key + "` takes " + says
	}
	for name, property := range member(s, "properties") {
		c.annotate(property.(object), pointer+"/properties/"+name, name)
	}
	for name, definition := range member(s, "definitions") {
		c.annotate(definition.(object), pointer+"/definitions/"+name, name)
	}
	for _, keyword := range []string{"items", "additionalProperties"} {
		if below := member(s, keyword); below != nil {
			c.annotate(below, pointer+"/"+keyword, key)
		}
	}
	alternatives, _ := s["oneOf"].([]any)
	for i, one := range alternatives {
		c.annotate(one.(object), fmt.Sprint(pointer, "/oneOf/", i), key)
	}
}

// suggestRules offers the rules and families that a config can set, with their
// parameters. A rule may have what any name may have, which becomes a definition.
func (c *configSchema) suggestRules(s object, definition string, all []rules.Rule) {
	setting := member(s, "additionalProperties")
	c.definitions[definition] = setting
	reference := refer("definitions", definition)
	s["additionalProperties"] = reference
	params := map[string]object{}
	for _, rule := range all {
		if of := describeParams(rule); of != nil {
			params[rule.ID], params[rule.Name] = of, of
		}
	}
	names := object{}
	for _, name := range ruleNames(all) {
		one := object{"allOf": []any{reference}}
		if of := params[name.value]; of != nil {
			one = object{"oneOf": withParams(setting["oneOf"].([]any), of)}
		}
		describe(one, name.says)
		names[name.value] = one
	}
	s["properties"] = names
}

// describeParams returns the parameters that a rule has; nil for none.
func describeParams(rule rules.Rule) object {
	if len(rule.Params) == 0 {
		return nil
	}
	params := object{}
	for _, p := range rule.Params {
		says := strings.ToUpper(p.Description[:1]) + p.Description[1:] + "."
		if p.Minimum != nil {
			says += fmt.Sprintf(" At least %v.", *p.Minimum)
		}
		params[p.Name] = object{"description": says, "default": p.Default}
	}
	return params
}

// withParams returns the alternatives for a rule's setting with the parameters
// that the rule has. Their types are for lint to judge.
func withParams(alternatives []any, params object) []any {
	var copied []any
	for _, one := range alternatives {
		one := clone(one.(object))
		if properties := member(one, "properties"); properties["params"] != nil {
			properties["params"] = object{"type": "object", "description": "Parameters of the rule.", "properties": params}
		}
		copied = append(copied, one)
	}
	return copied
}

// configurable reports whether a config can set a rule: what could not be read
// is always an error.
func configurable(rule rules.Rule) bool {
	return rule.Family != "edslint" || rule.Level != finding.Error
}

// ruleNames returns the ids, names and families of the rules that a config can
// set.
func ruleNames(all []rules.Rule) []suggestion {
	var ids, names, families []suggestion
	seen := map[string]bool{}
	for _, rule := range all {
		if !configurable(rule) {
			continue
		}
		says := fmt.Sprintf("[%s](%s) %s: %s. Its own level is %s.", rule.ID, rule.HelpURI, rule.Name, rule.Title, rule.Level)
		ids = append(ids, suggestion{rule.ID, says})
		names = append(names, suggestion{rule.Name, says})
		if !seen[rule.Family] {
			families = append(families, suggestion{rule.Family, "All rules of the family " + rule.Family + "."})
		}
		seen[rule.Family] = true
	}
	return append(append(ids, names...), families...)
}

func (c *configSchema) suggestWords(s object, words []string, says map[string]string) {
	var values []suggestion
	for _, word := range words {
		values = append(values, suggestion{value: word, says: says[word]})
	}
	suggest(s, values)
}
