package rules

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Explanation is what there is to say of a rule, in Markdown: why it exists,
// an example that it finds and one that it doesn't, and its sources.
func (r Rule) Explanation(fsys fs.FS) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s.\n\n%s\n\n", r.Title, r.Description)
	fmt.Fprintf(&b, "Level: %s. Presets: %s.", r.Level, strings.Join(r.Presets, ", "))
	if r.Exception != "" {
		fmt.Fprintf(&b, " Prevents: `%s`.", r.Exception)
	}
	if r.AWSMessage != "" {
		fmt.Fprintf(&b, " AWS says: \"%s\"", r.AWSMessage)
	}
	if r.SecuritySeverity != "" {
		fmt.Fprintf(&b, " Security severity, of 10: %s.", r.SecuritySeverity)
	}
	b.WriteString("\n\n")
	if len(r.Params) > 0 {
		fmt.Fprintf(&b, "Parameters, which a config sets by `rules: {%s: {params: {…}}}`:\n\n", r.ID)
	}
	for i, p := range r.Params {
		least, end := "", ""
		if p.Minimum != nil {
			least = fmt.Sprintf(", %v or more", *p.Minimum)
		}
		if i == len(r.Params)-1 {
			end = "\n"
		}
		fmt.Fprintf(&b, "- `%s` (%s%s; default %s): %s\n%s", p.Name, p.Type, least, Shown(p.Default), p.Description, end)
	}
	for _, which := range []string{"bad", "good"} {
		name, text, err := r.Example(fsys, which)
		if err != nil && r.Custom {
			continue // it need not have one
		}
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s:\n\n```%s\n%s```\n\n", title(which), strings.TrimPrefix(path.Ext(name), "."), shown(text))
	}
	if len(r.Sources) > 0 {
		b.WriteString("Sources:\n\n")
		for _, source := range r.Sources {
			fmt.Fprintf(&b, "- %s\n", source)
		}
		b.WriteString("\n")
	}
	return b.String(), nil
}

func title(which string) string { return strings.ToUpper(which[:1]) + which[1:] }

// shown is an example as a page can have it: valid UTF-8, and not too long.
func shown(text string) string {
	const most = 40
	lines := strings.SplitAfter(strings.ToValidUTF8(text, "\uFFFD"), "\n")
	if len(lines) <= most {
		return strings.Join(lines, "")
	}
	return strings.Join(lines[:most], "") + fmt.Sprintf("… and %d lines more\n", len(lines)-1-most)
}
