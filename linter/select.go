package linter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
)

func knownPreset(preset string) error {
	if names := rules.Presets(); !slices.Contains(names, preset) {
		return fmt.Errorf("no preset is called %q; there are %s%s", preset, strings.Join(names, ", "), didYouMean(preset, names))
	}
	return nil
}

// silenced returns the names of the rules that the preset, --only and --skip
// leave out.
func silenced(all []rules.Rule, o Options) (map[string]bool, error) {
	matched := func(selections []string) (map[string]bool, error) {
		names := map[string]bool{}
		for _, selection := range selections {
			found := selected(all, selection)
			if len(found) == 0 {
				return nil, unknownRule(all, selection)
			}
			for _, rule := range found {
				names[rule.Name] = true
			}
		}
		return names, nil
	}
	kept, err := matched(o.Only)
	if err != nil {
		return nil, err
	}
	silent, err := matched(o.Skip)
	if err != nil {
		return nil, err
	}
	for _, selection := range o.Only {
		if found := selected(all, selection); !slices.ContainsFunc(found, func(r rules.Rule) bool { return r.In(o.Preset) }) {
			return nil, fmt.Errorf("the preset %q holds nothing of %q; %q does", o.Preset, selection, found[0].Presets[0])
		}
	}
	for _, rule := range all {
		silent[rule.Name] = silent[rule.Name] || !rule.In(o.Preset) || len(o.Only) > 0 && !kept[rule.Name]
	}
	return silent, nil
}

// selected returns the rules of an id, a name or a family.
func selected(all []rules.Rule, selection string) []rules.Rule {
	var found []rules.Rule
	for _, rule := range all {
		if rule.Called(selection) {
			found = append(found, rule)
		}
	}
	return found
}

// FindRule returns the rule with an id or a name.
func FindRule(all []rules.Rule, selection string) (rules.Rule, error) {
	for _, rule := range all {
		if strings.EqualFold(selection, rule.ID) || selection == rule.Name {
			return rule, nil
		}
	}
	return rules.Rule{}, unknownRule(all, selection)
}

func unknownRule(all []rules.Rule, selection string) error {
	var names []string
	for _, rule := range all {
		names = append(names, rule.ID, rule.Name, rule.Family)
	}
	return fmt.Errorf("no rule is called %q%s; `edslint rules` lists them", selection, didYouMean(selection, names))
}

func didYouMean(word string, candidates []string) string {
	if near := spelling.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
