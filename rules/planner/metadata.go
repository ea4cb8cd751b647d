package planner

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// metadata reads a module's METADATA. A module outside the rules' package is a
// library and gives nil.
func metadata(file string, module *ast.Module) (*rules.Rule, error) {
	pkg := strings.TrimPrefix(module.Package.Path.String(), "data.")
	name, ok := strings.CutPrefix(pkg, policy.RulesPackage)
	if !ok {
		return nil, nil
	}
	for _, annotation := range module.Annotations {
		if annotation.Scope != "package" {
			continue
		}
		text := func(key string) string { s, _ := annotation.Custom[key].(string); return s }
		list := func(key string) []string {
			var all []string
			values, _ := annotation.Custom[key].([]any)
			for _, value := range values {
				all = append(all, fmt.Sprint(value))
			}
			return all
		}
		rule := &rules.Rule{
			ID: text("id"), Name: text("name"), Title: annotation.Title, Description: strings.TrimSpace(annotation.Description),
			Level: finding.Level(text("level")), Family: text("family"), Exception: text("exception"), AWSMessage: text("aws-message"),
			Judge: text("judge"), Constraints: list("constraints"), Sources: list("sources"), Presets: list("presets"), Targets: list("targets"),
		}
		if err := knownTargets(rule.Targets); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, flag := range []struct {
			key string
			is  *bool
		}{{"yields", &rule.Yields}, {"summary", &rule.Summary}} {
			if value, given := annotation.Custom[flag.key]; given {
				if *flag.is, ok = value.(bool); !ok {
					return nil, fmt.Errorf("%s: `%s` must be true or false", file, flag.key)
				}
			}
		}
		if severity, given := annotation.Custom["security-severity"]; given {
			if rule.SecuritySeverity, ok = severity.(string); !ok || !policy.SecuritySeverity(rule.SecuritySeverity) {
				return nil, fmt.Errorf("%s: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal", file)
			}
		}
		if want := strings.ReplaceAll(name, "_", "-"); rule.Name != want {
			return nil, fmt.Errorf("%s: the rule is called %q, but its package calls for %q", file, rule.Name, want)
		}
		if rule.ID == "" || rule.Title == "" || rule.Description == "" || rule.Level.Rank() >= len(finding.Levels()) {
			return nil, fmt.Errorf("%s: the METADATA needs id, title, description and a level of error, warning or note", file)
		}
		if _, given := annotation.Custom["presets"]; !given {
			rule.Presets = rules.DefaultPresets(rule.Level)
		}
		if err := knownPresets(rule.Presets); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		var err error
		if rule.Params, err = policy.Params(annotation.Custom["params"]); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if want := path.Join(rule.Family, name); path.Dir(file) != want {
			return nil, fmt.Errorf("%s: the rule stands in the folder %s", file, want)
		}
		rule.HelpURI = "https://github.com/edslint/edslint/blob/main/docs/rules/" + rule.ID + ".md"
		return rule, nil
	}
	return nil, fmt.Errorf("%s: the package has no METADATA", file)
}

// knownPresets checks the METADATA's `presets`.
func knownPresets(presets []string) error {
	names := strings.Join(rules.Presets(), ", ")
	if len(presets) == 0 {
		return fmt.Errorf("`presets` must be a list of %s", names)
	}
	for _, preset := range presets {
		if !slices.Contains(rules.Presets(), preset) {
			return fmt.Errorf("`presets` has %q, but there are only %s", preset, names)
		}
	}
	return nil
}

// knownTargets checks the METADATA's `targets`.
func knownTargets(targets []string) error {
	for _, target := range targets {
		if !slices.Contains(rules.Targets(), target) {
			return fmt.Errorf("`targets` has %q, but there are only %s", target, strings.Join(rules.Targets(), " and "))
		}
	}
	return nil
}
