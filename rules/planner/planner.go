// Package planner plans the built-in rules: from their Rego to what is embedded,
// in rules/planned, so that no run parses or compiles them.
package planner

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/ir"

	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// testing is the library that only tests use.
const testing = "data.edslint.test"

// Modules parses the rules of a file system and their libraries, by file, but
// none of their tests.
func Modules(fsys fs.FS) (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	err := fs.WalkDir(fsys, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		module, err := ast.ParseModuleWithOpts(name, string(text), policy.ParserOptions())
		if err == nil && module.Package.Path.String() != testing {
			modules[name] = module
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("could not read the rules: %w", err)
	}
	return modules, nil
}

// List reads what the METADATA says of each rule of a file system, by id.
func List(fsys fs.FS) ([]rules.Rule, error) {
	modules, err := Modules(fsys)
	if err != nil {
		return nil, err
	}
	return list(modules)
}

func list(modules map[string]*ast.Module) ([]rules.Rule, error) {
	var all []rules.Rule
	for name, module := range modules {
		rule, err := metadata(name, module)
		if err != nil {
			return nil, err
		}
		if rule != nil {
			all = append(all, *rule)
		}
	}
	slices.SortFunc(all, func(a, b rules.Rule) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Name, b.Name)) })
	for i, rule := range all {
		if i > 0 && rule.ID == all[i-1].ID {
			return nil, fmt.Errorf("two rules have the id %s: %s and %s", rule.ID, all[i-1].Name, rule.Name)
		}
	}
	return all, nil
}

// Plan plans the rules of a file system: what their METADATA says, as JSON, and
// their plan, both as policy.Open reads them.
func Plan(fsys fs.FS) (metadata, program []byte, err error) {
	modules, err := Modules(fsys)
	if err != nil {
		return nil, nil, err
	}
	all, err := list(modules)
	if err != nil {
		return nil, nil, err
	}
	if metadata, err = json.MarshalIndent(all, "", " "); err != nil {
		return nil, nil, fmt.Errorf("could not write the rules' METADATA: %w", err)
	}
	planned, err := planned(fsys, modules, all)
	if err != nil {
		return nil, nil, err
	}
	if program, err = plan.Encode(planned); err != nil {
		return nil, nil, fmt.Errorf("could not write the plan of the rules: %w", err)
	}
	return append(metadata, '\n'), program, nil
}

// planned has OPA plan the `findings` of each rule, and its `summary`.
func planned(fsys fs.FS, modules map[string]*ast.Module, all []rules.Rule) (*ir.Policy, error) {
	b := &bundle.Bundle{Data: map[string]any{}}
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		text, err := fs.ReadFile(fsys, name) // Build parses it once more
		if err != nil {
			return nil, fmt.Errorf("could not read the rules: %w", err)
		}
		b.Modules = append(b.Modules, bundle.ModuleFile{URL: name, Path: name, Parsed: modules[name], Raw: text})
	}
	var entrypoints []string
	for _, rule := range all {
		if rule.Judge == "" {
			entrypoints = append(entrypoints, strings.ReplaceAll(policy.Findings(rule.Name), ".", "/"))
		}
		if rule.Summary {
			entrypoints = append(entrypoints, strings.ReplaceAll(policy.Summary(rule.Name), ".", "/"))
		}
	}
	c := compile.New().WithTarget(compile.TargetPlan).WithEntrypoints(entrypoints...).WithBundle(b).
		WithRegoVersion(ast.RegoV1).WithCapabilities(policy.Capabilities())
	if err := c.Build(context.Background()); err != nil {
		return nil, fmt.Errorf("could not plan the rules: %w", err)
	}
	var p ir.Policy
	if err := json.Unmarshal(c.Bundle().PlanModules[0].Raw, &p); err != nil {
		return nil, fmt.Errorf("could not read OPA's plan of the rules: %w", err)
	}
	return &p, nil
}
