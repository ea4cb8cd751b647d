package editions_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules/editions"
)

// TestTrails holds each edition's trails to what is documented of them, and the
// edition to staying what it was.
func TestTrails(t *testing.T) {
	today := []string{"Data", "Management", "NetworkActivity"}
	for name, want := range map[string][]string{"2023-06": {"Data", "Management"}, "2026-05": today} {
		e, err := editions.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		before, err := json.Marshal(e.Facts)
		if err != nil {
			t.Fatal(err)
		}
		trails := e.Trails()
		if after, _ := json.Marshal(e.Facts); string(after) != string(before) {
			t.Errorf("%s: the edition's own facts have changed", name)
		}
		if diff := cmp.Diff(want, trails.Categories()); diff != "" {
			t.Errorf("%s: categories of trails (-want +got):\n%s", name, diff)
		}
		if trails.Name != name || trails.Facts["subject"] != "trail" || trails.Facts["trails"] != nil {
			t.Errorf("%s: trails are those of %s, called %v", name, trails.Name, trails.Facts["subject"])
		}
		limits := trails.Facts["limits"].(map[string]any)
		if limits["selectors"] != nil || limits["values"] == nil {
			t.Errorf("%s: limits of trails: %v", name, limits)
		}
	}
}

// TestTrailsAgree holds the fields of trails to those of their categories, which
// both say which field is for which.
func TestTrailsAgree(t *testing.T) {
	for _, name := range editions.Names() {
		e, err := editions.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		facts := e.Trails().Facts
		of := map[string][]any{}
		for _, category := range e.Trails().Categories() {
			fields := facts["categories"].(map[string]any)[category].(map[string]any)["fields"].(map[string]any)
			for field := range fields {
				of[field] = append(of[field], category)
			}
		}
		for field, said := range facts["fields"].(map[string]any) {
			said := slices.Clone(said.(map[string]any)["categories"].([]any))
			slices.SortFunc(said, func(a, b any) int { return slices.Compare([]string{a.(string)}, []string{b.(string)}) })
			if diff := cmp.Diff(of[field], said); diff != "" {
				t.Errorf("%s: categories of trails that have %s (-in the categories +in the fields):\n%s", name, field, diff)
			}
		}
	}
}
