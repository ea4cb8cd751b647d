package linter

import (
	"strings"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/rules"
)

// FindRule returns the rule with an id or a name.
func FindRule(all []rules.Rule, selection string) (rules.Rule, error) {
	for _, rule := range all {
		if strings.EqualFold(selection, rule.ID) || selection == rule.Name {
			return rule, nil
		}
	}
	return rules.Rule{}, config.UnknownRule(all, selection)
}
